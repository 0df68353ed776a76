package wfr.spec;

import java.util.ArrayList;
import java.util.List;
import wfr.model.Domain;
import wfr.model.OrthogonalFrame;
import wfr.model.ProductLaw;
import wfr.model.ProductPotential;
import wfr.model.WfrProblem;

/**
 * Problems of the line with one lambda and one D, as one problem in an orthonormal frame R: with a = R' x, V(x) = sum_k V_k(a_k) and rho_0 likewise. The box is the factors' own, walls and circles too, where the
 * frame is the identity; turned, it is the one whose sides are the largest of the factors' extents and a little more, no two alike, so that nothing of weight reaches its edge.
 *
 * @param factors problem along each axis of the frame
 * @param frame R
 */
public record RotatedProduct(List<WfrProblem> factors, OrthogonalFrame frame) {
  /** What the box exceeds the factors by, below and above, by axis. */
  private static final double[][] MORE = {{0, 0.25}, {0.5, 0}, {0.25, 0.5}};

  /** Two factors, the first axis turned by an angle against x. */
  public static RotatedProduct inPlane(WfrProblem first, WfrProblem second, double angle) {
    double c = Math.cos(angle);
    double s = Math.sin(angle);
    return new RotatedProduct(
        List.of(first, second), new OrthogonalFrame(new double[][] {{c, -s}, {s, c}}));
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
    List<Domain.Boundary> ends = new ArrayList<>();
    for (int k = 0; k < d; k++) {
      ends.add(aligned ? factors.get(k).domain().boundary(0) : Domain.Boundary.LINE);
      lower[k] = aligned ? factors.get(k).domain().left() : -reach - MORE[k][0];
      upper[k] = aligned ? factors.get(k).domain().right() : reach + MORE[k][1];
    }
    return new WfrProblem(
        new ProductPotential(factors.stream().map(WfrProblem::potential).toList(), frame),
        new ProductLaw(factors.stream().map(WfrProblem::initial).toList(), frame),
        new Domain(lower, upper, ends),
        factors.get(0).reactionRate(),
        factors.get(0).diffusivity());
  }

  private boolean isAligned() {
    for (int j = 0; j < factors.size(); j++) {
      for (int k = 0; k < factors.size(); k++) {
        if (frame.entry(j, k) != (j == k ? 1 : 0)) { // a negative zero is one
          return false;
        }
      }
    }
    return true;
  }

  /** R a. */
  double[] toSpace(double... a) {
    double[] x = new double[a.length];
    frame.point(a, x);
    return x;
  }
}
