package wfr.spec;

import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;
import wfr.model.Domain;
import wfr.model.GaussianLaw;
import wfr.model.OrthogonalFrame;
import wfr.model.WfrProblem;

/**
 * A Gaussian problem in space whose target and start are products of a plane and a line in one frame R = Rz(0.5) Ry(0.7) Rx(-0.4), and do not commute within the plane: seen in (x, y, z) both
 * covariances are full and do not commute; seen along the first two axes of the frame the flow is a flow of the plane (B12). One instance for the closed form, the grid and particles.
 */
final class SpaceProblem {
  static final double LAMBDA = 0.8;
  static final double DIFFUSIVITY = 0.9;

  /** Half the side of the box, more than 7 standard deviations beyond every mean. */
  private static final double REACH = 8;

  private static final double TIGHT = 6;

  private static final GaussianLaw PLANE =
      new GaussianLaw(new double[] {0.4, -0.3}, new double[][] {{0.8, 0.3}, {0.3, 0.5}});
  private static final GaussianLaw PLANE_START =
      new GaussianLaw(new double[] {-0.5, 0.4}, new double[][] {{1.1, -0.35}, {-0.35, 0.9}});
  private static final double[] LINE = {0.2, 0.6};
  private static final double[] LINE_START = {-0.3, 0.9};

  /** Columns are the axes of the frame. */
  private static final RealMatrix FRAME =
      rotation(0, 1, 0.5).multiply(rotation(2, 0, 0.7)).multiply(rotation(1, 2, -0.4));

  private SpaceProblem() {}

  private static RealMatrix rotation(int i, int j, double angle) {
    RealMatrix r = MatrixUtils.createRealIdentityMatrix(3);
    r.setEntry(i, i, Math.cos(angle));
    r.setEntry(j, j, Math.cos(angle));
    r.setEntry(i, j, -Math.sin(angle));
    r.setEntry(j, i, Math.sin(angle));
    return r;
  }

  /** The problem in space. */
  static WfrProblem space() {
    return problem(lifted(PLANE, LINE), lifted(PLANE_START, LINE_START), 3);
  }

  /** The frame, its columns the axes. */
  static OrthogonalFrame frame() {
    return new OrthogonalFrame(FRAME.getData());
  }

  /** The problem in space in the smallest box that few cells resolve: {@value #TIGHT} standard deviations or more beyond every mean. */
  static WfrProblem tightSpace() {
    WfrProblem p = space();
    double[] a = new double[3];
    double[] b = new double[3];
    for (int k = 0; k < 3; k++) {
      for (GaussianLaw g :
          java.util.List.of((GaussianLaw) p.potential(), (GaussianLaw) p.initial())) {
        double reach = TIGHT * Math.sqrt(g.covariance()[k][k]);
        a[k] = Math.min(a[k], g.mean()[k] - reach);
        b[k] = Math.max(b[k], g.mean()[k] + reach);
      }
    }
    return new WfrProblem(
        p.potential(), p.initial(), new Domain(a, b, Domain.Boundary.LINE), LAMBDA, DIFFUSIVITY);
  }

  /** Its problem along the first two axes of the frame. */
  static WfrProblem plane() {
    return problem(PLANE, PLANE_START, 2);
  }

  private static WfrProblem problem(GaussianLaw target, GaussianLaw initial, int d) {
    double[] a = new double[d];
    double[] b = new double[d];
    java.util.Arrays.fill(a, -REACH);
    java.util.Arrays.fill(b, REACH);
    return new WfrProblem(
        target, initial, new Domain(a, b, Domain.Boundary.LINE), LAMBDA, DIFFUSIVITY);
  }

  private static GaussianLaw lifted(GaussianLaw plane, double[] line) {
    double[] m = {plane.mean()[0], plane.mean()[1], line[0]};
    RealMatrix c = new Array2DRowRealMatrix(3, 3);
    c.setSubMatrix(plane.covariance(), 0, 0);
    c.setEntry(2, 2, line[1]);
    return new GaussianLaw(
        FRAME.operate(m), symmetric(FRAME.multiply(c).multiply(FRAME.transpose())));
  }

  /** The law of a Gaussian of space along the first two axes of the frame. */
  static GaussianLaw marginal(GaussianLaw space) {
    RealMatrix axes = FRAME.getSubMatrix(0, 2, 0, 1).transpose();
    return new GaussianLaw(
        axes.operate(new ArrayRealVector(space.mean())).toArray(),
        symmetric(
            axes.multiply(new Array2DRowRealMatrix(space.covariance()))
                .multiply(axes.transpose())));
  }

  static double[][] symmetric(RealMatrix a) {
    return a.add(a.transpose()).scalarMultiply(0.5).getData();
  }
}
