package wfr.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import wfr.model.GaussianLaw;
import wfr.model.WfrProblem;

/** The mean-field limit behind E4N, on a lattice of the plane: weights by the Gaussian of the moments, then one Euler-Maruyama step, eight times. */
class PopulationSizeTest {
  private static final double ROUNDING = 1e-9;
  private static final double STEP = 0.25;
  private static final int SIDE = 57;
  private static final double DT = 0.05;
  private static final int STEPS = 8;

  @Test
  void theAverageOfTheBump_isThatOfTheLattice() {
    WfrProblem p = SpaceProblem.plane();
    GaussianLaw target = (GaussianLaw) p.potential();
    double[][] precision = target.precision();
    double d = p.diffusivity();
    double[] u = new double[SIDE * SIDE];
    for (int k = 0; k < u.length; k++) {
      u[k] = Math.exp(((GaussianLaw) p.initial()).logDensity(point(k)));
    }
    for (int n = 0; n < STEPS; n++) {
      GaussianLaw closure = moments(u);
      double[] moved = new double[u.length];
      for (int k = 0; k < u.length; k++) {
        double[] x = point(k);
        double h = closure.logDensity(x) - target.logDensity(x);
        double weighted = u[k] * Math.exp(-p.reactionRate() * DT * h);
        double[] to = new double[2];
        for (int i = 0; i < to.length; i++) {
          to[i] = x[i];
          for (int j = 0; j < to.length; j++) {
            to[i] -= d * DT * precision[i][j] * (x[j] - target.mean()[j]);
          }
        }
        double[] a = kernel(to[0], 2 * d * DT);
        double[] b = kernel(to[1], 2 * d * DT);
        for (int l = 0; l < u.length; l++) {
          moved[l] += weighted * a[l / SIDE] * b[l % SIDE];
        }
      }
      u = moved;
    }
    double mass = 0;
    double sum = 0;
    for (int k = 0; k < u.length; k++) {
      double[] x = point(k);
      double r = x[1] - PopulationSize.SHIFT;
      mass += u[k];
      sum += u[k] * Math.exp(-0.5 * (x[0] * x[0] + r * r));
    }
    assertEquals(sum / mass, PopulationSize.limit(), ROUNDING);
  }

  private static double coordinate(int k) {
    return (k - SIDE / 2) * STEP;
  }

  private static double[] point(int k) {
    return new double[] {coordinate(k / SIDE), coordinate(k % SIDE)};
  }

  private static double[] kernel(double centre, double variance) {
    double[] w = new double[SIDE];
    for (int k = 0; k < SIDE; k++) {
      double r = coordinate(k) - centre;
      w[k] = Math.exp(-0.5 * r * r / variance);
    }
    return w;
  }

  private static GaussianLaw moments(double[] u) {
    double mass = 0;
    double[] mean = new double[2];
    double[][] second = new double[2][2];
    for (int k = 0; k < u.length; k++) {
      double[] x = point(k);
      mass += u[k];
      for (int i = 0; i < x.length; i++) {
        mean[i] += u[k] * x[i];
        for (int j = 0; j < x.length; j++) {
          second[i][j] += u[k] * x[i] * x[j];
        }
      }
    }
    for (int i = 0; i < mean.length; i++) {
      mean[i] /= mass;
    }
    for (int i = 0; i < mean.length; i++) {
      for (int j = 0; j < mean.length; j++) {
        second[i][j] = second[i][j] / mass - mean[i] * mean[j];
      }
    }
    second[1][0] = second[0][1];
    return new GaussianLaw(mean, second);
  }
}
