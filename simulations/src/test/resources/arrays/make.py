"""Made the files beside it, with NumPy 2.4.6 and h5py 3.16.0 on 28 November 2026: python make.py

Each holds a[i, j, k] = 100 i + 10 j + k, shape (2, 3, 4), unless its name says more. matlab73.mat has the header and the
reversed axes of a file of MATLAB 7.3; it was not written by MATLAB.
"""
import numpy as np
import h5py

i, j, k = np.meshgrid(range(2), range(3), range(4), indexing="ij")
a = 100 * i + 10 * j + k
for name in ("int64", "uint64", "float16", "float32", ">i4", ">f8", "int8", "uint16"):
    np.save(name.replace(">", "big-") + ".npy", (a % 100 if name == "int8" else a).astype(name))
np.save("fortran.npy", np.asfortranarray(a.astype(">i2")))
np.save("bool.npy", a % 2 == 1)
np.save("complex.npy", a + 0j)
np.savez_compressed("two.npz", a=a, times=np.array([0.5, 1.5]))
with h5py.File("arrays.h5", "w") as f:
    f.create_dataset("group/a", data=a.astype("int32"), chunks=(1, 3, 2), compression="gzip", shuffle=True)
    f["truth"] = a % 2 == 1
    f["half"] = a.astype("float16")
    f["big"] = a.astype(">f8")
    f["byte"] = a.astype("uint8")
    f["names"] = ["x", "y"]
    f["elsewhere"] = h5py.ExternalLink("/etc/hostname.h5", "/a")
    f["soft"] = h5py.SoftLink("/group/a")
    f.create_dataset("huge", shape=(1 << 20, 1 << 20, 1 << 10), dtype="f8", chunks=(1, 64, 64), compression="gzip")
with h5py.File("matlab73.mat", "w", userblock_size=512) as f:
    d = f.create_dataset("a", data=np.ascontiguousarray(a.astype("f8").T), compression="gzip")
    d.attrs["MATLAB_class"] = np.bytes_("double")
    t = f.create_dataset("text", data=np.array([[104], [105]], "uint16"))
    t.attrs["MATLAB_class"] = np.bytes_("char")
with open("matlab73.mat", "r+b") as f:
    f.write(b"MATLAB 7.3 MAT-file, Platform: GLNXA64, HDF5 schema 1.00 .".ljust(124) + b"\x00\x02IM")

# MATLAB files that are refused; by scipy.
import scipy.io
import scipy.sparse

numbers = np.arange(20.0).reshape(4, 5)
scipy.io.savemat("sparse.mat", {"weights": scipy.sparse.csc_matrix(numbers)})
scipy.io.savemat("level4.mat", {"a": numbers}, format="4")
