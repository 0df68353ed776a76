#!/usr/bin/env python3
"""The adapter with one mistake: known_bad.py NAME. `wfr conform` must reject each and say which mistake it is."""
import math
import os
import sys

import wfr_adapter as right

GOOD = dict(right.OPERATIONS)


def at_rate(factor):
    return lambda logMass, logRatio, rate: right.reaction(logMass, logRatio, factor * rate)



def mean_not_divided(logMass, logRatio, rate):
    out = right.reaction(logMass, logRatio, rate)
    masses = [math.exp(p + h) for p, h in zip(logMass, logRatio)]
    mass = math.fsum(masses)
    mean = math.fsum(m * h for m, h in zip(masses, logRatio))  # not divided by the mass
    return [v + rate * mean * (mass - 1) for v in out]


def sqrt_dt(choice, noise, nextNoise, **rest):
    half = math.sqrt(0.5)
    return right.sde_step(choice, noise=[half * n for n in noise], nextNoise=[half * n for n in nextNoise], **rest)


def drift_sign(x, **rest):
    still = right.sde_step(x=x, **dict(rest, noise=[0.0] * len(x), nextNoise=[0.0] * len(x)))
    moved = right.sde_step(x=x, **rest)
    return [m - 2 * (s - v) for v, s, m in zip(x, still, moved)]


def weights(update):
    def run(logWeights, logRho, potential, mean, **step):
        rate = step["lambda"] * step["dt"]
        return [update(l, r, v, mean, rate) for l, r, v in zip(logWeights, logRho, potential)]

    return run



def unweighted_mean(logWeights, logRho, potential):
    return right.mean_log_ratio([0.0] * len(logWeights), logRho, potential)


def squared_offset(choice, weights, uniforms):
    return right.resample(choice, weights, [u * u for u in uniforms])


def argmax(choice, weights, uniforms):
    return [weights.index(max(weights))] * len(weights)


def last_lost(choice, weights, uniforms):
    return [min(a, len(weights) - 2) for a in right.resample(choice, weights, uniforms)]


# name of the mistake: operation, wrong function
MISTAKES = {
    "fr-sign": ("reaction", at_rate(-1)),
    "fr-lambda-twice": ("reaction", at_rate(2)),
    "fr-lambda-1pc": ("reaction", at_rate(1.01)),
    "fr-mean-not-divided": ("reaction", mean_not_divided),
    "sde-sqrt-dt": ("sdeStep", sqrt_dt),
    "sde-drift-sign": ("sdeStep", drift_sign),
    "w-sign": ("updateLogWeights", weights(lambda l, r, v, m, rate: l + rate * (r + v - m))),
    "w-lambda-1-percent": ("updateLogWeights", weights(lambda l, r, v, m, rate: l - 1.01 * rate * (r + v - m))),
    "w-base-2": ("updateLogWeights", weights(lambda l, r, v, m, rate: l - rate * (r / math.log(2) + v - m))),
    "w-no-centring": ("updateLogWeights", weights(lambda l, r, v, m, rate: l - rate * (r + v))),
    "w-mean-unweighted": ("meanLogRatio", unweighted_mean),
    "rs-squared-offset": ("resample", squared_offset),
    "rs-argmax": ("resample", argmax),
    "rs-last-lost": ("resample", last_lost),
    "rs-weights-kept": ("resetLogWeights", lambda logWeights, ancestors: logWeights),
}

# What breaks the conversation: must be one line that names the request.
RUDE = {
    "crash": lambda **_: sys.exit("something broke"),
    "silence": lambda **_: __import__("time").sleep(3600),
    "no-json": lambda **_: print("hello", flush=True),
    "nan": lambda logMass, **_: [math.nan] * len(logMass),
    "length": lambda logMass, **_: [0.0] * (len(logMass) - 1),
    "hang-up": lambda **_: os._exit(0),
    "wrong-seq": lambda **_: print('{"seq": 99, "output": []}', flush=True),
    "unknown-key": lambda **_: print('{"seq": 3, "outputs": []}', flush=True),
}

if __name__ == "__main__":
    if len(sys.argv) != 2 or sys.argv[1] not in {**MISTAKES, **RUDE, "list": 0}:
        sys.exit("usage: known_bad.py list | " + " | ".join([*MISTAKES, *RUDE]))
    if sys.argv[1] == "list":
        print("\n".join(MISTAKES))
    else:
        operation, wrong = MISTAKES.get(sys.argv[1]) or ("reaction", RUDE[sys.argv[1]])
        right.serve({**GOOD, operation: wrong}, "known bad: " + sys.argv[1])
