#!/usr/bin/env python3
"""A weighted-SDE sampler of the WFR flow on the line, the textbook one (NumPy): wfr_sampler.py DIR NAME.yaml... writes DIR/NAME-particles.npz for `wfr conform DIR`.

Euler-Maruyama is of first order, and an estimated density has a bias of 1/N: it runs with dt and N, then with dt/2 and 2 N, so that `wfr conform` can tell both from a mistake."""
import json
import pathlib
import sys

import numpy as np

R, N, DT, CELLS = 24, 8000, 0.01, 400  # independent replicates, particles of each, time step, cells for the density


def field(form, sign=1):
    """An expression, or minus sign times a log density, as a function of an array."""
    if isinstance(form, str):
        return lambda x: sign * eval(form.replace("^", "**"), {"__builtins__": {}}, vars(np) | {"x": x})
    (kind, f), = form.items()
    if kind == "double-well":
        return lambda x: f["barrier"] * (x * x - 1) ** 2 + f.get("tilt", 0) * x
    w, m, v = (f["weights"], f["means"], f["variances"]) if kind == "mixture" else ([1], [f["mean"]], [f["variance"]])
    return lambda x: -np.log(sum(a / np.sqrt(c) * np.exp(-(x - b) ** 2 / (2 * c)) for a, b, c in zip(w, m, v)))


def start(initial, n, rng):
    """Draws of a Gaussian or a mixture."""
    f = initial.get("mixture") or {"weights": [1], "means": [initial["gaussian"]["mean"]], "variances": [initial["gaussian"]["variance"]]}
    k = rng.choice(len(f["weights"]), n, p=f["weights"])
    return np.take(f["means"], k) + np.sqrt(np.take(f["variances"], k)) * rng.standard_normal(n)


def drift(x, slope, diffusivity, dt):
    """Euler-Maruyama for dX = -D V'(X) dt + sqrt(2 D) dW: where particles go without noise ..."""
    return x - dt * diffusivity * slope(x)


def noise(y, diffusivity, dt, rng):
    """... and with it."""
    return y + np.sqrt(2 * diffusivity * dt) * rng.standard_normal(len(y))


def log_density(y, w, x, variance, a, b):
    """log rho at x, rho being the mixture of the step's Gaussians around y: shared out to nodes, convolved, read between the nodes."""
    dx = (b - a) / CELLS
    s = np.clip((y - a) / dx, 0, CELLS - 0.001)
    i, f = s.astype(int), s % 1
    mass = np.bincount(i, w * (1 - f), CELLS + 1) + np.bincount(i + 1, w * f, CELLS + 1)
    kernel = np.exp(-(dx * np.arange(-CELLS, CELLS + 1)) ** 2 / (2 * (variance - dx ** 2 / 6)))
    rho = np.convolve(mass, kernel / (dx * kernel.sum()))[CELLS:-CELLS]
    return np.log(np.interp(x, a + dx * np.arange(CELLS + 1), rho) + 1e-300)


def reweight(l, h, w, rate, dt):
    """log w <- log w - lambda dt (h - E h), h = log rho + V."""
    return l - rate * dt * (h - np.sum(w * h))


def resample(x, l, w, rng):
    """Systematic; all weights are equal afterwards."""
    n = len(x)
    k = np.searchsorted(np.cumsum(w), (np.arange(n) + rng.random()) / n)
    return x[np.minimum(k, n - 1)], np.zeros(n)


def react(x, l, h, rate, dt, rng):
    """The reaction over one step: weights, and resampling where they have degenerated."""
    l = reweight(l, h, weights(l), rate, dt)
    return resample(x, l, weights(l), rng) if 1 / np.sum(weights(l) ** 2) < len(x) / 2 else (x, l)


def written(x, l):
    """What is said of the particles at an output time."""
    return x, l


def weights(l):
    w = np.exp(l - l.max())
    return w / w.sum()


def sample(scenario, dt, n, rng):
    """Particles and log-weights at the output times."""
    (a, b), v, d = scenario["domain"], field(scenario["potential"]), scenario.get("diffusivity", 1)
    eps = 1e-5 * (b - a)
    x, l, step = start(scenario["initial"], n, rng), np.zeros(n), 0
    for t in scenario["output-times"]:
        while step < round(t / dt):
            y = drift(x, lambda z: (v(z + eps) - v(z - eps)) / (2 * eps), d, dt)
            x = noise(y, d, dt, rng)
            h = log_density(y, weights(l), x, 2 * d * dt, a, b) + v(x)
            x, l = react(x, l, h, scenario.get("reaction-rate", 1), dt, rng)
            step += 1
        yield t, *written(x, l)


def generator(r, n):
    """Random numbers of replicate r."""
    return np.random.default_rng([r, n])


def write(directory, files):
    pathlib.Path(directory).mkdir(parents=True, exist_ok=True)
    for file in map(pathlib.Path, files):
        scenario = json.loads(file.read_text())
        rows = [[np.full(n, t), x, l, np.full(n, r), np.full(n, dt)] for dt, n in ((DT, N), (DT / 2, 2 * N)) for r in range(R)
                for t, x, l in sample(scenario, dt, n, generator(r, n))]
        np.savez(pathlib.Path(directory) / f"{file.stem}-particles", **{name: np.concatenate(column).astype(float) for name, column
                 in zip(("time", "x", "log_weight", "replicate", "time_step"), zip(*rows))})


if __name__ == "__main__":
    write(sys.argv[1], sys.argv[2:])
