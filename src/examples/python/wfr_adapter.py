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


def kinetic_step(potential, friction, dt, x, v, noise):
    """BAOAB for dx = v dt, dv = -V' dt - g v dt + sqrt(2 g) dW: positions, then velocities. potential is a Function."""
    a, s = math.exp(-friction * dt), math.sqrt(-math.expm1(-2 * friction * dt))

    def kicked(x, v):
        return [p - 0.5 * dt * g[0] for p, g in zip(v, potential.gradients([[q] for q in x]))]

    def drifted(x, v):
        return [q + 0.5 * dt * p for q, p in zip(x, v)]

    v = kicked(x, v)
    x = drifted(x, v)
    v = [a * p + s * n for p, n in zip(v, noise)]
    x = drifted(x, v)
    return x + kicked(x, v)


def jump_partner(i, n, stream):
    """A partner uniform over all n, i included. stream is a Stream."""
    return stream.below(n, 1)


class Function:
    """{"function": k} of an input: asked for its values while the call is open; closed holds what is known of it in closed form."""

    def __init__(self, ask, closed):
        self.ask, self.closed = ask, closed

    def __call__(self, points):
        return number(self.ask(evaluate=self.closed["function"], at=points)["values"])

    def gradients(self, points):
        return number(self.ask(evaluate=self.closed["function"], at=points)["gradients"])


class Stream:
    """{"stream": k} of an input: random numbers."""

    def __init__(self, ask, k):
        self.ask, self.k = ask, k

    def doubles(self, count):
        return self.ask(draw=self.k, doubles=count)["values"]

    def below(self, bound, count):
        return self.ask(draw=self.k, below=bound, count=count)["values"]


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
    "kineticStep": kinetic_step,
    "jumpPartner": jump_partner,
}


def number(v):
    """Infinite entries travel as "-inf" and "inf"."""
    if isinstance(v, list):
        return [number(e) for e in v]
    return float(v) if v in ("-inf", "inf", "nan") else v


def argument(v, ask):
    """Numbers, texts and objects as they are; functions and streams as something to be called."""
    if isinstance(v, dict):
        made = {k: argument(e, ask) for k, e in v.items()}
        return Function(ask, made) if "function" in v else Stream(ask, v["stream"]) if "stream" in v else made
    return [argument(e, ask) for e in v] if isinstance(v, list) and v and isinstance(v[0], dict) else number(v)


def asking(seq):
    """A question on a line of its own, and what is sent back."""

    def ask(**question):
        print(json.dumps({"seq": seq, **question}), flush=True)
        return json.loads(sys.stdin.readline())

    return ask


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
            arguments = {k: argument(v, asking(request["seq"])) for k, v in request["input"].items()}
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
