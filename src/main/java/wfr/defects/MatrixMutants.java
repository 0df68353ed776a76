package wfr.defects;

import static wfr.operation.ClosedFormOperations.GAUSSIAN_FLOW;

import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.EigenDecomposition;
import org.apache.commons.math3.linear.LUDecomposition;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.RealVector;
import wfr.model.GaussianLaw;
import wfr.operation.ClosedFormOperations.GaussianFlow;

/** Mutants of the Gaussian closed form in d dimensions. */
final class MatrixMutants {
  private MatrixMutants() {}

  static List<Mutant> all() {
    return List.of(
        mutant(
            "nd-product-order",
            "E_0 (I + E_0 K)^{-1} in place of E_0 (I + K E_0)^{-1}: equal when all commute",
            Fault.COVARIANCE_ORDER),
        mutant(
            "nd-mean-transposed",
            "(I + K E_0)^{-1} in the mean in place of (I + E_0 K)^{-1}",
            Fault.MEAN_ORDER),
        mutant(
            "nd-half-lambda-missing",
            "B = D P: lambda/2 missing in the exponents",
            Fault.HALF_LAMBDA),
        mutant(
            "nd-mean-factor-missing",
            "mean e^{-(DP + lambda) t} y_0: the factor (I + E_0 K)^{-1} missing",
            Fault.MEAN_FACTOR),
        mutant(
            "nd-diffusivity-in-k", "D missing in K: right at D = 1 only", Fault.DIFFUSIVITY_IN_K));
  }

  /** What is wrong in the formula. */
  enum Fault {
    COVARIANCE_ORDER,
    MEAN_ORDER,
    HALF_LAMBDA,
    MEAN_FACTOR,
    DIFFUSIVITY_IN_K,
    NONE
  }

  private static Mutant mutant(String id, String defect, Fault fault) {
    return Mutant.of(id, defect, List.of("B7"), GAUSSIAN_FLOW, (c, next) -> flow(c, fault));
  }

  /** The formula of B7 as it is printed, with one fault. */
  static GaussianLaw flow(GaussianFlow c, Fault fault) {
    RealMatrix gamma = new Array2DRowRealMatrix(c.target().covariance());
    EigenDecomposition eigen = new EigenDecomposition(gamma);
    double t = c.time();
    double d = c.diffusivity();
    double half = fault == Fault.HALF_LAMBDA ? 0 : c.lambda() / 2;
    double inK = 2 * (fault == Fault.DIFFUSIVITY_IN_K ? 1 : d);
    RealMatrix decay = function(eigen, g -> Math.exp(-(d / g + half) * t));
    RealMatrix k =
        function(
            eigen,
            g -> c.lambda() / g / (inK / g + c.lambda()) * -Math.expm1(-2 * (d / g + half) * t));
    RealMatrix one = MatrixUtils.createRealIdentityMatrix(c.target().dimension());
    RealMatrix e0 = new Array2DRowRealMatrix(c.initial().covariance()).subtract(gamma);
    RealMatrix ke = inverse(one.add(k.multiply(e0)));
    RealMatrix ek = inverse(one.add(e0.multiply(k)));
    RealMatrix inE = fault == Fault.COVARIANCE_ORDER ? ek : ke;
    RealMatrix inMean =
        switch (fault) {
          case MEAN_FACTOR -> one;
          case MEAN_ORDER -> ke;
          default -> ek;
        };
    RealVector mean = new ArrayRealVector(c.target().mean());
    RealVector y0 = new ArrayRealVector(c.initial().mean()).subtract(mean);
    RealVector y =
        function(eigen, g -> Math.exp(-(d / g + c.lambda()) * t)).operate(inMean.operate(y0));
    RealMatrix covariance = gamma.add(decay.multiply(e0).multiply(inE).multiply(decay));
    return new GaussianLaw(
        mean.add(y).toArray(),
        covariance.add(covariance.transpose()).scalarMultiply(0.5).getData());
  }

  private static RealMatrix inverse(RealMatrix a) {
    return new LUDecomposition(a).getSolver().getInverse();
  }

  /** f(Gamma). */
  private static RealMatrix function(EigenDecomposition eigen, DoubleUnaryOperator f) {
    double[] values = Arrays.stream(eigen.getRealEigenvalues()).map(f).toArray();
    return eigen
        .getV()
        .multiply(MatrixUtils.createRealDiagonalMatrix(values))
        .multiply(eigen.getVT());
  }
}
