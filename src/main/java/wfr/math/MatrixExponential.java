package wfr.math;

import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;

/**
 * exp(A) of a small dense matrix: Taylor's series of exp(A/2^s), |A/2^s| at most 1/4, squared s times.
 * Special cases: A = 0 gives I exactly.
 * Accuracy: truncation below 1/4^19/19!, about 1e-28; rounding about (18 + 2^s) n ulp of exp(|A|). Source: Moler and Van Loan 2003.
 */
public final class MatrixExponential {
  private static final int TERMS = 18;

  private MatrixExponential() {}

  /** exp(A). */
  public static RealMatrix of(RealMatrix a) {
    double norm = a.getNorm();
    if (!(norm < Double.POSITIVE_INFINITY)) {
      throw new ArithmeticException("exp of a matrix that is not finite: norm " + norm);
    }
    int s = norm > 0.25 ? (int) Math.ceil(Math.log(4 * norm) / Math.log(2)) : 0;
    RealMatrix scaled = a.scalarMultiply(Math.scalb(1.0, -s));
    RealMatrix one = MatrixUtils.createRealIdentityMatrix(a.getRowDimension());
    RealMatrix sum = one;
    for (int k = TERMS; k >= 1; k--) {
      sum = one.add(scaled.multiply(sum).scalarMultiply(1.0 / k));
    }
    for (int k = 0; k < s; k++) {
      sum = sum.multiply(sum);
    }
    return sum;
  }
}
