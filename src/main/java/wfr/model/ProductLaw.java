package wfr.model;

import java.util.List;

/**
 * X = R Y with independent Y_k of laws L_k on the line: log rho_0(x) = sum_k log L_k((R' x)_k).
 * Special cases: R = I, independent coordinates; d = 1.
 */
public final class ProductLaw implements InitialLaw {
  private final List<InitialLaw> factors;
  private final OrthogonalFrame frame;

  /**
   * Along an orthogonal frame.
   *
   * @param factors L_1 .. L_d, each of one dimension
   * @param frame R, d x d, by rows; column k is the axis of factor k
   * @throws IllegalArgumentException if a factor has more dimensions, or R another size or is not orthogonal
   */
  public ProductLaw(List<? extends InitialLaw> factors, double[][] frame) {
    this(factors, new OrthogonalFrame(frame));
  }

  /** Along a frame. */
  public ProductLaw(List<? extends InitialLaw> factors, OrthogonalFrame frame) {
    this.factors = List.copyOf(factors);
    this.frame = frame;
    requireLines(factors.stream().mapToInt(InitialLaw::dimension).toArray(), frame);
  }

  /** Refuses factors that are not of the line, or not one for each axis. */
  static void requireLines(int[] dimensions, OrthogonalFrame frame) {
    if (dimensions.length != frame.dimension()) {
      throw new IllegalArgumentException(
          "a product needs one factor for each axis of its frame: "
              + dimensions.length
              + " factors, "
              + frame.dimension()
              + " axes");
    }
    for (int d : dimensions) {
      if (d != 1) {
        throw new IllegalArgumentException("factors of a product have one dimension: " + d);
      }
    }
  }

  /** L_k, in the order of the axes. */
  public List<InitialLaw> factors() {
    return factors;
  }

  /** R. */
  public OrthogonalFrame frame() {
    return frame;
  }

  @Override
  public int dimension() {
    return factors.size();
  }

  @Override
  public double logDensity(double[] x) {
    double[] y = new double[x.length];
    frame.coordinates(x, y);
    double sum = 0;
    for (int k = 0; k < y.length; k++) {
      sum += factors.get(k).logDensity(y[k]);
    }
    return sum;
  }
}
