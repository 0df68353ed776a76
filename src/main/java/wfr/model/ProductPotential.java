package wfr.model;

import java.util.Arrays;
import java.util.List;

/**
 * V(x) = sum_k F_k((R' x)_k): potentials of the line along the axes of an orthogonal frame, grad V(x) = R (F_k'((R' x)_k))_k. The target is a product in the
 * frame's coordinates.
 * Special cases: R = I, a product in the coordinates themselves; d = 1.
 */
public final class ProductPotential implements Potential {
  private final List<Potential> factors;
  private final OrthogonalFrame frame;

  /**
   * Along an orthogonal frame.
   *
   * @param factors F_1 .. F_d, each of one dimension
   * @param frame R, d x d, by rows; column k is the axis of factor k
   * @throws IllegalArgumentException if a factor has more dimensions, or R another size or is not orthogonal
   */
  public ProductPotential(List<? extends Potential> factors, double[][] frame) {
    this(factors, new OrthogonalFrame(frame));
  }

  /** Along a frame. */
  public ProductPotential(List<? extends Potential> factors, OrthogonalFrame frame) {
    this.factors = List.copyOf(factors);
    this.frame = frame;
    int[] dimensions = factors.stream().mapToInt(Potential::dimension).toArray();
    ProductLaw.requireLines(dimensions, frame);
  }

  /** F_k, in the order of the axes. */
  public List<Potential> factors() {
    return factors;
  }

  /** R. */
  public OrthogonalFrame frame() {
    return frame;
  }

  /** Whether a law is a product in the same frame, so that the flow from it is one of factors. */
  public boolean sharesFrameWith(InitialLaw law) {
    return law instanceof ProductLaw p && Arrays.deepEquals(frame.rows(), p.frame().rows());
  }

  @Override
  public int dimension() {
    return factors.size();
  }

  @Override
  public double value(double[] x) {
    double sum = 0;
    for (int k = 0; k < x.length; k++) {
      sum += factors.get(k).value(frame.coordinate(k, x));
    }
    return sum;
  }

  @Override
  public void gradient(double[] x, double[] gradient) {
    double[] y = new double[x.length];
    frame.coordinates(x, y);
    for (int k = 0; k < y.length; k++) {
      y[k] = factors.get(k).derivative(y[k]);
    }
    frame.point(y, gradient);
  }

  /** Factor by factor, each by its own loop. */
  @Override
  public void evaluate(double[][] x, int n, double[] value, double[][] gradient) {
    double[] y = new double[n];
    double[] v = new double[n];
    double[] slope = new double[n];
    Arrays.fill(value, 0, n, 0);
    for (double[] g : gradient) {
      Arrays.fill(g, 0, n, 0);
    }
    for (int k = 0; k < x.length; k++) {
      frame.coordinate(k, x, n, y);
      factors.get(k).evaluate(y, 0, n, v, slope);
      for (int i = 0; i < n; i++) {
        value[i] += v[i];
      }
      frame.addAlong(k, slope, n, gradient);
    }
  }
}
