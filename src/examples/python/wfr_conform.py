#!/usr/bin/env python3
"""`wfr conform` from Python (standard library and NumPy):

  import wfr_conform as wfr
  truth = wfr.load_reference("double-well")                 # .scenario, .functionals[time][name] = (value, error), .time, .x, .density, .error
  wfr.check(samples={"double-well": dict(time=..., x=..., log_weight=..., replicate=...)})
  wfr.check(samples={"mine": ...}, scenario="mine.yaml")    # a problem of your own
  wfr.check(solve=my_solver)                                # my_solver(scenario) -> the list `times` of src/examples/README.md

`check` returns the evidence as a dictionary, with its verdict under "ok" and the printed text under "text". As a program: wfr_conform.py [NAME] plots a reference density, in text.
"""
import json
import pathlib
import subprocess
import sys
import tempfile
import types

import numpy as np

WFR = pathlib.Path(__file__).resolve().parents[3] / "wfr"


def run(*words):
    """Runs wfr; bad input (exit code 2) and faults are exceptions with its message."""
    done = subprocess.run([str(WFR), *map(str, words)], capture_output=True, text=True)
    if done.returncode not in (0, 1):
        raise ValueError(done.stderr.strip())
    return done


def load_reference(name):
    """A reference problem with its solution."""
    with tempfile.TemporaryDirectory() as out:
        run("reference", "export", "--quiet", "--problem", name, "--out", out)
        out = pathlib.Path(out)
        functionals = {}
        for line in (out / "functionals.csv").read_text().splitlines()[1:]:
            _, time, what, value, error = line.split(",")[:5]
            functionals.setdefault(float(time), {})[what] = (float(value), float(error))
        density = dict(np.load(out / f"{name}.npz")) if (out / f"{name}.npz").exists() else {}
        return types.SimpleNamespace(scenario=json.loads((out / f"{name}.yaml").read_text()), functionals=functionals, **density)


def check(samples=None, solve=None, problems=(), scenario=None):
    """The verdicts on particles (a dictionary of columns per problem), or on a solver asked for problems (by default gaussian-widening and double-well)."""
    with tempfile.TemporaryDirectory() as work:
        results = pathlib.Path(work) / "results"
        results.mkdir()
        for name, columns in (samples or {}).items():
            np.savez(results / f"{name}-particles", **{key: np.asarray(value, float) for key, value in columns.items()})
        for name in (problems or ("gaussian-widening", "double-well")) if solve else ():
            (results / f"{name}.json").write_text(json.dumps({"times": solve(load_reference(name).scenario)}))
        words = ["conform", "--quiet", results, "--out", pathlib.Path(work) / "out"] + (["--scenario", scenario] if scenario else [])
        done = run(*words)
        evidence = json.loads((pathlib.Path(work) / "out" / "evidence.json").read_text())
        return dict(evidence, ok=done.returncode == 0, text=done.stdout)


if __name__ == "__main__":
    truth = load_reference(sys.argv[1] if len(sys.argv) > 1 else "gaussian-widening")
    for t in sorted(set(truth.time)):
        rho = truth.density[truth.time == t]
        bars = rho[: len(rho) // 64 * 64].reshape(64, -1).mean(1)
        print(f"t = {t:<5}" + "".join(" .:-=+*#%@"[int(9.999 * b / bars.max())] for b in bars))
