#!/usr/bin/env python3
"""WFR sampling in plain Python, and the adapter that puts it before `wfr conform` (standard library only).

Mathematics first, protocol last. Replace the first half by calls of your own code.
"""
import json
import math
import sys


def log_sum_exp(a):
    top = max(a)
    return top + math.log(math.fsum(math.exp(v - top) for v in a))


def reaction(logMass, logRatio, rate):
    """h -> theta h - log sum p exp(theta h), theta = exp(-lambda t)."""
    theta = math.exp(-rate)
    h = [theta * v for v in logRatio]
    log_z = log_sum_exp([p + v for p, v in zip(logMass, h)])
    return [v - log_z for v in h]


def kl(logMass, logRatio):
    """KL(rho|pi) = sum p e^h h."""
    return [math.fsum(math.exp(p + h) * h for p, h in zip(logMass, logRatio))]


def sde_step(choice, diffusivity, dt, x, gradient, noise, nextNoise, targetMean=0.0, targetVariance=1.0):
    """One step of dX = -D V' dt + sqrt(2 D) dW; gradient holds V'(x)."""
    if choice == "exact-ou":
        a = math.exp(-diffusivity * dt / targetVariance)
        s = math.sqrt(-targetVariance * math.expm1(-2 * diffusivity * dt / targetVariance))
        return [targetMean + a * (v - targetMean) + s * n for v, n in zip(x, noise)]
    if choice == "leimkuhler-matthews":
        noise = [0.5 * (a + b) for a, b in zip(noise, nextNoise)]
    s = math.sqrt(2 * diffusivity * dt)
    return [v - diffusivity * dt * g + s * n for v, g, n in zip(x, gradient, noise)]


def mean_log_ratio(logWeights, logRho, potential):
    w = normalise(logWeights)
    return math.fsum(a * (r + v) for a, r, v in zip(w, logRho, potential))


def update_log_weights(logWeights, logRho, potential, mean, **step):
    rate = step["lambda"] * step["dt"]
    return [l - rate * (r + v - mean) for l, r, v in zip(logWeights, logRho, potential)]


def normalise(logWeights):
    top = max(logWeights)  # dividing by the sum is exact to rounding however large the log-weights are
    w = [math.exp(l - top) for l in logWeights]
    total = math.fsum(w)
    return [v / total for v in w]


def effective_sample_size(logWeights):
    return 1 / math.fsum(w * w for w in normalise(logWeights))


def resample(choice, weights, uniforms):
    """Ancestors, counted from 0."""
    n = len(weights)
    ancestors = []
    if choice == "residual":
        copies = [math.floor(n * w * (1 + 1e-12)) for w in weights]
        ancestors = [i for i, c in enumerate(copies) for _ in range(c)]
        weights = [max(0.0, n * w - c) for w, c in zip(weights, copies)]
    left = n - len(ancestors)
    if left == 0:
        return ancestors
    points = {
        "systematic": [(k + uniforms[0]) / n for k in range(n)],
        "stratified": [(k + uniforms[k % len(uniforms)]) / n for k in range(n)],
    }.get(choice, uniforms[:left])
    total = math.fsum(weights)
    last = max(i for i, w in enumerate(weights) if w > 0)
    for u in points:
        i, c = 0, weights[0]
        while i < last and c / total <= u:
            i += 1
            c += weights[i]
        ancestors.append(i)
    return ancestors


def reset_log_weights(logWeights, ancestors):
    mean = log_sum_exp(logWeights) - math.log(len(logWeights))
    return [mean] * len(logWeights)


# The protocol: one JSON object a line; the answer repeats the sequence number. Names as in src/examples/README.md.
OPERATIONS = {
    "reaction": reaction,
    "kl": kl,
    "sdeStep": sde_step,
    "updateLogWeights": update_log_weights,
    "meanLogRatio": mean_log_ratio,
    "normalise": normalise,
    "effectiveSampleSize": effective_sample_size,
    "resample": resample,
    "resetLogWeights": reset_log_weights,
}


def number(v):
    """Infinite entries travel as "-inf" and "inf"."""
    if isinstance(v, list):
        return [number(e) for e in v]
    return float(v) if isinstance(v, str) else v


def serve(operations, name):
    for line in sys.stdin:
        request = json.loads(line)
        answer = {"seq": request["seq"]}
        kind = request["request"]
        if kind == "start":
            answer.update(protocol=1, name=name, version="1")
        elif kind == "capabilities":
            answer["operations"] = list(operations)
        elif kind == "run":
            arguments = {k: number(v) for k, v in request["input"].items()}
            if "choice" in request:
                arguments["choice"] = request["choice"]
            try:
                answer["output"] = operations[request["operation"]](**arguments)
            except (ArithmeticError, ValueError) as e:
                answer["error"] = repr(e)
        print(json.dumps(answer), flush=True)
        if kind == "stop":
            return


if __name__ == "__main__":
    serve(OPERATIONS, "WFR in Python")
