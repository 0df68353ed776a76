#!/usr/bin/env python3
"""A weighted-SDE sampler of the WFR flow on the line, standard library only.

  ./wfr conform --problem double-well --command "python3 wfr_plain.py"      answers the protocol, a population a line
  wfr_plain.py DIR NAME.yaml...                                             writes DIR/NAME-particles.csv for `wfr conform DIR`
"""
import itertools, json, math, pathlib, random, sys

R, N, DT = 16, 4000, 0.0025  # independent replicates, particles of each, time step


def field(form):
    """V, or minus log rho_0 up to a constant, as a function of x."""
    if isinstance(form, str):
        code = compile(form.replace("^", "**"), "expression", "eval")
        return lambda x: eval(code, {"__builtins__": {}}, vars(math) | {"x": x})
    (kind, f), = form.items()
    if kind == "double-well":
        return lambda x: f["barrier"] * (x * x - 1) ** 2 + f["tilt"] * x
    w, m, v = (f["weights"], f["means"], f["variances"]) if kind == "mixture" else ([1], [f["mean"]], [f["variance"]])
    return lambda x: -math.log(1e-300 + sum(p / math.sqrt(s) * math.exp(-(x - c) ** 2 / (2 * s)) for p, c, s in zip(w, m, v)))


def sample(scenario, dt, n, rng):
    """Positions and log-weights at the output times. V, V' and rho are read between nodes whose distance falls with the noise of a step: an error of order dt."""
    (a, b), d, rate = scenario["domain"], scenario["diffusivity"], scenario["reaction-rate"]
    noise = math.sqrt(2 * d * dt)
    cells = math.ceil(3 * (b - a) / noise)
    dx = (b - a) / cells
    nodes = [a + dx * i for i in range(cells + 1)]
    v, u = map(field, (scenario["potential"], scenario["initial"]))
    potential, slope = [v(x) for x in nodes], [(v(x + dx / 100) - v(x - dx / 100)) / (dx / 50) for x in nodes]
    kernel = [math.exp(-(dx * k / noise) ** 2 / 2) for k in range(-15, 16)]  # the Gaussian of a step, to five deviations

    def read(table, x):
        s = min(max((x - a) / dx, 0), cells - 1e-9)
        return table[int(s)] + (s % 1) * (table[int(s) + 1] - table[int(s)])

    x = [y + dx * (rng.random() - 0.5) for y in rng.choices(nodes, [math.exp(-u(y)) for y in nodes], k=n)]
    w, step = [1 / n] * n, 0
    for t in scenario["output-times"]:
        while step < round(t / dt):
            y = [z - dt * d * read(slope, z) for z in x]
            x = [z + noise * rng.gauss(0, 1) for z in y]
            mass, rho = [0.0] * (cells + 1), [0.0] * (cells + 31)
            for z, p in zip(y, w):
                mass[min(max(round((z - a) / dx), 0), cells)] += p
            for i, p in enumerate(mass):
                for k in range(31 if p else 0):
                    rho[i + k] += p * kernel[k]
            rho = rho[15:-15]
            h = [math.log(read(rho, z) + 1e-300) + read(potential, z) for z in x]
            mean = sum(p * q for p, q in zip(w, h))
            w = [p * math.exp(-rate * dt * (q - mean)) for p, q in zip(w, h)]
            w = [p / sum_ for sum_ in [sum(w)] for p in w]
            if 1 / sum(p * p for p in w) < n / 2:  # systematic resampling
                at, total, old = rng.random(), list(itertools.accumulate(w)), x
                x, k = [], 0
                for i in range(n):
                    while k < n - 1 and total[k] < (i + at) / n:
                        k += 1
                    x.append(old[k])
                w = [1 / n] * n
            step += 1
        yield t, x, [math.log(p) if p else -math.inf for p in w]


def populations(scenario):
    """So short a step that its bias of first order stays below the noise of so many particles."""
    for r in range(R):
        for t, x, l in sample(scenario, DT, N, random.Random(r)):
            yield {"time": t, "replicate": r, "time_step": DT, "x": x, "log_weight": l}


def serve():
    for request in map(json.loads, sys.stdin):
        answer = {"seq": request["seq"]}
        if request["request"] == "start":
            answer |= {"protocol": 1, "name": "plain Python sampler"}
        elif request["request"] == "capabilities":
            answer |= {"operations": ["solve"]}
        elif request["request"] == "run":
            for p in populations(request["input"]["scenario"]):
                print(json.dumps(answer | {"particles": p, "more": True}), flush=True)
        print(json.dumps(answer), flush=True)


def write(directory, file):
    with open(pathlib.Path(directory) / f"{pathlib.Path(file).stem}-particles.csv", "w") as out:
        print("time,replicate,time_step,x,log_weight", file=out)
        for p in populations(json.loads(pathlib.Path(file).read_text())):
            for x, l in zip(p["x"], p["log_weight"]):
                print(p["time"], p["replicate"], p["time_step"], x, l, sep=",", file=out)


if __name__ == "__main__":
    for file in sys.argv[2:]:
        write(sys.argv[1], file)
    if len(sys.argv) == 1:
        serve()
