package wfr.defects;

import java.util.List;
import wfr.reference.ReferenceOperations;
import wfr.spec.Operations.Group;

/** Mutants of the correction term. */
final class CorrectionMutants {
  private CorrectionMutants() {}

  static List<Mutant> all() {
    return List.of(
        gauge(
            "gauge-sign",
            "wrong gauge sign: -d_t U - div b + b.grad U",
            (ut, d, b, u) -> -ut - d + b * u),
        gauge("gauge-no-divergence", "div b missing", (ut, d, b, u) -> -ut - b * u),
        gauge("gauge-no-slope", "b.grad U missing", (ut, d, b, u) -> -ut + d),
        new Mutant(
            "path-time-lost",
            "d_t U missing: the target moves and nothing says so",
            Group.CORRECTION,
            List.of("D7"),
            () ->
                new ReferenceOperations() {
                  @Override
                  public double correctionRate(double ut, double d, double b, double u) {
                    return super.correctionRate(0, d, b, u);
                  }
                }),
        new Mutant(
            "product-cross-terms",
            "sum (a_i s_i)^2 in place of |sum a_i s_i|^2",
            Group.CORRECTION,
            List.of("D8"),
            () ->
                new ReferenceOperations() {
                  @Override
                  public double productRate(double[] a, double[] s, double divF, double g2) {
                    double own = 0;
                    double mean = 0;
                    for (int i = 0; i < a.length; i++) {
                      own += a[i] * a[i] * s[i] * s[i];
                      mean += a[i] * s[i];
                    }
                    return super.productRate(a, s, divF, g2) + 0.5 * g2 * (own - mean * mean);
                  }
                }),
        new Mutant(
            "product-divergence",
            "sum a in place of sum a - 1 before div f",
            Group.CORRECTION,
            List.of("D8"),
            () ->
                new ReferenceOperations() {
                  @Override
                  public double productRate(double[] a, double[] s, double divF, double g2) {
                    return super.productRate(a, s, divF, g2) + divF;
                  }
                }),
        new Mutant(
            "wrong-score-no-divergence",
            "rate g^2 e.s: div e missing",
            Group.CORRECTION,
            List.of("D9"),
            () ->
                new ReferenceOperations() {
                  @Override
                  public double wrongScoreRate(double g2, double divE, double e, double s) {
                    return super.wrongScoreRate(g2, 0, e, s);
                  }
                }));
  }

  /** -d_t U + div b - b U' or something else. */
  private interface Rate {
    double of(double timeDerivative, double divergence, double drift, double slope);
  }

  private static Mutant gauge(String id, String defect, Rate rate) {
    return new Mutant(
        id,
        defect,
        Group.CORRECTION,
        List.of("D7G", "D7"),
        () ->
            new ReferenceOperations() {
              @Override
              public double correctionRate(double ut, double d, double b, double u) {
                return rate.of(ut, d, b, u);
              }
            });
  }
}
