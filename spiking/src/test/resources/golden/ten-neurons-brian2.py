# 10 LIF neurons, exponential currents, 40 synapses, Brian2 as iaf_psc_exp of NEST: refractory = t_ref + h, spike stamp t + h
import sys, numpy as np
from brian2 import *
prefs.codegen.target='numpy'
h=0.1
defaultclock.dt=h*ms
C=250*pF; tm=10*ms; te=0.5*ms; ti=1*ms; EL=-65*mV; Vth=-50*mV
eqs='''dv/dt=(EL-v)/tm+(ie+ii+Ie)/C : volt (unless refractory)
die/dt=-ie/te : amp
dii/dt=-ii/ti : amp
Ie : amp'''
G=NeuronGroup(10,eqs,threshold='v>=Vth',reset='v=EL',refractory=2.1*ms,method='exact')
G.v=EL
G.Ie=[(430+13*i)*pA for i in range(10)]
rows=[]
for k in range(40):
    pre=(3*k)%10; post=(7*k+k//10+1)%10
    d=8+(k*3)%11
    w=(500+25*(k%7)) if pre<7 else -(900+50*(k%5))
    rows.append((pre,post,d,w))
ex=[r for r in rows if r[3]>0]; inh=[r for r in rows if r[3]<0]
def syn(rs,var):
    S=Synapses(G,G,'w:amp',on_pre=var+'+=w')
    S.connect(i=[r[0] for r in rs],j=[r[1] for r in rs])
    # Synapses may be reordered: sort rows stably by i as created (Brian keeps order of i,j given)
    S.w=[r[3]*1e-12 for r in rs]*amp
    S.delay=[r[2]*h for r in rs]*ms
    assert list(S.i)==[r[0] for r in rs] and list(S.j)==[r[1] for r in rs]
    return S
S1=syn(ex,'ie'); S2=syn(inh,'ii')
M=SpikeMonitor(G); V=StateMonitor(G,'v',record=True,when='end')
run(300*ms)
print('# spikes: step,neuron (step k ends at k * 0.1 ms)')
for i,t in sorted(zip(np.round(M.t/ms/h).astype(int)+1,M.i)): print('%d,%d'%(i,t))
print('# final V mV:',' '.join(repr(float(x)) for x in G.v/mV))
for r in rows: print('# synapse',*r)
