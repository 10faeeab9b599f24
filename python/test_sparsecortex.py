"""Tests of sparsecortex.py on runs that PythonTest makes; their paths, and the launcher, come in the file named by SPARSECORTEX_TEST."""

import json
import os
import unittest

import numpy as np
import pandas as pd
import sparsecortex as sc

with open(os.environ["SPARSECORTEX_TEST"], encoding="utf-8") as file:
    GIVEN = json.load(file)


class RunTest(unittest.TestCase):
    def setUp(self):
        self.run_ = sc.load(GIVEN["whole"])

    def test_what_is_there(self):
        self.assertEqual(self.run_.status, "complete")
        self.assertEqual(self.run_.records, ["curves", "dictionary", "early", "few", "fewBits", "predicted", "predictedNpy", "segments", "tail"])
        self.assertEqual(self.run_.manifest["scenario"], "data")
        self.assertAlmostEqual(self.run_.metrics["anomaly"], self.run_.frame("curves")["tm.anomaly"].mean(), places=12)
        self.assertTrue(np.isnan(self.run_.metrics["none"]))

    def test_tables(self):
        curves = self.run_.frame("curves")
        self.assertEqual(list(curves.columns), ["tm.anomaly", "tm.expectedCount", "v1.mse"])
        self.assertEqual(curves.index.name, "step")
        np.testing.assert_array_equal(curves.index, self.run_.steps("curves"))
        with open(os.path.join(GIVEN["whole"], "records", "curves.csv"), encoding="utf-8") as text:
            first = text.readlines()[1].split(",")
        self.assertEqual(curves["v1.mse"].iloc[0].hex(), float(first[3]).hex(), "every bit of a number")
        np.testing.assert_array_equal(self.run_.array("curves", "v1.mse")[:, 0], curves["v1.mse"])

    def test_arrays_have_the_shape_of_their_signal(self):
        dictionary = self.run_.array("dictionary")
        self.assertEqual(dictionary.shape, (1, 5, 4, 3 + 1))
        self.assertEqual(dictionary.dtype, np.float64)
        np.testing.assert_allclose((dictionary[0] ** 2).sum(axis=(1, 2)), 1, rtol=1e-6, err_msg="atoms have length 1")
        np.testing.assert_array_equal(np.load(os.path.join(GIVEN["whole"], "records", "dictionary.npy")), dictionary)
        self.assertEqual(self.run_.array("segments").shape, (3, 64))
        np.testing.assert_array_equal(self.run_.steps("segments"), [5, 15, 25])
        np.testing.assert_array_equal(self.run_.steps("tail"), [28, 29])
        np.testing.assert_array_equal(self.run_.array("tail")[:, 0], self.run_.frame("curves")["tm.anomaly"].iloc[28:])

    def test_sdrs_keep_size_and_empty_steps(self):
        dense = self.run_.sdr("predicted")
        self.assertEqual(dense.shape, (30, 64))
        self.assertEqual(dense[0].sum(), 0, "nothing is predicted in the first step")
        self.assertGreater(dense.sum(), 0)
        np.testing.assert_array_equal(dense, self.run_.array("predictedNpy"))
        expected = self.run_.frame("curves")["tm.expectedCount"]
        np.testing.assert_array_equal(dense.sum(axis=1)[:-1], expected[1:], "as another record counts them")
        bits, starts = self.run_.indices("predicted")
        np.testing.assert_array_equal(bits[starts[20] : starts[21]], np.flatnonzero(dense[20]))
        self.assertEqual(self.run_.sdr("early").shape, (1, 64, 4))
        self.assertEqual(self.run_.sdr("early").sum(), 0, "a record without any row")

    def test_some_units_keep_their_numbers(self):
        np.testing.assert_array_equal(self.run_.units("few"), [3, 10, 11])
        self.assertEqual(list(self.run_.frame("few").columns), ["tm.segments[3]", "tm.segments[10]", "tm.segments[11]"])
        few = self.run_.array("few")[self.run_.steps("segments")]
        np.testing.assert_array_equal(few, self.run_.array("segments")[:, [3, 10, 11]])
        np.testing.assert_array_equal(self.run_.sdr("fewBits"), self.run_.sdr("predicted")[:, 5:40])
        np.testing.assert_array_equal(self.run_.units("fewBits"), np.arange(5, 40))
        np.testing.assert_array_equal(self.run_.units("segments"), np.arange(64))

    def test_a_run_that_was_stopped(self):
        cut = sc.load(GIVEN["stopped"])
        self.assertEqual(cut.status, "interrupted")
        np.testing.assert_array_equal(cut.frame("curves"), self.run_.frame("curves").iloc[:12])
        np.testing.assert_array_equal(cut.array("segments"), self.run_.array("segments")[:1])
        np.testing.assert_array_equal(cut.sdr("predictedNpy")[:12], self.run_.sdr("predicted")[:12])
        self.assertEqual(len(cut.array("dictionary")), 0)

    def test_mistakes_are_named(self):
        with self.assertRaisesRegex(FileNotFoundError, "manifest.json is missing"):
            sc.load(os.path.dirname(GIVEN["whole"]))
        with self.assertRaisesRegex(KeyError, "no record 'curve', only .*curves"):
            self.run_.frame("curve")
        with self.assertRaisesRegex(ValueError, "several signals"):
            self.run_.array("curves")
        with self.assertRaisesRegex(KeyError, "no signal 'tm.x'"):
            self.run_.array("curves", "tm.x")
        with self.assertRaisesRegex(ValueError, "is an array"):
            self.run_.frame("dictionary")
        with self.assertRaisesRegex(ValueError, "no SDR"):
            self.run_.sdr("curves")
        with self.assertRaisesRegex(ValueError, "no variants"):
            self.run_.variants


class SweepTest(unittest.TestCase):
    def test_one_table(self):
        sweep = sc.load(GIVEN["sweep"])
        self.assertEqual(len(sweep.variants), 4)
        runs = sweep.frame("sweep-runs")
        self.assertEqual(list(runs.columns), ["noise", "repeat", "anomaly", "none"])
        np.testing.assert_allclose(runs["anomaly"], [v.metrics["anomaly"] for v in sweep.variants])
        together = sweep.gather("curves")
        self.assertEqual(len(together), 4 * 30)
        means = together.groupby(["noise", "repeat"])["tm.anomaly"].mean()
        np.testing.assert_allclose(means, runs.set_index(["noise", "repeat"])["anomaly"])
        self.assertTrue(pd.api.types.is_integer_dtype(together["step"]))
        np.testing.assert_allclose(sweep.frame("sweep")["anomaly"], runs.groupby("noise")["anomaly"].mean())


class StartTest(unittest.TestCase):
    def start(self, scenario=None, **more):
        return sc.run(scenario or GIVEN["scenario"], output=GIVEN["output"], launcher=GIVEN["launcher"], **more)

    def test_runs_and_follows(self):
        seen = []
        run = self.start(set={"/seed": 7}, progress=lambda *now: seen.append(now))
        self.assertEqual(run.scenario["seed"], 7)
        self.assertEqual(run.status, "complete")
        self.assertEqual(seen[-1][:2], (30, 30))
        seen.clear()
        self.assertEqual(self.start(set={"/seed": 7}, progress=lambda *now: seen.append(now)).path, run.path)
        self.assertEqual(seen, [], "what is there is opened")

    def test_errors_are_those_of_the_program(self):
        with open(GIVEN["scenario"], encoding="utf-8") as text:
            scenario = json.load(text)
        scenario["sed"] = scenario.pop("seed", 9)
        with self.assertRaises(sc.RunError) as caught:
            self.start(scenario)
        self.assertEqual(caught.exception.exit_code, 2)
        self.assertRegex(caught.exception.errors[0], "sed.*did you mean 'seed'")
        with self.assertRaises(sc.RunError) as caught:
            self.start(options=["--nonsense"])
        self.assertRegex(str(caught.exception), "--nonsense")


if __name__ == "__main__":
    unittest.main()
