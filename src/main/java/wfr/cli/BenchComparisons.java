package wfr.cli;

import java.util.List;
import wfr.report.BenchPage;
import wfr.report.BenchPage.Pairs;

/** Sections that set our programs beside others: particles, and the work of the Python programs. */
final class BenchComparisons {
  private static final String PARTICLE = "ns per particle-step";
  private static final int COUNT = 1_000_000;

  private final BenchPrograms programs;
  private final BenchPage page;

  BenchComparisons(BenchPrograms programs, BenchPage page) {
    this.programs = programs;
    this.page = page;
  }

  void particles() {
    BenchPrograms p = programs;
    int steps = p.brief ? 50 : 300;
    boolean other = p.other != null;
    double[][] v =
        p.runs.inTurn(
            () -> p.nanos(p.jdk, COUNT, steps, 1),
            () -> p.anchorNanos(COUNT, steps, 1),
            () -> p.nanos(p.jdk, COUNT, steps, 2),
            () -> p.anchorNanos(COUNT, steps, 2),
            () -> p.nanos(p.jdk, COUNT, steps / 2, 1, "--kernel", "scalar"),
            () -> p.nanos(p.jdk, COUNT, steps, 1, "--potential", "4*(x^2-1)^2 + x/2"),
            () -> other ? p.nanos(p.other, COUNT, steps, 1) : BenchPrograms.NONE,
            () -> other ? p.nanos(p.other, COUNT, steps, 2) : BenchPrograms.NONE);
    page.add("## Particles, N = 1e6, M = 512", "");
    page.pairs(
        "ours",
        "the C++ anchor",
        List.of(
            new Pairs("particles, 1 thread", PARTICLE, v[0], v[1], 1.4),
            new Pairs("particles, 2 threads", PARTICLE, v[2], v[3], 1.4),
            new Pairs("particles without the Vector API, 1 thread", PARTICLE, v[4], v[1], 3)));
    page.pairs(
        "ours",
        "the built-in potential",
        List.of(new Pairs("compiled expression", PARTICLE, v[5], v[0], 1.5)));
    if (other) {
      String jdk = "JDK " + BenchMachine.release(p.other);
      page.pairs(
          jdk,
          "JDK " + BenchMachine.release(p.jdk),
          List.of(
              new Pairs(jdk + ", 1 thread", PARTICLE, v[6], v[0], BenchPrograms.NONE),
              new Pairs(jdk + ", 2 threads", PARTICLE, v[7], v[2], BenchPrograms.NONE)));
    }
  }

  void python() {
    BenchPrograms p = programs;
    page.add("## The work of the Python programs: N = 1e5, 500 steps, 256 cells, one well", "");
    if (!p.python) {
      page.add("Not measured: no Python programs, or no NumPy and Numba.", "");
      return;
    }
    double[][] v =
        p.runs.inTurn(
            () -> p.pythonsWork(1),
            () -> p.pythonNanos(1, "wfr_numpy.py"),
            () -> p.pythonsWork(2),
            () -> p.pythonNanos(2, "wfr_numba.py", "--parallel", "--fastrng"));
    List<Pairs> numpy = List.of(new Pairs("particles, 1 thread", PARTICLE, v[0], v[1], 0.1));
    page.pairs("ours", "NumPy", numpy);
    page.pairs(
        "ours",
        "Numba, its fastest mode",
        List.of(new Pairs("particles, 2 threads", PARTICLE, v[2], v[3], 0.4)));
  }
}
