#!/usr/bin/env python3
"""A target of one's own, standard library only: potential: {command: "python3 target.py"}. A line of points in, a line of V and grad V out, in double precision."""
import json, sys


def potential(x):
    """V and its gradient at a point, whose coordinates are a list."""
    (x,) = x
    return 0.7 * x * x * x * x - 1.9 * x * x + 0.3 * x, [2.8 * x * x * x - 3.8 * x + 0.3]


for line in sys.stdin:
    value, gradient = zip(*map(potential, json.loads(line)["x"]))
    print(json.dumps({"value": value, "gradient": gradient}), flush=True)
