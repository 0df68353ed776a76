package wfr.errorbars;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Figures of a problem on an interval by {@link SpectralFlow} on finer and finer meshes, of higher degree and in smaller steps; their error is twice what the last refinement changed, and rounding. */
final class SpectralTruth {
  static final List<String> FIGURES =
      List.of("mean", "variance", "kl", "reverse_kl", "fisher", "log_ratio_variance");

  /** By level: degree, tolerance of interpolation, of steps, by what the shortest elements are shorter. */
  private static final double[][] LEVELS = {
    {12, 1e-9, 1e-5, 1},
    {16, 1e-11, 1e-6, 3},
    {18, 1e-12, 1e-7, 9},
    {18, 1e-13, 1e-8, 27}
  };

  /** Of an indicator, from which on an element is halved. */
  private static final double UNRESOLVED = 1e-11;

  /** Relative to a figure's scale, an error that is small enough. */
  private static final double ENOUGH = 1e-9;

  private static final double ROUNDING = 1e-11;

  private SpectralTruth() {}

  /** The figures; or none within some seconds of the processor. */
  static Truth of(LineProblem p, double seconds) {
    long deadline = ProcessorTime.now() + (long) (seconds * 1e9);
    double[][] last = null;
    double[][] error = null;
    boolean[] split = null;
    SpectralMesh mesh = null;
    for (double[] level : LEVELS) {
      LobattoRule rule = new LobattoRule((int) level[0]);
      SpectralMesh fresh = SpectralMesh.of(p, rule, level[1], level[3]);
      mesh = mesh == null ? fresh : fresh.refinedAs(mesh.halved(split));
      SpectralFlow flow = new SpectralFlow(p, mesh);
      double[][] now = new double[p.times().length][];
      try {
        RadauFlow radau = new RadauFlow(flow, level[2], deadline);
        double[][] h = radau.solve(flow.start(), p.times());
        for (int k = 0; k < h.length; k++) {
          now[k] = new SpectralFigures(p, flow).of(h[k]);
        }
        split = new boolean[mesh.elements()];
        for (int e = 0; e < split.length; e++) {
          split[e] = radau.unresolved[e] > UNRESOLVED;
        }
      } catch (ArithmeticException e) {
        if (error == null) {
          throw e;
        }
        break;
      }
      if (last != null) {
        error = errors(last, now);
      }
      last = now;
      if (error != null && small(now, error)) {
        break;
      }
    }
    return truth(p, last, error);
  }

  private static double[][] errors(double[][] a, double[][] b) {
    double[][] out = new double[a.length][a[0].length];
    for (int k = 0; k < a.length; k++) {
      for (int j = 0; j < a[k].length; j++) {
        out[k][j] = 2 * Math.abs(a[k][j] - b[k][j]) + ROUNDING * scale(b[k], j);
      }
    }
    return out;
  }

  private static double scale(double[] row, int j) {
    return Math.max(
        Math.abs(row[j]),
        switch (j) {
          case 0 -> Math.sqrt(row[1]);
          case 1 -> row[1];
          case 4 -> 1 / row[1];
          default -> 1;
        });
  }

  private static boolean small(double[][] now, double[][] error) {
    for (int k = 0; k < now.length; k++) {
      for (int j = 0; j < now[k].length; j++) {
        if (!(error[k][j] <= ENOUGH * scale(now[k], j))) {
          return false;
        }
      }
    }
    return true;
  }

  private static Truth truth(LineProblem p, double[][] value, double[][] error) {
    List<Map<String, Double>> values = new ArrayList<>();
    List<Map<String, Double>> errors = new ArrayList<>();
    for (int k = 0; k < value.length; k++) {
      Map<String, Double> v = new LinkedHashMap<>();
      Map<String, Double> e = new LinkedHashMap<>();
      for (int j = 0; j < value[k].length; j++) {
        String name = j < FIGURES.size() ? FIGURES.get(j) : p.observables().get(j - 6).name();
        v.put(name, value[k][j]);
        e.put(name, error[k][j]);
      }
      values.add(v);
      errors.add(e);
    }
    return new Truth("spectral", values, errors);
  }
}
