"""scikit-learn codes patches: sparse_coding.py METHOD PATCHES.npy DICTIONARY.npy PARAMETER, METHOD lasso_cd or omp."""
import sys
import warnings

import turns

for message in "Orthogonal matching pursuit ended prematurely", "Objective did not converge":  # of a few patches, as with ours
    warnings.filterwarnings("ignore", message)

try:
    import numpy as np
    import sklearn
    from sklearn.decomposition import sparse_encode
except ImportError as e:
    turns.absent(e)

method, patches, dictionary, parameter = sys.argv[1], np.load(sys.argv[2]), np.load(sys.argv[3]), float(sys.argv[4])
x, d = patches.astype(np.float32), dictionary.astype(np.float32)
options = {"alpha": parameter, "max_iter": 2000} if method == "lasso_cd" else {"n_nonzero_coefs": int(parameter)}


def encode():
    codes = sparse_encode(x, d, algorithm=method, n_jobs=1, check_input=False, **options).astype(np.float64)
    error = ((x - codes @ d) ** 2).sum(1) / 2
    value = error + parameter * np.abs(codes).sum(1) if method == "lasso_cd" else error
    return f"{np.count_nonzero(codes) / len(x):.3f} {value.mean():.8f}"


turns.take(f"scikit-learn {sklearn.__version__}, {method}", encode)
