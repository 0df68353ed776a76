package wfr.particle;

import java.util.Arrays;

/**
 * N particles as separate arrays: coordinates x[k][i], log-weights, and the same weights in the linear domain up to a common
 * factor, w_i = exp(logWeight_i - shift). The log-weights are the state; w is their mirror, kept because deposit,
 * mean and effective sample size read it at every step: w_i is multiplied by exp of the small change of the log-weight
 * (a polynomial) and refreshed from the logarithms now and then, so one exponential per particle and step is saved.
 */
public final class Population {
  /** First coordinate. */
  final double[] x;

  /** Coordinate k of particle i at [k][i]. */
  final double[][] coordinates;

  final double[] logWeight;
  final double[] weight;

  /** Noise xi_{n+1} of the last step by coordinate, for an integrator that carries it; permuted with the particles. */
  final double[][] carried;

  private double shift;

  /** N particles at the origin of the line, of weight 1. */
  Population(int n, boolean carriesNoise) {
    this(n, 1, carriesNoise);
  }

  /** N particles at the origin of a space of a dimension, of weight 1. */
  Population(int n, int dimension, boolean carriesNoise) {
    coordinates = new double[dimension][n];
    x = coordinates[0];
    logWeight = new double[n];
    weight = new double[n];
    carried = new double[carriesNoise ? dimension : 0][n];
    Arrays.fill(weight, 1);
  }

  /** N. */
  public int count() {
    return x.length;
  }

  /** Dimension of the space. */
  public int dimension() {
    return coordinates.length;
  }

  /** Positions on the line, to be changed in place. */
  public double[] positions() {
    return x;
  }

  /** Unnormalised log-weights (a copy). */
  public double[] logWeights() {
    return logWeight.clone();
  }

  /** The common factor of the linear weights: w_i = exp(logWeight_i - shift). */
  double shift() {
    return shift;
  }

  /** Replaces particle k by particle ancestors[k], its weight included. */
  public void permute(int[] ancestors) {
    for (double[] c : coordinates) {
      gather(c, ancestors);
    }
    gather(logWeight, ancestors);
    gather(weight, ancestors);
    for (double[] c : carried) {
      gather(c, ancestors);
    }
  }

  /** Copies particle j over particle i, the noise it carries included; equal weights are presumed. */
  public void copy(int j, int i) {
    for (double[] c : coordinates) {
      c[i] = c[j];
    }
    for (double[] c : carried) {
      c[i] = c[j];
    }
  }

  /** Gives every particle the log-weight l. */
  public void equalise(double l) {
    Arrays.fill(logWeight, l);
    Arrays.fill(weight, 1);
    shift = l;
  }

  /** Recomputes w from the log-weights, the largest becoming 1. */
  void refresh() {
    double max = Double.NEGATIVE_INFINITY;
    for (double l : logWeight) {
      max = Math.max(max, l);
    }
    shift = Double.isInfinite(max) ? 0 : max;
    for (int i = 0; i < weight.length; i++) {
      weight[i] = Math.exp(logWeight[i] - shift);
    }
  }

  private static void gather(double[] values, int[] ancestors) {
    double[] old = values.clone();
    for (int k = 0; k < values.length; k++) {
      values[k] = old[ancestors[k]];
    }
  }
}
