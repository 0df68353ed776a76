#!/usr/bin/env python3
"""The sampler with one mistake: known_bad_sampler.py MISTAKE DIR NAME.yaml... `wfr conform DIR` must reject each."""
import sys

import numpy as np

import wfr_sampler as s

drift, noise, reweight, resample, field, log_density, start = s.drift, s.noise, s.reweight, s.resample, s.field, s.log_density, s.start


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
    "start-variance-as-deviation": dict(start=lambda initial, n, rng: start(squared(initial), n, rng)),
    "weights-clipped": dict(reweight=lambda l, h, w, rate, dt: np.clip(reweight(l, h, w, rate, dt), -0.5, 0.5)),
    "weights-linear": dict(reweight=lambda l, h, w, rate, dt: np.log(np.maximum(1e-300, np.exp(l) - rate * dt * (h - np.sum(w * h))))),
    "weights-not-written": dict(written=lambda l: np.zeros(len(l))),
    "weights-written-not-logarithms": dict(written=np.exp),
    "nan": dict(written=lambda l: np.full(len(l), np.nan)),
}


def squared(initial):
    (kind, f), = initial.items()
    key = "variance" if kind == "gaussian" else "variances"
    return {kind: dict(f, **{key: np.square(f[key]) if kind == "mixture" else f[key] ** 2})}


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
        s.noise, s.field = watched, wrong_field
        for name, wrong in MISTAKES[words[0]].items():
            setattr(s, name, wrong)
        s.write(words[1], words[2:])
