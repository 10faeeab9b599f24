"""C++ htm.core: htm_core.py learn|infer|first|pool-learn|pool-infer PATTERNS.i32 ACTIVE SIZE [REPETITIONS], rows of ACTIVE bits of SIZE."""
import sys

import turns

try:
    import htm
    import numpy as np
    from htm.bindings.algorithms import SpatialPooler, TemporalMemory
    from htm.bindings.sdr import SDR
except ImportError as e:
    turns.absent(e)

what, active, size = sys.argv[1], int(sys.argv[3]), int(sys.argv[4])
repetitions = int(sys.argv[5]) if len(sys.argv) > 5 else 1
patterns = []
for row in np.fromfile(sys.argv[2], np.int32).reshape(-1, active):
    sdr = SDR((size,))
    sdr.sparse = row.astype(np.uint32)
    patterns.append(sdr)


def memory():
    return TemporalMemory(
        columnDimensions=(size,), cellsPerColumn=32, activationThreshold=13, initialPermanence=0.21, connectedPermanence=0.5,
        minThreshold=10, maxNewSynapseCount=20, permanenceIncrement=0.1, permanenceDecrement=0.1, predictedSegmentDecrement=0,
        maxSegmentsPerCell=255, maxSynapsesPerSegment=255, checkInputs=False, seed=1)


def present(tm, times, learn):
    for _ in range(times):
        anomaly = 0
        for i, pattern in enumerate(patterns):
            if i == 0:
                tm.reset()
            tm.compute(pattern, learn)
            anomaly += tm.anomaly if i else 0
    return f"anomaly {anomaly / (len(patterns) - 1):.3f}"


def pool(learn):
    pooler = SpatialPooler(
        inputDimensions=(size,), columnDimensions=(2048,), potentialRadius=size, potentialPct=0.5, globalInhibition=True,
        localAreaDensity=0.02, stimulusThreshold=1, synPermInactiveDec=0.008, synPermActiveInc=0.05, synPermConnected=0.1,
        minPctOverlapDutyCycle=0.001, dutyCyclePeriod=1000, boostStrength=0.0, seed=1)
    columns = SDR((2048,))
    for pattern in patterns:
        pooler.compute(pattern, learn, columns)
    return f"{columns.getSum()} columns"


name = f"htm.core {getattr(htm, '__version__', '')}".strip()
if what.startswith("pool"):
    turns.take(name, lambda: pool(what == "pool-learn"))
elif what == "infer":
    known = memory()
    present(known, repetitions, True)
    turns.take(name, lambda: present(known, 10, False))
elif what == "learn":
    turns.take(name, lambda: present(memory(), repetitions, True))
else:
    turns.once(name, lambda: present(memory(), repetitions, True))
