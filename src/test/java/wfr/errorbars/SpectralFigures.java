package wfr.errorbars;

import java.util.Arrays;

/** Mean, variance, KL(rho|pi), KL(pi|rho), E_rho h'^2, Var_rho h and averages of a solution on a mesh, by Lobatto sums on its elements and, for averages, on panels between their breaks. */
final class SpectralFigures {
  private static final LobattoRule PANEL = new LobattoRule(24);

  private final LineProblem p;
  private final SpectralMesh mesh;
  private final SpectralFlow flow;
  private final double floor;

  SpectralFigures(LineProblem p, SpectralFlow flow) {
    this.p = p;
    this.flow = flow;
    mesh = flow.mesh();
    double least = Double.POSITIVE_INFINITY;
    for (int e = 0; e < mesh.elements(); e++) {
      for (int i = 0; i <= mesh.rule.degree; i++) {
        least = Math.min(least, p.potential().at(x(e, i), side(e)));
      }
    }
    floor = least;
  }

  private double x(int e, int i) {
    return mesh.edges[e] + flow.half(e) * (1 + mesh.rule.nodes[i]);
  }

  private double side(int e) {
    return 0.5 * (mesh.edges[e] + mesh.edges[e + 1]);
  }

  /** In the order above. */
  double[] of(double[] h) {
    int m = mesh.elements();
    int q = mesh.rule.degree + 1;
    double top = Double.NEGATIVE_INFINITY;
    double[][] values = new double[m][];
    for (int e = 0; e < m; e++) {
      values[e] = flow.element(h, e);
      for (int i = 0; i < q; i++) {
        double v = values[e][i] - p.potential().at(x(e, i), side(e)) + floor;
        top = Math.max(top, v);
      }
    }
    double zPi = 0;
    double zRho = 0;
    double mean = 0;
    for (int e = 0; e < m; e++) {
      for (int i = 0; i < q; i++) {
        double v = p.potential().at(x(e, i), side(e)) - floor;
        double w = mesh.rule.weights[i] * flow.half(e);
        double rho = w * Math.exp(values[e][i] - v - top);
        zPi += w * Math.exp(-v);
        zRho += rho;
        mean += rho * x(e, i);
      }
    }
    mean /= zRho;
    double shift = Math.log(zPi) - Math.log(zRho) - top;
    double[] out = new double[6 + p.observables().size()];
    out[0] = mean;
    for (int e = 0; e < m; e++) {
      for (int i = 0; i < q; i++) {
        double v = p.potential().at(x(e, i), side(e)) - floor;
        double w = mesh.rule.weights[i] * flow.half(e);
        double rho = w * Math.exp(values[e][i] - v - top) / zRho;
        double pi = w * Math.exp(-v) / zPi;
        double ratio = values[e][i] + shift;
        double slope = 0;
        for (int k = 0; k < q; k++) {
          slope += mesh.rule.first[i][k] * (values[e][k] - values[e][0]);
        }
        slope /= flow.half(e);
        double y = x(e, i) - mean;
        out[1] += rho * y * y;
        out[2] += rho > 0 ? rho * ratio : 0;
        out[3] -= pi > 0 ? pi * ratio : 0;
        out[4] += rho > 0 ? rho * slope * slope : 0;
      }
    }
    for (int e = 0; e < m; e++) {
      for (int i = 0; i < q; i++) {
        double v = p.potential().at(x(e, i), side(e)) - floor;
        double rho = mesh.rule.weights[i] * flow.half(e) * Math.exp(values[e][i] - v - top) / zRho;
        double off = values[e][i] + shift - out[2];
        out[5] += rho > 0 ? rho * off * off : 0;
      }
    }
    for (int k = 0; k < p.observables().size(); k++) {
      out[6 + k] = average(p.observables().get(k), values, top + Math.log(zRho));
    }
    return out;
  }

  private double average(LineProblem.Average f, double[][] values, double logMass) {
    double sum = 0;
    double[] breaks = f.breaks().clone();
    Arrays.sort(breaks);
    for (int e = 0; e < mesh.elements(); e++) {
      double from = mesh.edges[e];
      int next = 0;
      while (from < mesh.edges[e + 1]) {
        while (next < breaks.length && breaks[next] <= from) {
          next++;
        }
        double to =
            next < breaks.length ? Math.min(breaks[next], mesh.edges[e + 1]) : mesh.edges[e + 1];
        sum += panel(f, values[e], e, from, to, logMass);
        from = to;
      }
    }
    return sum;
  }

  private double panel(
      LineProblem.Average f, double[] values, int e, double from, double to, double logMass) {
    double side = 0.5 * (from + to);
    double half = 0.5 * (to - from);
    double sum = 0;
    for (int i = 0; i <= PANEL.degree; i++) {
      double x = from + half * (1 + PANEL.nodes[i]);
      double local = (x - mesh.edges[e]) / flow.half(e) - 1;
      double h = mesh.rule.interpolate(values, 0, Math.max(-1, Math.min(1, local)));
      double rho = Math.exp(h - p.potential().at(x, side(e)) + floor - logMass);
      sum += PANEL.weights[i] * half * rho * f.function().at(x, side);
    }
    return sum;
  }
}
