package wfr.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static wfr.operation.ParticleOperations.PARTICLE_RUN;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import wfr.measure.WeightedSample;
import wfr.model.GaussianLaw;
import wfr.model.WfrProblem;
import wfr.operation.Implementation;
import wfr.operation.ParticleSolution;
import wfr.reference.Reference;

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

  /** Both orders, since one sample ends before the other. */
  @Test
  void theDistance_isTheLargestOfTheDistributionFunctions_atEveryPoint() {
    double[][] samples = {
      {0.1, 0.4, 0.5, 0.9, 1.3}, {0.2, 0.3, 0.45, 0.6, 0.7}, {2, 3, 4, 5, 6}, {0.15, 2.5, 7, 8, 9}
    };
    for (double[] a : samples) {
      for (double[] b : samples) {
        if (a == b) {
          continue;
        }
        double worst = 0;
        for (double[] at : new double[][] {a, b}) {
          for (double x : at) {
            long below = Arrays.stream(a).filter(v -> v <= x).count();
            long other = Arrays.stream(b).filter(v -> v <= x).count();
            worst = Math.max(worst, Math.abs(below - other) / (double) a.length);
          }
        }
        assertEquals(worst, PopulationSize.supDistance(a, b), ROUNDING);
      }
    }
  }

  /** Wherever the other sample ends. */
  @Test
  void aPopulationThatIsNotANumber_hasNoDistance() {
    double[] spoiled = {0.1, 0.2, Double.NaN};
    double[][] others = {{0.05, 0.1, 0.15}, {0.3, 0.4, 0.5}};
    for (double[] other : others) {
      assertTrue(Double.isNaN(PopulationSize.supDistance(spoiled, other)));
      assertTrue(Double.isNaN(PopulationSize.supDistance(other, spoiled)));
    }
  }

  /** Two samples, each beyond Massart's radius or, against a shift, Hoeffding's with half the probability, and the declared allowance. */
  @Test
  void theDetectableDistance_isTwoBandsWithTheirPower_andTheAllowance() {
    double alpha = 1e-8;
    int n = PopulationSize.REPLICATES;
    double allowance = Math.pow(PopulationSize.SMALL, -0.5);
    double each = 0.5 * (PopulationSize.detectable(n, alpha) - allowance);
    double radius = Math.sqrt(-Math.log(alpha / 4) / (2 * n));
    assertEquals(
        FiniteSample.BETA / 2, Math.exp(-2 * n * (each - radius) * (each - radius)), ROUNDING);
    assertTrue(PopulationSize.detectable(n, alpha) > allowance + radius);
  }

  /** No two populations of two runs share their draws; two bands at half the level each. */
  @Test
  void populations_areDrawnFromStreamsOfTheirOwn_andJudgedByTwoBands() {
    double alpha = 1e-8;
    Set<Long> seeds = new HashSet<>();
    Implementation recording =
        Reference.IMPLEMENTATION.with(
            PARTICLE_RUN,
            (c, next) -> {
              assertTrue(seeds.add(c.settings().seed()), c.settings()::toString);
              return new ParticleSolution(
                  c.times(),
                  List.of(new WeightedSample(new double[][] {{0}, {0}}, new double[1])),
                  new double[] {1},
                  new double[0],
                  new double[0],
                  0,
                  0);
            });
    long runs = 4;
    for (long seed = 1; seed <= runs; seed++) {
      Evidence e = PopulationSize.check(recording, PopulationSize.REPLICATES, seed, alpha);
      double radius = 0.5 * (e.bound() - Math.pow(PopulationSize.SMALL, -0.5));
      double outside = 2 * Math.exp(-2 * PopulationSize.REPLICATES * radius * radius);
      assertEquals(1, outside / (0.5 * alpha), ROUNDING);
    }
    assertEquals(2 * runs * PopulationSize.REPLICATES, seeds.size());
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
