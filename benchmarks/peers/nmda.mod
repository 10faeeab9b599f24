COMMENT
NMDA conductance: two exponentials, normalised to the weight of an event, times the magnesium block of Jahr and Stevens 1990.
ENDCOMMENT
NEURON {
    POINT_PROCESS NmdaSyn
    RANGE tau1, tau2, e, mg
    NONSPECIFIC_CURRENT i
}
UNITS {
    (nA) = (nanoamp)
    (mV) = (millivolt)
    (uS) = (microsiemens)
    (mM) = (milli/liter)
}
PARAMETER {
    tau1 = 2 (ms)
    tau2 = 60 (ms)
    e = 0 (mV)
    mg = 1 (mM)
}
ASSIGNED {
    v (mV)
    i (nA)
    factor
}
STATE {
    A (uS)
    B (uS)
}
INITIAL {
    LOCAL tp
    A = 0
    B = 0
    tp = tau1 * tau2 / (tau2 - tau1) * log(tau2 / tau1)
    factor = 1 / (exp(-tp / tau2) - exp(-tp / tau1))
}
BREAKPOINT {
    SOLVE state METHOD cnexp
    i = (B - A) / (1 + mg / 3.57 * exp(-0.062 * v)) * (v - e)
}
DERIVATIVE state {
    A' = -A / tau1
    B' = -B / tau2
}
NET_RECEIVE(weight (uS)) {
    A = A + weight * factor
    B = B + weight * factor
}
