"""Writes tiny.nir and recurrent.nir in the layout of the nir library's writer, and the spikes that forward Euler gives."""
import h5py, numpy as np, json, sys
out = sys.argv[1]
rng = np.random.default_rng(7)
DT = 1e-4

def put(group, d):
    for k, v in d.items():
        if isinstance(v, str):
            group.create_dataset(k, data=v, dtype=h5py.string_dtype())
        elif isinstance(v, dict):
            put(group.create_group(k), v)
        elif isinstance(v, np.ndarray):
            group.create_dataset(k, data=v, dtype=v.dtype, compression="gzip" if v.ndim else None)
        else:
            group.create_dataset(k, data=v)

def node(type_, **p):
    return dict(p, type=type_)

def io(kind, shape):
    s = np.array(shape)
    return node(kind, shape=s, input_type={"input": s}, output_type={"output": s})

def graph(nodes, edges):
    return {"type": "NIRGraph", "nodes": nodes, "edges": edges,
            "input_type": {}, "output_type": {}}

def write(name, g):
    with h5py.File(f"{out}/{name}", "w") as f:
        f.create_dataset("version", data="1.0.6", dtype=h5py.string_dtype())
        put(f.create_group("node"), g)

def lif(n, beta, thr=1.0):
    tau = DT / (1 - np.broadcast_to(np.float64(beta), n).copy())
    return node("LIF", tau=tau, r=tau / DT, v_leak=np.zeros(n), v_threshold=np.full(n, thr), v_reset=np.zeros(n))

def cuba(n, alpha, beta):
    ts, tm = np.full(n, DT / (1 - alpha)), np.full(n, DT / (1 - beta))
    return node("CubaLIF", tau_syn=ts, tau_mem=tm, r=tm / DT, w_in=ts / DT, v_leak=np.zeros(n),
                v_threshold=np.ones(n), v_reset=np.zeros(n))

# weights are multiples of 1/64, so that rounding to the unit of weights changes none of them
def w(*shape, lo=-40, hi=60):
    return rng.integers(lo, hi, shape) / 64.0

STEPS = 300
x = (rng.random((STEPS, 12)) < 0.15).astype(float)

# feed-forward: 12 -> affine 8 lif (beta of each its own in two halves) -> linear 4 lif
W1, b1, W2 = w(8, 12), w(8, lo=0, hi=8), w(4, 8, lo=-20, hi=50)
beta1 = np.array([.9] * 4 + [.8] * 4)
write("feedforward.nir", graph(
    {"input": io("Input", [12]), "0": node("Affine", weight=W1.astype(np.float32), bias=b1.astype(np.float32)),
     "1": lif(8, beta1), "2": node("Linear", weight=W2.astype(np.float32)), "3": lif(4, .95), "output": io("Output", [4])},
    [("input", "0"), ("0", "1"), ("1", "2"), ("2", "3"), ("3", "output")]))

def run_lif(v, beta, cur):
    v = beta * v + cur
    z = v > 1.0
    return np.where(z, 0.0, v), z

v1, v2, spikes = np.zeros(8), np.zeros(4), []
for t in range(STEPS):
    v1, z1 = run_lif(v1, beta1, W1 @ x[t] + b1)
    v2, z2 = run_lif(v2, .95, W2 @ z1)
    spikes += [[t, int(i)] for i in np.flatnonzero(z2)]
result = {"input": [[t, int(i)] for t in range(STEPS) for i in np.flatnonzero(x[t])], "feedforward": spikes}

# recurrent, as a subgraph: 12 -> linear -> [cuba lif with recurrent weights] -> linear -> lif, and a second way round it
A, R, B, S = w(6, 12), w(6, 6, lo=-30, hi=20), w(3, 6), w(3, 12, lo=-10, hi=10)
n6 = io("Input", [6]), io("Output", [6])
write("recurrent.nir", graph(
    {"input": io("Input", [12]), "fc": node("Linear", weight=A),
     "rec": graph({"input": n6[0], "lif": cuba(6, .7, .8), "w_rec": node("Linear", weight=R), "output": n6[1]},
                  [("input", "lif"), ("lif", "w_rec"), ("w_rec", "lif"), ("lif", "output")]),
     "out": node("Linear", weight=B), "skip": node("Linear", weight=S), "lif": lif(3, .9), "output": io("Output", [3])},
    [("input", "fc"), ("fc", "rec"), ("rec", "out"), ("out", "lif"), ("input", "skip"), ("skip", "lif"), ("lif", "output")]))
i6, v6, z6, v3, spikes = np.zeros(6), np.zeros(6), np.zeros(6), np.zeros(3), []
for t in range(STEPS):
    v6 = .8 * v6 + i6                       # forward Euler: the current of the step before
    z6new = v6 > 1.0
    v6 = np.where(z6new, 0.0, v6)
    i6 = .7 * i6 + A @ x[t] + R @ z6
    z6 = z6new.astype(float)
    v3, z3 = run_lif(v3, .9, B @ z6 + S @ x[t])
    spikes += [[t, int(i)] for i in np.flatnonzero(z3)]
result["recurrent"] = spikes

# convolutional: 2 x 5 x 6 -> conv 3 channels, 3 x 3, stride 2 and 1, padding 1 -> IF -> average of 1 x 2 -> flatten -> linear -> lif
K, kb, F = w(3, 2, 3, 3), np.zeros(3), w(4, 27, lo=-20, hi=60)
xc = (rng.random((STEPS, 2, 5, 6)) < 0.1).astype(float)
pair = lambda a, b: np.array([a, b])
write("convolutional.nir", graph(
    {"input": io("Input", [2, 5, 6]),
     "conv": node("Conv2d", input_shape=pair(5, 6), weight=K, stride=pair(2, 1), padding=pair(1, 1), dilation=pair(1, 1), groups=1, bias=kb),
     "if": node("IF", r=np.full((3, 3, 6), 1 / DT), v_threshold=np.ones((3, 3, 6)), v_reset=np.zeros((3, 3, 6))),
     "pool": node("AvgPool2d", kernel_size=pair(1, 2), stride=pair(1, 2), padding=pair(0, 0)),
     "flat": node("Flatten", start_dim=0, end_dim=-1), "fc": node("Linear", weight=F), "lif": lif(4, .5), "output": io("Output", [4])},
    [("input", "conv"), ("conv", "if"), ("if", "pool"), ("pool", "flat"), ("flat", "fc"), ("fc", "lif"), ("lif", "output")]))
vi, v4, spikes = np.zeros((3, 3, 6)), np.zeros(4), []
for t in range(STEPS):
    p = np.pad(xc[t], ((0, 0), (1, 1), (1, 1)))
    y = np.array([[[np.sum(K[c] * p[:, 2 * i:2 * i + 3, j:j + 3]) for j in range(6)] for i in range(3)] for c in range(3)])
    vi = vi + y
    zi = vi > 1.0
    vi = np.where(zi, 0.0, vi)
    a = zi.reshape(3, 3, 3, 2).mean(-1).reshape(-1)
    v4, z4 = run_lif(v4, .5, F @ a)
    spikes += [[t, int(i)] for i in np.flatnonzero(z4)]
result["frames"] = [[t, int(i)] for t in range(STEPS) for i in np.flatnonzero(xc[t].reshape(-1))]
result["convolutional"] = spikes
json.dump(result, open(f"{out}/spikes.json", "w"))
for k, v in result.items():
    print(k, len(v))
