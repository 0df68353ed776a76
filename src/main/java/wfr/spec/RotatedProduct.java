package wfr.spec;

import java.util.Arrays;
import java.util.List;
import wfr.model.Domain;
import wfr.model.InitialLaw;
import wfr.model.Potential;
import wfr.model.WfrProblem;

/**
 * Problems of the line with one lambda and one D, as one problem in an orthonormal frame R: with a = R' x, V(x) = sum_k V_k(a_k) and rho_0 likewise. The box is the factors' own where the
 * frame is the identity; turned, it is the one whose sides are the largest of the factors' extents and a little more, no two alike, so that nothing of weight reaches its edge.
 *
 * @param factors problem along each axis of the frame
 * @param frame R, its columns the axes
 */
public record RotatedProduct(List<WfrProblem> factors, double[][] frame) {
  /** What the box exceeds the factors by, below and above, by axis. */
  private static final double[][] MORE = {{0, 0.25}, {0.5, 0}, {0.25, 0.5}};

  /** Two factors, the first axis turned by an angle against x. */
  public static RotatedProduct inPlane(WfrProblem first, WfrProblem second, double angle) {
    double c = Math.cos(angle);
    double s = Math.sin(angle);
    return new RotatedProduct(List.of(first, second), new double[][] {{c, -s}, {s, c}});
  }

  /** The problem of all coordinates. */
  public WfrProblem problem() {
    int d = factors.size();
    boolean aligned = isAligned();
    double reach = 0;
    for (WfrProblem f : factors) {
      reach = Math.max(reach, Math.max(-f.domain().left(), f.domain().right()));
    }
    double[] lower = new double[d];
    double[] upper = new double[d];
    for (int k = 0; k < d; k++) {
      lower[k] = aligned ? factors.get(k).domain().left() : -reach - MORE[k][0];
      upper[k] = aligned ? factors.get(k).domain().right() : reach + MORE[k][1];
    }
    return new WfrProblem(
        potential(),
        initial(),
        new Domain(lower, upper, Domain.Boundary.LINE),
        factors.get(0).reactionRate(),
        factors.get(0).diffusivity());
  }

  private boolean isAligned() {
    for (int j = 0; j < frame.length; j++) {
      for (int k = 0; k < frame.length; k++) {
        if (frame[j][k] != (j == k ? 1 : 0)) {
          return false;
        }
      }
    }
    return true;
  }

  /** R a. */
  double[] toSpace(double... a) {
    double[] x = new double[a.length];
    for (int j = 0; j < x.length; j++) {
      for (int k = 0; k < a.length; k++) {
        x[j] += frame[j][k] * a[k];
      }
    }
    return x;
  }

  private double along(int k, double[] x) {
    double a = 0;
    for (int j = 0; j < x.length; j++) {
      a += frame[j][k] * x[j];
    }
    return a;
  }

  private InitialLaw initial() {
    return new InitialLaw() {
      @Override
      public int dimension() {
        return factors.size();
      }

      @Override
      public double logDensity(double[] x) {
        double sum = 0;
        for (int k = 0; k < x.length; k++) {
          sum += factors.get(k).initial().logDensity(along(k, x));
        }
        return sum;
      }
    };
  }

  private Potential potential() {
    return new Potential() {
      @Override
      public int dimension() {
        return factors.size();
      }

      @Override
      public double value(double[] x) {
        double sum = 0;
        for (int k = 0; k < x.length; k++) {
          sum += factors.get(k).potential().value(along(k, x));
        }
        return sum;
      }

      @Override
      public void gradient(double[] x, double[] gradient) {
        double[] a = new double[x.length];
        Arrays.setAll(a, k -> factors.get(k).potential().derivative(along(k, x)));
        System.arraycopy(toSpace(a), 0, gradient, 0, a.length);
      }
    };
  }
}
