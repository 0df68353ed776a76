#!/usr/bin/env python3
"""NumPy opens an exported .npz and finds the numbers of the .csv beside it: check_npz.py DIR. Needs python3-numpy."""
import pathlib
import sys

import numpy

files = sorted(pathlib.Path(sys.argv[1]).glob("*.npz"))
for file in files:
    archive = numpy.load(file)
    table = numpy.genfromtxt(file.with_suffix(".csv"), delimiter=",", names=True)
    for name in table.dtype.names:
        assert numpy.array_equal(archive[name], table[name]), (file.name, name)
assert files, "no .npz"
print(f"{len(files)} passed, 0 failed")
