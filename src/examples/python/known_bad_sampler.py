#!/usr/bin/env python3
"""The sampler with one mistake: known_bad_sampler.py MISTAKE DIR NAME.yaml... `wfr conform DIR` must reject each."""
import sys

import numpy as np

import wfr_sampler as s

drift, noise, reweight, resample, react, field, log_density, start, sample, generator = (
    s.drift, s.noise, s.reweight, s.resample, s.react, s.field, s.log_density, s.start, s.sample, s.generator)


def rate(factor):
    return dict(reweight=lambda l, h, w, rate, dt: reweight(l, h, w, factor * rate, dt))


MISTAKES = {
    "lambda-20-percent": rate(1.2),
    "lambda-minus-20-percent": rate(0.8),
    "lambda-twice": rate(2),
    "no-reaction": rate(0),
    "reaction-sign": rate(-1),
    "drift-sign": dict(drift=lambda x, slope, d, dt: drift(x, slope, -d, dt)),
    "no-drift": dict(drift=lambda x, slope, d, dt: x),
    "no-noise": dict(noise=lambda y, d, dt, rng: y),
    "noise-sqrt-dt": dict(noise=lambda y, d, dt, rng: noise(y, d / 2, dt, rng)),
    "noise-dt": dict(noise=lambda y, d, dt, rng: y + np.sqrt(2 * d) * dt * rng.standard_normal(len(y))),
    "diffusivity-half": dict(drift=lambda x, slope, d, dt: drift(x, slope, d / 2, dt), noise=lambda y, d, dt, rng: noise(y, d / 2, dt, rng)),
    "weights-not-reset": dict(resample=lambda x, l, w, rng: (resample(x, l, w, rng)[0], l)),
    "resample-unweighted": dict(resample=lambda x, l, w, rng: resample(x, l, np.full(len(x), 1 / len(x)), rng)),
    "resample-heaviest": dict(resample=lambda x, l, w, rng: (np.full(len(x), x[w.argmax()]), np.zeros(len(x)))),
    "density-unweighted": dict(log_density=lambda y, w, x, *rest: log_density(y, np.full(len(x), 1 / len(x)), x, *rest)),
    "density-forgotten": dict(log_density=lambda y, w, x, *rest: np.zeros(len(x))),
    "potential-forgotten": dict(reweight=lambda l, h, w, rate, dt: reweight(l, h - s.potential(s.where), w, rate, dt)),
    "log-base-2": dict(log_density=lambda *of: log_density(*of) / np.log(2)),
    "start-variance-as-deviation": dict(start=lambda initial, n, rng: start(changed(initial, lambda v: v * v), n, rng)),
    "weights-clipped": dict(reweight=lambda l, h, w, rate, dt: np.clip(reweight(l, h, w, rate, dt), -0.5, 0.5)),
    "weights-linear": dict(reweight=lambda l, h, w, rate, dt: np.log(np.maximum(1e-300, np.exp(l) - rate * dt * (h - np.sum(w * h))))),
    "weights-not-written": dict(written=lambda x, l: (x, np.zeros(len(l)))),
    "weights-written-not-logarithms": dict(written=lambda x, l: (x, np.exp(l))),
    "nan": dict(written=lambda x, l: (x, np.full(len(l), np.nan))),
    "weights-squared": dict(written=lambda x, l: (x, 2 * l)),
    "weights-root": dict(written=lambda x, l: (x, l / 2)),
    "log-weight-sign": dict(written=lambda x, l: (x, -l)),
    "weights-in-another-order": dict(written=lambda x, l: (x, np.roll(l, 1))),
    "places-to-one-digit": dict(written=lambda x, l: (np.round(x, 1), l)),
    "places-clipped": dict(noise=lambda y, d, dt, rng: np.clip(noise(y, d, dt, rng), -1, 1)),
    "places-of-the-heaviest": dict(written=lambda x, l: (np.where(l > np.median(l), x, x[l.argmax()]), l)),
    "lambda-dt-twice": dict(reweight=lambda l, h, w, rate, dt: reweight(l, h, w, rate * dt, dt)),
    "reaction-every-fourth-step": dict(react=lambda x, l, h, rate, dt, rng: react(x, l, h, rate * (rng.random() < 0.25), dt, rng)),
    "potential-half": dict(reweight=lambda l, h, w, rate, dt: reweight(l, h - s.potential(s.where) / 2, w, rate, dt)),
    "potential-sign": dict(reweight=lambda l, h, w, rate, dt: reweight(l, h - 2 * s.potential(s.where), w, rate, dt)),
    "weights-only-grow": dict(reweight=lambda l, h, w, rate, dt: np.maximum(l, reweight(l, h, w, rate, dt))),
    "log-ratio-clipped": dict(reweight=lambda l, h, w, rate, dt: reweight(l, np.clip(h, -1, 1), w, rate, dt)),
    "weights-squared-in-resampling": dict(resample=lambda x, l, w, rng: resample(x, l, w ** 2 / np.sum(w ** 2), rng)),
    "resample-off-by-one": dict(resample=lambda x, l, w, rng: resample(x, l, np.roll(w, 1), rng)),
    "resample-the-better-half": dict(resample=lambda x, l, w, rng: (np.repeat(x[np.argsort(w)[len(w) // 2:]], 2)[:len(x)], np.zeros(len(x)))),
    "bandwidth-huge": dict(log_density=lambda y, w, x, variance, *box: log_density(y, w, x, 100 * variance, *box)),
    "density-of-the-start": dict(log_density=lambda y, w, x, *rest: log_density(s.began, np.full(len(x), 1 / len(x)), x, *rest)),
    "density-not-logarithm": dict(log_density=lambda *of: np.exp(log_density(*of))),
    "density-of-the-target-unweighted-mean": dict(log_density=lambda y, w, x, *rest: np.full(len(x), np.mean(log_density(y, w, x, *rest)))),
    "noise-half-too-large": dict(noise=lambda y, d, dt, rng: noise(y, 1.5 * d, dt, rng)),
    "noise-uniform": dict(noise=lambda y, d, dt, rng: y + np.sqrt(2 * d * dt) * rng.uniform(-1, 1, len(y))),
    "noise-absolute": dict(noise=lambda y, d, dt, rng: y + np.abs(noise(np.zeros(len(y)), d, dt, rng))),
    "noise-of-the-first-step": dict(noise=lambda y, d, dt, rng: noise(y, d, dt, np.random.default_rng(0))),
    "noise-common-to-all": dict(noise=lambda y, d, dt, rng: y + noise(np.zeros(1), d, dt, rng)),
    "drift-twice": dict(drift=lambda x, slope, d, dt: drift(x, slope, 2 * d, dt)),
    "drift-clipped": dict(drift=lambda x, slope, d, dt: drift(x, lambda z: np.clip(slope(z), -1, 1), d, dt)),
    "start-mean-forgotten": dict(start=lambda initial, n, rng: start(initial, n, rng) - np.mean(start(initial, 100000, np.random.default_rng(1)))),
    "start-variance-twice": dict(start=lambda initial, n, rng: start(changed(initial, lambda v: 2 * v), n, rng)),
    "time-off-by-one-output": dict(sample=lambda scenario, *rest: earlier(scenario, sample(scenario, *rest))),
    "time-twice": dict(sample=lambda scenario, *rest: ((t / 2, x, l) for t, x, l in sample(doubled(scenario), *rest))),
    "replicates-the-same": dict(generator=lambda r, n: generator(0, n)),
    "replicates-in-pairs": dict(generator=lambda r, n: generator(r // 2, n)),
    "replicates-overlap": dict(start=lambda initial, n, rng: start(initial, n + 64, np.random.default_rng(n))[rng.integers(64):][:n],
                               noise=lambda y, d, dt, rng: noise(y, d, dt, np.random.default_rng(7))),
}


def earlier(scenario, states):
    """Every time with the particles of the time before; what began at the first."""
    before = None
    for t, x, l in states:
        yield t, *(before or (s.began, np.zeros(len(x))))
        before = x, l


def doubled(scenario):
    return dict(scenario, **{"output-times": [2 * t for t in scenario["output-times"]]})


def changed(initial, variance):
    """The initial law with other variances."""
    (kind, f), = initial.items()
    key = "variance" if kind == "gaussian" else "variances"
    return {kind: dict(f, **{key: list(map(variance, f[key])) if kind == "mixture" else variance(f[key])})}


def began(initial, n, rng):
    s.began = start(initial, n, rng)
    return s.began


def watched(y, d, dt, rng):
    s.where = noise(y, d, dt, rng)
    return s.where


def wrong_field(form):
    s.potential = field(form)
    return s.potential


if __name__ == "__main__":
    words = sys.argv[1:]
    if words[:1] == ["list"]:
        print("\n".join(MISTAKES))
    elif len(words) < 3 or words[0] not in MISTAKES:
        sys.exit("usage: known_bad_sampler.py list | MISTAKE DIR NAME.yaml...: " + " ".join(MISTAKES))
    else:
        s.R, s.N, s.DT = 16, 4000, 0.02  # a mistake shows in fewer particles
        s.noise, s.field, s.start = watched, wrong_field, began
        for name, wrong in MISTAKES[words[0]].items():
            setattr(s, name, wrong)
        s.write(words[1], words[2:])
