package wfr.defects;

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
import wfr.reference.ReferenceOperations;
import wfr.spec.Operations.Group;

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
    return new Mutant(
        id,
        defect,
        Group.CLOSED_FORM,
        List.of("B7"),
        () ->
            new ReferenceOperations() {
              @Override
              public GaussianLaw gaussianFlow(
                  GaussianLaw target,
                  GaussianLaw initial,
                  double lambda,
                  double diffusivity,
                  double time) {
                return flow(target, initial, lambda, diffusivity, time, fault);
              }
            });
  }

  /** The formula of B7 as it is printed, with one fault. */
  static GaussianLaw flow(
      GaussianLaw target, GaussianLaw initial, double lambda, double d, double t, Fault fault) {
    RealMatrix gamma = new Array2DRowRealMatrix(target.covariance());
    EigenDecomposition eigen = new EigenDecomposition(gamma);
    double half = fault == Fault.HALF_LAMBDA ? 0 : lambda / 2;
    double inK = fault == Fault.DIFFUSIVITY_IN_K ? 1 : d;
    RealMatrix decay = function(eigen, g -> Math.exp(-(d / g + half) * t));
    RealMatrix k =
        function(
            eigen, g -> lambda / g / (2 * inK / g + lambda) * -Math.expm1(-2 * (d / g + half) * t));
    RealMatrix one = MatrixUtils.createRealIdentityMatrix(target.dimension());
    RealMatrix e0 = new Array2DRowRealMatrix(initial.covariance()).subtract(gamma);
    RealMatrix ke = one.add(k.multiply(e0));
    RealMatrix ek = one.add(e0.multiply(k));
    RealMatrix e =
        decay
            .multiply(e0)
            .multiply(inverse(fault == Fault.COVARIANCE_ORDER ? ek : ke))
            .multiply(decay);
    RealVector y0 =
        new ArrayRealVector(initial.mean()).subtract(new ArrayRealVector(target.mean()));
    RealVector carried =
        switch (fault) {
          case MEAN_FACTOR -> y0;
          case MEAN_ORDER -> inverse(ke).operate(y0);
          default -> inverse(ek).operate(y0);
        };
    RealVector y = function(eigen, g -> Math.exp(-(d / g + lambda) * t)).operate(carried);
    RealMatrix c = gamma.add(e.add(e.transpose()).scalarMultiply(0.5));
    return new GaussianLaw(
        new ArrayRealVector(target.mean()).add(y).toArray(),
        c.add(c.transpose()).scalarMultiply(0.5).getData());
  }

  private static RealMatrix inverse(RealMatrix a) {
    return new LUDecomposition(a).getSolver().getInverse();
  }

  /** f(Gamma). */
  private static RealMatrix function(EigenDecomposition eigen, DoubleUnaryOperator f) {
    double[] values = eigen.getRealEigenvalues();
    for (int i = 0; i < values.length; i++) {
      values[i] = f.applyAsDouble(values[i]);
    }
    return eigen
        .getV()
        .multiply(MatrixUtils.createRealDiagonalMatrix(values))
        .multiply(eigen.getVT());
  }
}
