package wfr.reference;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import wfr.diagnostics.Expectation;
import wfr.diagnostics.Functionals;
import wfr.diagnostics.MeasureSummary;
import wfr.math.Estimate;
import wfr.math.RombergTable;
import wfr.measure.GridDensity;
import wfr.model.Observable;
import wfr.operation.FigureOperations.GridFigures;
import wfr.operation.GridOperations.Kl;
import wfr.operation.GridOperations.Mass;
import wfr.operation.Implementation;

/**
 * Places of the figures in a row of them, in d dimensions: mass, d means, the covariance row by row from its diagonal on, KL(rho|pi), KL(pi|rho), E|grad h|^2, Var h; then the observables.
 * Source: proofs-notes, G10.
 *
 * @param dimension d
 */
record Figures(int dimension) {
  static final int MASS = 0;

  int mean(int k) {
    return 1 + k;
  }

  /** Of entry (j, k), j at most k. */
  int covariance(int j, int k) {
    return 1 + dimension + j * dimension - j * (j - 1) / 2 + k - j;
  }

  int kl() {
    return 1 + dimension + dimension * (dimension + 1) / 2;
  }

  int reverseKl() {
    return kl() + 1;
  }

  int fisherInformation() {
    return kl() + 2;
  }

  int logRatioVariance() {
    return kl() + 3;
  }

  /** How many there are before the observables. */
  int fixed() {
    return kl() + 4;
  }

  /**
   * What errors and roundings of figures are relative to where these nearly vanish, in their own units, the largest over some times: of means standard deviations, of covariances their products, of
   * mass, divergences and Var h, which have no unit, 1, of E|grad h|^2 the sum of 1/variances; of observables, of which nothing is known, and of laws in one cell 1.
   */
  double[] sizes(double[][] rows) {
    double[] size = new double[rows[0].length];
    Arrays.fill(size, 1);
    for (int j = 0; j < dimension; j++) {
      size[mean(j)] = 0;
      for (int k = j; k < dimension; k++) {
        size[covariance(j, k)] = 0;
      }
    }
    size[fisherInformation()] = 0;
    for (double[] row : rows) {
      double sum = 0;
      for (int j = 0; j < dimension; j++) {
        double sd = Math.sqrt(row[covariance(j, j)]);
        sd = sd > RombergTable.ROUNDING * Math.abs(row[mean(j)]) ? sd : 0; // in one cell
        sum += 1 / row[covariance(j, j)];
        size[mean(j)] = Math.max(size[mean(j)], sd);
        for (int k = j; k < dimension; k++) {
          double product = sd * Math.sqrt(row[covariance(k, k)]);
          size[covariance(j, k)] = Math.max(size[covariance(j, k)], product);
        }
      }
      size[fisherInformation()] = Math.max(size[fisherInformation()], sum);
    }
    for (int k = 0; k < size.length; k++) {
      size[k] = size[k] > 0 ? size[k] : 1;
    }
    return size;
  }

  /** Means, covariance, KL(rho|pi) and the observables; the mass is exact, KL(pi|rho) and the dissipation terms, which may be of any size, are reported as they come. */
  boolean isHeldToAccuracy(int figure) {
    return figure != MASS && (figure <= kl() || figure >= fixed());
  }

  /** What the error of a figure may be where the accuracy is 1: its size; of KL and of observables, which may be large, not less than themselves. */
  double unit(int figure, double size, double value) {
    return figure == kl() || figure >= fixed() ? Math.max(size, Math.abs(value)) : size;
  }

  /** Puts mass, means and covariance into a row. */
  void moments(double[] row, double mass, double[] mean, double[][] covariance) {
    row[MASS] = mass;
    for (int j = 0; j < dimension; j++) {
      row[mean(j)] = mean[j];
      for (int k = j; k < dimension; k++) {
        row[covariance(j, k)] = covariance[j][k];
      }
    }
  }

  /** Puts both divergences and the dissipation terms into a row. */
  void divergences(double[] row, double kl, double reverse, double fisher, double variance) {
    row[kl()] = kl;
    row[reverseKl()] = reverse;
    row[fisherInformation()] = fisher;
    row[logRatioVariance()] = variance;
  }

  /** The figures of a density; mass and KL are those of the implementation. */
  static double[] of(GridFigures call, Implementation ops) {
    GridDensity rho = call.rho();
    Functionals f = new Functionals(rho);
    Figures at = new Figures(rho.dimension());
    double[] v = new double[at.fixed() + call.observables().size()];
    double mass = ops.apply(new Mass(rho.logTargetMass(), rho.logRatio()));
    at.moments(v, mass, f.mean(), f.covariance());
    double kl = ops.apply(new Kl(rho.logTargetMass(), rho.logRatio()));
    at.divergences(v, kl, f.reverseKl(), f.fisherInformation(), f.logRatioVariance());
    if (!call.observables().isEmpty()) {
      Expectation expectation = new Expectation(rho, call.potential());
      IntStream.range(0, call.observables().size())
          .parallel()
          .forEach(i -> v[at.fixed() + i] = expectation.of(call.observables().get(i).field()));
    }
    return v;
  }

  /** The estimates of one time under their names. */
  MeasureSummary summary(double time, Estimate[] e, List<Observable> observables) {
    Map<String, Estimate> named = new LinkedHashMap<>();
    for (int i = 0; i < observables.size(); i++) {
      named.put(observables.get(i).name(), e[fixed() + i]);
    }
    return summary(time, e, named);
  }

  /** The fixed estimates of one time, and named ones. */
  MeasureSummary summary(double time, Estimate[] e, Map<String, Estimate> named) {
    List<Estimate> mean = new ArrayList<>();
    List<List<Estimate>> covariance = new ArrayList<>();
    for (int j = 0; j < dimension; j++) {
      mean.add(e[mean(j)]);
      List<Estimate> row = new ArrayList<>();
      for (int k = 0; k < dimension; k++) {
        row.add(e[covariance(Math.min(j, k), Math.max(j, k))]);
      }
      covariance.add(row);
    }
    return new MeasureSummary(
        time,
        e[MASS],
        mean,
        covariance,
        e[kl()],
        e[reverseKl()],
        e[fisherInformation()],
        e[logRatioVariance()],
        named);
  }
}
