"""Opens run directories of SparseCortex as tables and arrays, and starts runs. One file; it needs numpy and pandas.

    import sparsecortex as sc
    run = sc.load("runs/edges-7419b86b")          # or sc.run("configs/v1/edges.json", set={"/seed": 7}, progress=True)
    run.metrics["mse"]                            # numbers of metrics.json
    run.frame("curves")                           # a CSV record as a table, indexed by step
    run.array("dictionary")[-1]                   # an array in the shape of its signal, here 288 x 12 x 12
    run.sdr("active")                             # an SDR record as booleans, steps x bits
    sweep.frame("sweep-runs"), sweep.gather("curves")       # a sweep in one table

Runs that go on, or were cut, open too: with the whole rows that are there.
"""

import io
import json
import pathlib
import re
import subprocess
import sys
import tempfile

import numpy as np
import pandas as pd

__all__ = ["Run", "RunError", "load", "run"]


class RunError(RuntimeError):
    """A run was refused or failed; errors: what the program said, a text each; exit_code: 2 for a mistake in what it was given."""

    def __init__(self, errors, exit_code):
        super().__init__("\n".join(errors))
        self.errors = list(errors)
        self.exit_code = exit_code


class Run:
    """A run directory: of one run, or of a sweep with its variants."""

    def __init__(self, path):
        self.path = pathlib.Path(path)
        if not (self.path / "manifest.json").is_file():
            raise FileNotFoundError(f"{self.path} is no run directory: manifest.json is missing")
        self.manifest = self._json("manifest.json")
        self.scenario = self._json("scenario.json")
        self.index = self._json("records/index.json")["records"] if (self.path / "records/index.json").is_file() else {}
        found = self._json("metrics.json") if (self.path / "metrics.json").is_file() else {}
        self.metrics = pd.Series({name: float(value) for name, value in found.items()}, dtype=float)

    def __repr__(self):
        return f"<Run {self.path.name}: {self.status}, records {list(self.records)}>"

    @property
    def status(self):
        """complete, interrupted, failed, recorded (charts are to come) or running (or killed while it ran)."""
        return self.manifest["status"]

    @property
    def records(self):
        """Names of the records."""
        return sorted(self.index)

    def _json(self, name):
        return json.loads((self.path / name).read_text(encoding="utf-8"))

    def _entry(self, record):
        if record not in self.index:
            raise KeyError(f"{self.path} has no record '{record}', only {self.records}")
        return self.index[record]

    def _open(self, record):
        """The bytes of a record file and whether it is whole."""
        file = self.path / "records" / self._entry(record)["file"]
        if file.is_file():
            return file, True
        return file.with_name(file.name + ".partial"), False

    def steps(self, record):
        """Steps of the rows of a record as planned; of a run that has not ended the last ones are not there yet."""
        entry = self._entry(record)
        return entry["first"] + entry["every"] * np.arange(entry["count"], dtype=np.int64)

    def frame(self, record):
        """A CSV record as a table indexed by step; a table of a sweep as it is."""
        entry = self._entry(record)
        if entry["format"] != "csv":
            raise ValueError(f"record '{record}' is an array, see array()")
        file, whole = self._open(record)
        text = file.read_text(encoding="utf-8")
        if not whole:
            text = text[: text.rfind("\n") + 1]
        table = pd.read_csv(io.StringIO(text), float_precision="round_trip")
        return table.set_index("step") if "signals" in entry else table

    def array(self, record, signal=None):
        """Values of a signal with its axes behind that of the steps; the signal may be left out if the record has one.

        A large NPY file is mapped, not read. An SDR comes as booleans, see sdr().
        """
        entry, spec = self._entry(record), self._signal(record, signal)
        if spec["kind"] == "sdr":
            return self.sdr(record)
        if entry["format"] == "csv":
            table, at = self.frame(record), 0
            for earlier in entry["signals"][: entry["signals"].index(spec)]:
                at += earlier["size"]
            return table.iloc[:, at : at + spec["size"]].to_numpy(spec["type"]).reshape(-1, *spec["shape"])
        return self._npy(record, spec["type"], spec["shape"])

    def _signal(self, record, signal):
        """What the index says of a signal of a record, of the only one if none is named."""
        entry = self._entry(record)
        if "signals" not in entry:
            raise ValueError(f"'{record}' is a table of a sweep, see frame()")
        names = [s["signal"] for s in entry["signals"]]
        if signal is None and len(names) > 1:
            raise ValueError(f"record '{record}' has several signals, name one of {names}")
        if signal is not None and signal not in names:
            raise KeyError(f"record '{record}' has no signal '{signal}', only {names}")
        return entry["signals"][0 if signal is None else names.index(signal)]

    def _npy(self, record, dtype, axes):
        file, whole = self._open(record)
        if whole:
            large = file.stat().st_size > 1 << 20
            return np.load(file, mmap_mode="r" if large else None, allow_pickle=False)
        with open(file, "rb") as raw:  # its header says 0 rows until the run has ended
            np.lib.format.read_magic(raw)
            np.lib.format.read_array_header_1_0(raw)
            values = raw.read()
        row = np.dtype(dtype).itemsize * int(np.prod(axes))
        return np.frombuffer(values[: len(values) // row * row], np.dtype(dtype)).reshape(-1, *axes)

    def indices(self, record):
        """Active bits of an SDR record: (indices, starts); those of row i are indices[starts[i]:starts[i + 1]].

        Rows are the steps of steps(), also those without an active bit; with scipy:
        csr_matrix((ones, indices, starts), (rows, size)).
        """
        entry = self._entry(record)
        if "signals" not in entry or entry["signals"][0]["kind"] != "sdr":
            raise ValueError(f"record '{record}' holds no SDR")
        if entry["format"] == "csv":
            table = self.frame(record)
            steps, bits = table.index.to_numpy(np.int64), table["index"].to_numpy(np.int32)
        else:
            pairs = np.asarray(self._npy(record, "int32", [2]))
            steps, bits = pairs[:, 0].astype(np.int64), pairs[:, 1]
        return bits, np.append(np.searchsorted(steps, self.steps(record)), len(bits))

    def sdr(self, record):
        """An SDR record as booleans, steps x bits, or steps x axes of the signal."""
        bits, starts = self.indices(record)
        spec = self.index[record]["signals"][0]
        dense = np.zeros((len(starts) - 1, spec["size"]), bool)
        dense[np.repeat(np.arange(len(starts) - 1), np.diff(starts)), bits] = True
        return dense[:, spec["units"]] if "units" in spec else dense.reshape(-1, *spec["shape"])

    def units(self, record, signal=None):
        """Numbers of the units of a signal that a record holds, in the order of its columns: all, or those that were asked for."""
        spec = self._signal(record, signal)
        return np.array(spec["units"] if "units" in spec else range(spec["size"]))

    @property
    def variants(self):
        """The runs of a sweep: by point, then by repeat."""
        folder = self.path / "variants"
        if not folder.is_dir():
            raise ValueError(f"{self.path} has no variants; it is not the run of a sweep")
        return [Run(p) for p in sorted(folder.iterdir()) if re.match(r"p\d+-r\d+-", p.name)]

    def gather(self, record):
        """One CSV record of all variants of a sweep in one table: values of the axes, repeat, step, columns of the record."""
        runs = self.frame("sweep-runs")
        settings = runs.iloc[:, : list(runs.columns).index("repeat") + 1]
        parts = []
        for i, variant in enumerate(self.variants):
            part = variant.frame(record).reset_index()
            for place, name in enumerate(settings.columns):
                part.insert(place, name, settings[name].iloc[i])
            parts.append(part)
        return pd.concat(parts, ignore_index=True)


def load(path):
    """Opens a run directory."""
    return Run(path)


def run(scenario, *, set=None, output="runs", options=(), launcher=None, progress=None):
    """Runs a scenario, a file or a dict, and opens what came out.

    set: values by JSON pointer, {"/seed": 7}; options: further ones of `sparsecortex run`, ["--sweep", "--force"]; launcher: the
    program, by default the script `sparsecortex` of the folder above this file; progress: True for a line on standard error, or
    a function of (done, total, seconds). What is there and complete is opened, not run again. Raises RunError if it is refused
    or fails.
    """
    if launcher is None:
        launcher = pathlib.Path(__file__).resolve().parent.parent / "sparsecortex"
    launcher = [launcher] if isinstance(launcher, (str, pathlib.Path)) else list(launcher)
    show = _line if progress is True else progress
    with tempfile.TemporaryDirectory() as folder:
        if isinstance(scenario, dict):
            file = pathlib.Path(folder, "scenario.json")
            file.write_text(json.dumps(scenario), encoding="utf-8")
            scenario = file
        command = [*launcher, "run", scenario, "--json", "--output", output, *options]
        for pointer, value in (set or {}).items():
            command += ["--set", f"{pointer}={json.dumps(value)}"]
        with open(pathlib.Path(folder, "log"), "w+", encoding="utf-8") as log:
            last = None
            with subprocess.Popen([str(c) for c in command], stdout=subprocess.PIPE, stderr=log, text=True) as process:
                for line in process.stdout:
                    last = json.loads(line)
                    if show and last["event"] == "progress":
                        show(last["done"], last["total"], last["seconds"])
            log.seek(0)
            told = log.read().strip()
    if process.returncode or last is None or last["event"] != "end":
        errors = last["errors"] if last and last["event"] == "error" else [told or "the program said nothing"]
        raise RunError(errors, process.returncode)
    return load(last["run"])


def _line(done, total, seconds):
    sys.stderr.write(f"\r{done} of {total}, {seconds:.0f} s" + ("\n" if done == total else ""))
