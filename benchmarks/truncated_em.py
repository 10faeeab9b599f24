"""One E and M step of binary sparse coding in NumPy, as bench truncated-em takes turns with it.

usage: python3 truncated_em.py FILE D H CANDIDATES ACTIVE whole|loop    FILE: samples, float64, one after another
Does one step for every line on standard input and prints its seconds, by the clock and of the processors. whole: all samples at once; loop: a sample at a time.
"""
import sys
import time
from itertools import combinations

import numpy as np

data, d, h, candidates, active, way = sys.argv[1], *map(int, sys.argv[2:6]), sys.argv[6]
y = np.fromfile(data).reshape(-1, d)
rng = np.random.default_rng(1)
w = y.mean(0) + rng.normal(size=(h, d)) * y.std(0).mean() / 4
sigma, pi = y.std(0).mean(), 1 / h
states = np.array([[int(i in c) for i in range(candidates)]
                   for k in range(2, active + 1) for c in combinations(range(candidates), k)], float)
sizes = states.sum(1)
pairs = (states[:, :, None] * states[:, None, :]).reshape(len(states), -1)


def expect(y):
    """Sums over samples: log evidence, P, Q, active units, squared residual."""
    g = w @ w.T
    square = np.diag(g)
    b, yy = y @ w.T, (y * y).sum(1)
    score = b / np.sqrt(square)
    best = np.argpartition(-score, candidates - 1, 1)[:, :candidates]
    best = np.take_along_axis(best, np.argsort(-np.take_along_axis(score, best, 1), 1), 1)
    block = g[best[:, :, None], best[:, None, :]].reshape(len(y), -1)
    single = square - 2 * b
    several = block @ pairs.T - 2 * np.take_along_axis(b, best, 1) @ states.T
    error = yy[:, None] + np.concatenate([np.zeros((len(y), 1)), single, several], 1)
    count = np.concatenate([[0.0], np.ones(h), sizes])
    log = count * np.log(pi / (1 - pi)) - error / (2 * sigma ** 2)
    top = log.max(1, keepdims=True)
    q = np.exp(log - top)
    total = q.sum(1, keepdims=True)
    q /= total
    evidence = (top + np.log(total)).sum()
    s = q[:, 1:h + 1].copy()
    cross = np.bincount(np.arange(h) * (h + 1), s.sum(0), h * h)
    rows = np.arange(len(y))[:, None]
    s[rows, best] += q[:, h + 1:] @ states
    where = (best[:, :, None] * h + best[:, None, :]).ravel()
    cross += np.bincount(where, (q[:, h + 1:] @ pairs).ravel(), h * h)
    return evidence, s.T @ y, cross.reshape(h, h), (q @ count).sum(), (q * error).sum()


def step():
    global w, sigma, pi
    if way == 'whole':
        evidence, p, q, on, residual = expect(y)
    else:
        evidence, p, q, on, residual = 0, np.zeros((h, d)), np.zeros((h, h)), 0, 0
        for n in range(len(y)):
            part = expect(y[n:n + 1])
            evidence, p, q, on, residual = (a + b for a, b in zip((evidence, p, q, on, residual), part))
    w = np.linalg.solve(q + 1e-9 * np.trace(q) / h * np.eye(h), p)
    sigma = np.sqrt(residual / y.size)
    pi = on / len(y) / h
    return evidence / len(y) + h * np.log(1 - pi)


for _ in sys.stdin:
    began, cpu = time.perf_counter(), time.process_time()
    step()
    print(time.perf_counter() - began, time.process_time() - cpu, flush=True)
