"""Made the files beside it, with NumPy 2.4.6 and h5py 3.16.0 on 28 November 2026: python make.py

Spikes of neuron 0 at 0.1 and 0.5 ms, of 1 at 0.3, of 2 at 0.5. units.nwb has the two columns of a table of units as NWB 2 lays
them out (seconds, unit after unit, and where each unit ends); it was not written by PyNWB. nest.gdf is as NEST 2 writes it, ids
from 1 on.
"""
import h5py
import numpy as np

times, ids = np.array([0.1, 0.3, 0.5, 0.5]), np.array([0, 1, 0, 2])
np.save("table.npy", np.column_stack([times, ids]))
np.savez("two.npz", times=times / 1000, senders=ids)
with h5py.File("units.nwb", "w") as f:
    f.attrs["nwb_version"] = "2.7.0"
    f["units/spike_times"] = np.array([0.1, 0.5, 0.3, 0.5]) / 1000
    f["units/spike_times_index"] = np.array([2, 3, 4], "uint64")
    f["units/id"] = np.arange(3)
open("seconds.csv", "w").write("time (s);unit\n" + "".join(f"{t / 1000:.4f};{i}\n" for t, i in zip(times, ids)))
open("nest.gdf", "w").write("".join(f"{i + 1}\t{t:.3f}\n" for t, i in zip(times, ids)))
