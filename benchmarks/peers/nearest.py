"""faiss finds the nearest of binary patterns: nearest.py exact|hnsw PATTERNS.bin QUERIES.bin BYTES, rows of so many bytes."""
import sys

import turns

try:
    import faiss
    import numpy as np
except ImportError as e:
    turns.absent(e)

kind, width = sys.argv[1], int(sys.argv[4])
patterns, queries = (np.fromfile(f, np.uint8).reshape(-1, width) for f in sys.argv[2:4])
faiss.omp_set_num_threads(1)
if kind == "exact":
    index = faiss.IndexBinaryFlat(8 * width)
else:
    index = faiss.IndexBinaryHNSW(8 * width, 32)
    index.hnsw.efConstruction = 200
index.add(patterns)
truth = np.arange(len(queries)) % len(patterns)


def settle():
    """The least effort of the search that finds 0.95."""
    for effort in 8, 16, 32, 64, 128, 256, 512, 1024:
        index.hnsw.efSearch = effort
        if (index.search(queries, 1)[1][:, 0] == truth).mean() >= 0.95:
            return f", efSearch {effort}"
    return f", efSearch {effort}, short of 0.95"


effort = "" if kind == "exact" else settle()


def find():
    found = index.search(queries, 1)[1][:, 0]
    return f"found {(found == truth).mean():.3f}"


turns.take(f"faiss {faiss.__version__}, {'IndexBinaryFlat' if kind == 'exact' else 'IndexBinaryHNSW' + effort}", find)
