"""Made the files beside it on 28 November 2026, with NumPy 2.4.6, h5py 3.16.0 and SciPy 1.17.1: python make.py

Each holds the same 12 atoms of 4 x 4 pixels, a[k, i] = (k + 1) cos(0.7 k i + k), in single precision: dictionary.npy and dictionary.h5 one a
row, the others, as is usual in MATLAB, one a column. dictionary73.mat has the header and the reversed axes of a file of MATLAB 7.3; it
was not written by MATLAB.
"""
import h5py
import numpy as np
import scipy.io

k, i = np.meshgrid(range(12), range(16), indexing="ij")
a = ((k + 1) * np.cos(0.7 * k * i + k)).astype("float32")
np.save("dictionary.npy", a)
with h5py.File("dictionary.h5", "w") as f:
    f.create_dataset("learned/atoms", data=a.reshape(12, 4, 4), chunks=(3, 4, 4), compression="gzip")
    f["mean"] = np.zeros(16)
scipy.io.savemat("dictionary.mat", {"A": a.T, "lambda": 0.1})
with h5py.File("dictionary73.mat", "w", userblock_size=512) as f:
    f.create_dataset("A", data=a).attrs["MATLAB_class"] = np.bytes_("single")
with open("dictionary73.mat", "r+b") as f:
    f.write(b"MATLAB 7.3 MAT-file, Platform: GLNXA64, HDF5 schema 1.00 .".ljust(124) + b"\x00\x02IM")
