"""Neurons of two compartments with 20 AMPA and NMDA synapses: two_compartments.py neuron|brian NEURONS STEPS FOLDER, steps of 0.1 ms."""
import math
import os
import shutil
import subprocess
import sys

import turns

WHO, NEURONS, STEPS, FOLDER = sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), sys.argv[4]
DT, TIMES = 0.1, [20 + 5 * k / 19 for k in range(20)]


def compile_block():
    """What nrnivmodl does, whose makefile Debian does not package."""
    here = os.path.dirname(os.path.abspath(__file__))
    shutil.copy(os.path.join(here, "nmda.mod"), FOLDER)
    with open(os.path.join(FOLDER, "reg.c"), "w") as out:
        out.write("extern void _nmda_reg(void);\nvoid modl_reg(void) { _nmda_reg(); }\n")
    flags = "-O3 -march=native -shared -fPIC -I/usr/include/nrn nmda.c reg.c -o libnrnmech.so -L/usr/lib/nrn -lnrniv -Wl,-rpath,/usr/lib/nrn"
    for command in ["nocmodl", "nmda.mod"], ["gcc", *flags.split()]:
        if not shutil.which(command[0]):
            turns.absent(f"{command[0]} is not there")
        subprocess.run(command, cwd=FOLDER, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def with_neuron():
    """Crank-Nicolson, cache-efficient; the synapses of one kind share a point process, as ours do."""
    os.environ.setdefault("NEURON_MODULE_OPTIONS", "-nogui")
    try:
        from neuron import h, __version__
    except ImportError as e:
        turns.absent(e)
    compile_block()
    h.nrn_load_dll(os.path.join(FOLDER, "libnrnmech.so"))

    def section(name, pf, ns):
        s = h.Section(name=name)
        s.nseg, s.cm = 1, 1
        s.L = s.diam = math.sqrt(pf * 100 / math.pi)  # 1 uF/cm2
        s.insert("pas")
        s.g_pas, s.e_pas = ns / pf * 1e-3, -70
        return s

    keep = []
    for _ in range(NEURONS):
        soma, branch = section("soma", 200, 10), section("branch", 20, 0.5)
        branch.connect(soma(0.5))
        branch.Ra = 1e9 / 3 * (math.pi * branch.diam ** 2 / 4 * 1e-8) / (branch.L / 2 * 1e-4)  # 3 nS between the centres
        soma.Ra = 1e-6
        ampa, nmda = h.Exp2Syn(branch(0.5)), h.NmdaSyn(branch(0.5))
        ampa.tau1, ampa.tau2, ampa.e = 0.2, 2, 0
        connections = [h.NetCon(None, ampa), h.NetCon(None, nmda)]
        connections[0].weight[0], connections[1].weight[0] = 0.2e-3, 1e-3
        keep.append((soma, branch, ampa, nmda, connections))

    def events():
        for cell in keep:
            for connection in cell[4]:
                for t in TIMES:
                    connection.event(t)

    handler = h.FInitializeHandler(events)
    peak = h.Vector().record(keep[0][1](0.5)._ref_v)
    h.load_file("stdrun.hoc")
    h.secondorder, h.dt, h.steps_per_ms = 2, DT, 1 / DT
    h.CVode().cache_efficient(1)

    def run():
        h.finitialize(-70)
        h.continuerun(STEPS * DT)
        return f"branch peak {peak.max():.4f} mV"

    turns.take(f"NEURON {__version__}", run)


def with_brian():
    """Code generation by NumPy, Euler steps, which are its cheapest."""
    try:
        import brian2
        from brian2 import Network, NeuronGroup, SpikeGeneratorGroup, StateMonitor, Synapses, defaultclock, ms, prefs
    except ImportError as e:
        turns.absent(e)
    prefs.codegen.target = "numpy"
    defaultclock.dt = DT * ms

    def factor(rise, decay):
        tp = rise * decay / (decay - rise) * math.log(decay / rise)
        return 1 / (math.exp(-tp / decay) - math.exp(-tp / rise))

    cells = NeuronGroup(NEURONS, """
        dvs/dt = (10 * (-70 - vs) + 3 * (vd - vs)) / (200 * ms) : 1
        dvd/dt = (0.5 * (-70 - vd) + 3 * (vs - vd) - (ad - ar + (nd - nr) / (1 + exp(-0.062 * vd) / 3.57)) * vd) / (20 * ms) : 1
        dar/dt = -ar / (0.2 * ms) : 1
        dad/dt = -ad / (2 * ms) : 1
        dnr/dt = -nr / (2 * ms) : 1
        dnd/dt = -nd / (60 * ms) : 1
        """, method="euler")
    source = SpikeGeneratorGroup(20, range(20), TIMES * ms)
    wa, wn = 0.2 * factor(0.2, 2), factor(2, 60)
    synapses = Synapses(source, cells, on_pre=f"ar += {wa}\nad += {wa}\nnr += {wn}\nnd += {wn}")
    synapses.connect()
    trace = StateMonitor(cells, "vd", record=[0])
    net = Network(cells, source, synapses, trace)
    cells.vs = cells.vd = -70
    net.store()

    def run():
        net.restore()
        net.run(STEPS * DT * ms)
        return f"branch peak {float(trace.vd[0].max()):.4f} mV"

    turns.take(f"Brian 2 {brian2.__version__}, NumPy", run)


with_neuron() if WHO == "neuron" else with_brian()
