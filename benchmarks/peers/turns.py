"""Takes turns with the benchmark that started it: says what it is, then does its work once for each line that it reads.

Answers are lines "seconds of processor time, seconds by the clock, what came out"; what came out shows that both did the same.
"""
import sys
import time


def take(name, work):
    """Warms up, then work() each time it is asked; work gives a text."""
    work()
    once(name, work)


def once(name, work):
    """The same without warming up."""
    print("ready", name, flush=True)
    for _ in sys.stdin:
        cpu, wall = time.process_time(), time.perf_counter()
        result = work()
        print(time.process_time() - cpu, time.perf_counter() - wall, result, flush=True)


def absent(reason):
    print("absent", reason, flush=True)
    sys.exit(0)
