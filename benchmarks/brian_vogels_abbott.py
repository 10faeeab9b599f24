"""One second of a network of Vogels and Abbott 2005 in Brian 2 as compiled C++, as configs/spiking/vogels-abbott.json has it.

usage: python3 brian_vogels_abbott.py cuba|coba FOLDER    builds FOLDER/main, which writes its run time to results/last_run_info.txt
"""
import sys

from brian2 import *

set_device('cpp_standalone', build_on_run=False)
defaultclock.dt = 0.1 * ms
seed(1)
if sys.argv[1] == 'cuba':
    equations = '''dv/dt = (ge + gi - (v + 49*mV)) / (20*ms) : volt (unless refractory)
                   dge/dt = -ge / (5*ms) : volt
                   dgi/dt = -gi / (10*ms) : volt'''
    net = NeuronGroup(4000, equations, threshold='v > -50*mV', reset='v = -60*mV', refractory=5 * ms, method='exact')
    excite, inhibit = 'ge += 1.62*mV', 'gi -= 9*mV'
else:
    equations = '''dv/dt = (10*nS*(-60*mV - v) - ge*v + gi*(-80*mV - v)) / (200*pF) : volt (unless refractory)
                   dge/dt = -ge / (5*ms) : siemens
                   dgi/dt = -gi / (10*ms) : siemens'''
    net = NeuronGroup(4000, equations, threshold='v > -50*mV', reset='v = -60*mV', refractory=5 * ms,
                      method='exponential_euler')
    net.ge = '(40 + 15*randn())*nS'
    net.gi = '(200 + 120*randn())*nS'
    excite, inhibit = 'ge += 6*nS', 'gi += 67*nS'
net.v = '(-60 + 10*rand())*mV'
excitatory = Synapses(net[:3200], net, on_pre=excite, delay=0.1 * ms)
excitatory.connect(p=0.02)
inhibitory = Synapses(net[3200:], net, on_pre=inhibit, delay=0.1 * ms)
inhibitory.connect(p=0.02)
spikes = SpikeMonitor(net)
run(1 * second)
device.build(directory=sys.argv[2], compile=True, run=False)
