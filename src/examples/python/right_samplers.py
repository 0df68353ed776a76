#!/usr/bin/env python3
"""The sampler in other right ways: right_samplers.py list | WAY DIR NAME.yaml... `wfr conform DIR` must support each."""
import sys

import numpy as np

import wfr_sampler as s

weights, reweight, resample = s.weights, s.reweight, s.resample


def birth_death(x, l, h, rate, dt, rng):
    """The reaction by jumps: at rate lambda |h - E h| a particle is replaced by another one where h exceeds its mean, and replaces another one where it does not."""
    x, beta = x.copy(), rate * (h - h.mean())
    jumps = np.flatnonzero(rng.random(len(x)) < -np.expm1(-np.abs(beta) * dt))
    for i in rng.permutation(jumps):
        j = rng.integers(len(x))
        x[i], x[j] = (x[j], x[j]) if beta[i] > 0 else (x[i], x[i])
    return x, l


def drawn(x, l, w, rng):
    """Multinomial resampling."""
    return rng.choice(x, len(x), p=w), np.zeros(len(x))


def stratified(x, l, w, rng):
    n = len(x)
    return x[np.minimum(np.searchsorted(np.cumsum(w), (np.arange(n) + rng.random(n)) / n), n - 1)], np.zeros(n)


def always(x, l, h, rate, dt, rng):
    """Resampling in every step."""
    return s.resample(x, l, weights(reweight(l, h, weights(l), rate, dt)), rng)


def never(x, l, h, rate, dt, rng):
    return x, reweight(l, h, weights(l), rate, dt)


WAYS = {
    "birth-death": dict(react=birth_death),
    "resample-always": dict(react=always),
    "resample-never": dict(react=never),
    "multinomial": dict(resample=drawn),
    "stratified": dict(resample=stratified),
    "mean-not-subtracted": dict(reweight=lambda l, h, w, rate, dt: l - rate * dt * h),  # weights are known up to a factor
    "mean-unweighted": dict(reweight=lambda l, h, w, rate, dt: l - rate * dt * (h - h.mean())),
    "single-precision": dict(written=lambda x, l: (x.astype(np.float32), l.astype(np.float32))),
}

if __name__ == "__main__":
    words = sys.argv[1:]
    if words[:1] == ["list"]:
        print("\n".join(WAYS))
    elif len(words) < 3 or words[0] not in WAYS:
        sys.exit("usage: right_samplers.py list | WAY DIR NAME.yaml...: " + " ".join(WAYS))
    else:
        s.R, s.N, s.DT = 24, 2000, 0.005  # so few particles do not see the bias of the shorter step
        for name, way in WAYS[words[0]].items():
            setattr(s, name, way)
        s.write(words[1], words[2:])
