#!/usr/bin/env python3
"""The adapter with one mistake: known_bad.py NAME. `wfr conform` must reject each and say which mistake it is."""
import math
import os
import sys

import wfr_adapter as right
import wfr_solver

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


def half_the_noise(noise, **rest):
    return right.kinetic_step(noise=[math.sqrt(0.5) * n for n in noise], **rest)


def partner_from_others(i, n, stream):
    other = stream.below(n - 1, 1)[0]
    return [other if other < i else other + 1]


# name of the mistake: operation, wrong function
MISTAKES = {
    "fr-sign": ("reaction", at_rate(-1)),
    "fr-lambda-twice": ("reaction", at_rate(2)),
    "fr-lambda-1pc": ("reaction", at_rate(1.01)),
    "fr-mean-not-divided": ("reaction", mean_not_divided),
    "kl-swapped": ("kl", lambda logMass, logRatio: [-math.fsum(math.exp(p) * h for p, h in zip(logMass, logRatio))]),
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
    "baoab-noise": ("kineticStep", half_the_noise),
    "partner-from-others": ("jumpPartner", partner_from_others),
    "rs-weights-kept": ("resetLogWeights", lambda logWeights, ancestors: logWeights),
}

def scaled(key, factor):
    return lambda scenario: wfr_solver.solve(dict(scenario, **{key: factor * scenario[key]}))


def reported(change):
    """The right solution, reported wrongly."""
    def solver(scenario):
        times = wfr_solver.solve(scenario)
        for t in times:
            change(t["functionals"], t["density"])
        return times
    return solver


def in_bits(functionals, density):
    functionals["kl"]["value"] /= math.log(2)


def tiny_errors(functionals, density):
    for f in functionals.values():
        f["error"] *= 1e-6


def huge_errors(functionals, density):
    for f in functionals.values():
        f["error"] = 1e6


def shifted(functionals, density):
    density["values"] = density["values"][1:] + density["values"][:1]


def no_check(scenario):
    try:
        return wfr_solver.solve(scenario)
    except (KeyError, TypeError, ValueError):  # goes on with something
        return [{"time": 0.1, "functionals": {"kl": {"value": 0.0, "error": 0.0}}}]


# Whole runs: name of the mistake, wrong solver.
RUNS = {
    "run-lambda-zero": scaled("reaction-rate", 0),
    "run-lambda-1-percent": scaled("reaction-rate", 1.01),
    "run-lambda-twice": scaled("reaction-rate", 2),
    "run-diffusivity-half": scaled("diffusivity", 0.5),
    "run-kl-in-bits": reported(in_bits),
    "run-errors-too-small": reported(tiny_errors),
    "run-errors-too-large": reported(huge_errors),
    "run-density-shifted": reported(shifted),
    "run-no-check": no_check,
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

# The same among questions.
RUDE_QUESTIONS = {
    "asks-for-ever": lambda potential, x, **_: [potential.gradients([[q] for q in x]) for _ in iter(int, 1)],
    "asks-for-nothing": lambda potential, **_: potential.ask(evaluate=7, at=[[0.0]]),
    "asks-beside": lambda potential, **_: potential.gradients([[0.0, 1.0]]),
}

if __name__ == "__main__":
    words = sys.argv[1:]
    if not words or words[0] not in {**MISTAKES, **RUDE, **RUDE_QUESTIONS, **RUNS, "list": 0, "list-runs": 0}:
        sys.exit("usage: known_bad.py list | list-runs | MISTAKE [DIR NAME.yaml...]: " + " ".join([*MISTAKES, *RUNS, *RUDE, *RUDE_QUESTIONS]))
    if words[0].startswith("list"):
        print("\n".join(MISTAKES if words[0] == "list" else RUNS))
    elif words[0] in RUNS and len(words) > 2:
        wfr_solver.write(RUNS[words[0]], words[1], words[2:])
    elif words[0] in RUNS:
        wfr_solver.serve(RUNS[words[0]], "known bad: " + words[0])
    else:
        rude = ("reaction", RUDE[words[0]]) if words[0] in RUDE else ("kineticStep", RUDE_QUESTIONS.get(words[0]))
        operation, wrong = MISTAKES.get(words[0], rude)
        right.serve({**GOOD, operation: wrong}, "known bad: " + words[0])
