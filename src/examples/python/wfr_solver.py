#!/usr/bin/env python3
"""A whole WFR solver in plain Python: problem in, functionals and densities out (standard library only).

  wfr_solver.py                    answers `wfr conform --command "python3 wfr_solver.py"`
  wfr_solver.py DIR NAME.yaml...   solves exported problems and writes result files that `wfr conform DIR` judges
"""
import json
import math
import pathlib
import sys

LEVELS = (80, 160, 320)  # cells; the time step falls with dx^2, so that all errors fall by 4 from level to level
NAMES = {k: getattr(math, k) for k in ("exp", "log", "sqrt", "sin", "cos", "tanh", "pi", "e")} | {"abs": abs, "min": min, "max": max}


def function(text):
    """An expression of a scenario file as a function of x."""
    code = compile(text.replace("^", "**"), "expression", "eval")
    return lambda x: float(eval(code, {"__builtins__": {}}, NAMES | {"x": x}))


def gaussians(weights, means, variances):
    """Log density of a mixture."""
    def log_density(x):
        a = [math.log(w / math.sqrt(2 * math.pi * v)) - (x - m) ** 2 / (2 * v) for w, m, v in zip(weights, means, variances)]
        return max(a) + math.log(sum(math.exp(b - max(a)) for b in a))
    return log_density


def law(form):
    """Log density of `initial`, or of the target: {gaussian}, {quadratic}, {mixture}, {log-density}, {double-well}."""
    (kind, f), = form.items()
    if kind in ("gaussian", "quadratic"):
        return gaussians([1], [f["mean"]], [f["variance"]])
    if kind == "mixture":
        return gaussians(f["weights"], f["means"], f["variances"])
    if kind == "double-well":
        return lambda x: -f["barrier"] * (x * x - 1) ** 2
    return function(f)


def checked(scenario):
    """Refuses what has no solution."""
    def number(v, least, what):
        if not isinstance(v, (int, float)) or not least <= v < math.inf:
            raise ValueError(f"{what} must be a finite number >= {least}: {v}")
    number(scenario.get("reaction-rate", 1), 0, "reaction-rate")
    number(scenario.get("diffusivity", 1), 0, "diffusivity")
    a, b = scenario["domain"]
    number(a, -1e12, "domain"), number(b, -1e12, "domain")
    times = scenario["output-times"]
    for t in times:
        number(t, 0, "output-times")
    if not a < b or not times or any(s >= t for s, t in zip(times, times[1:])):
        raise ValueError(f"domain and output-times must ascend: {a}, {b}, {times}")
    g = scenario["initial"].get("gaussian")
    if g:
        number(g["mean"], -1e12, "mean"), number(g["variance"], 1e-300, "variance")


def transport(u, p, k, dt):
    """Backward Euler for p u' = (k u')': (p + dt (k_i + k_{i+1})) u_i - dt k_i u_{i-1} - dt k_{i+1} u_{i+1} = p u."""
    n = len(u)
    c, d = [0.0] * n, [0.0] * n
    for i in range(n):
        left, right = dt * k[i], dt * k[i + 1]
        pivot = p[i] + right + (left * (1 - c[i - 1]) if i else 0.0)
        c[i] = right / pivot
        d[i] = (p[i] * u[i] + (left * d[i - 1] if i else 0.0)) / pivot
    for i in range(n - 2, -1, -1):
        d[i] += c[i] * d[i + 1]
    return d


def reaction(u, p, rate):
    """u -> u^theta / sum p u^theta, theta = exp(-rate)."""
    theta = math.exp(-rate)
    v = [w ** theta for w in u]
    mass = math.fsum(a * b for a, b in zip(p, v))
    return [w / mass for w in v]


def run(scenario, n):
    """Figures and cell masses at the output times, on n cells."""
    a, b = scenario["domain"]
    d, rate = scenario.get("diffusivity", 1.0), scenario.get("reaction-rate", 1.0)
    dx = (b - a) / n
    x = [a + (i + 0.5) * dx for i in range(n)]
    target = scenario["potential"]
    v = function(target) if isinstance(target, str) else (lambda y, f=law(target): -f(y))
    start = law(scenario["initial"])
    potential = [v(y) for y in x]
    low = min(potential)
    p = [math.exp(low - w) for w in potential]
    p = [w / math.fsum(p) for w in p]
    m = [start(y) for y in x]
    top = max(m)
    m = [math.exp(w - top) for w in m]
    u = [w / math.fsum(m) / q for w, q in zip(m, p)]
    k = [0.0] + [d * math.sqrt(q * r) / dx ** 2 for q, r in zip(p, p[1:])] + [0.0]
    now, out = 0.0, []
    for t in scenario["output-times"]:
        steps = math.ceil((t - now) * 40 * (n / LEVELS[0]) ** 2)
        dt = (t - now) / max(steps, 1)
        for _ in range(steps):
            u = reaction(u, p, rate * dt / 2)
            u = transport(u, p, k, dt) if d else u
            u = reaction(u, p, rate * dt / 2)
        now = t
        out.append(figures(scenario, x, p, u, dx))
    return out


def figures(scenario, x, p, u, dx):
    m = [q * w for q, w in zip(p, u)]
    h = [math.log(w) for w in u]

    def mean(values):
        return math.fsum(w * f for w, f in zip(m, values))
    f = {"mean": mean(x), "kl": mean(h), "reverse_kl": -math.fsum(q * w for q, w in zip(p, h))}
    f["variance"] = mean([(y - f["mean"]) ** 2 for y in x])
    f["log_ratio_variance"] = mean([(w - f["kl"]) ** 2 for w in h])
    f["fisher_information"] = math.fsum(0.5 * (r + s) * ((i - j) / dx) ** 2 for r, s, i, j in zip(m, m[1:], h[1:], h))
    for name, text in scenario.get("observables", {}).items():
        f[name] = mean([function(text)(y) for y in x])
    width = len(x) // LEVELS[0]
    return f, [math.fsum(m[i:i + width]) / (width * dx) for i in range(0, len(m), width)]


def extrapolated(a, b, c):
    """Richardson over three levels, order 2 in dx; the correction is the stated error."""
    return c + (c - b) / 3, max(abs(c - b), abs(b - a) / 4) / 3 + 1e-12 * abs(c)


def solve(scenario):
    """The list `times` of the answer."""
    checked(scenario)
    a, b = scenario["domain"]
    dx = (b - a) / LEVELS[0]
    times = []
    for t, *levels in zip(scenario["output-times"], *[run(scenario, n) for n in LEVELS]):
        functionals = {}
        for name in levels[0][0]:
            value, error = extrapolated(*[f[name] for f, _ in levels])
            functionals[name] = {"value": value, "error": error}
        density = [extrapolated(*cell) for cell in zip(*[rho for _, rho in levels])]
        worst = max(e for _, e in density)  # where a correction changes its sign it says nothing: one bound for all cells
        times.append({"time": t, "functionals": functionals, "density": {
            "x": [a + (i + 0.5) * dx for i in range(LEVELS[0])], "values": [v for v, _ in density], "errors": [worst] * LEVELS[0]}})
    return times


def serve(solver, name):
    """The protocol: one JSON object a line; the answer repeats the sequence number."""
    for line in sys.stdin:
        request = json.loads(line)
        answer = {"seq": request["seq"]}
        if request["request"] == "start":
            answer.update(protocol=1, name=name, version="1")
        elif request["request"] == "capabilities":
            answer.update(operations=["solve"], profiles=["fokker-planck", "fisher-rao"], rejectsBadInput=True)
        elif request["request"] == "run":
            try:
                answer["times"] = solver(request["input"]["scenario"])
            except (ArithmeticError, KeyError, TypeError, ValueError) as e:
                answer["error"] = repr(e)
        print(json.dumps(answer), flush=True)
        if request["request"] == "stop":
            return


def write(solver, directory, files):
    out = pathlib.Path(directory)
    out.mkdir(parents=True, exist_ok=True)
    (out / "about.json").write_text(json.dumps({"implementation": "WFR solver in Python", "errors": "bound"}))
    for file in map(pathlib.Path, files):
        (out / f"{file.stem}.json").write_text(json.dumps({"times": solver(json.loads(file.read_text()))}))


if __name__ == "__main__":
    if len(sys.argv) > 2:
        write(solve, sys.argv[1], sys.argv[2:])
    else:
        serve(solve, "WFR solver in Python")
