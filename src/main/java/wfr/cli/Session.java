package wfr.cli;

import java.io.PrintStream;

/**
 * Where a command line runs.
 *
 * @param engine solvers and ledger
 * @param out results
 * @param err diagnostics
 * @param interactive a person watches: progress may redraw its line
 */
record Session(Engine engine, PrintStream out, PrintStream err, boolean interactive) {}
