package wfr.defects;

import java.util.List;
import wfr.measure.WeightedSample;
import wfr.model.InitialLaw;
import wfr.model.ParticleSettings;
import wfr.model.ReweightedDiffusion;
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
            List.of("D7", "D15"),
            () ->
                new ReferenceOperations() {
                  @Override
                  public double correctionRate(double ut, double d, double b, double u) {
                    return super.correctionRate(0, d, b, u);
                  }
                }),
        new Mutant(
            "path-end-time",
            "walkers and weights use drift and rate of the end of the path throughout",
            Group.CORRECTION_PARTICLES,
            List.of("D15"),
            () ->
                new ReferenceOperations() {
                  @Override
                  public List<WeightedSample> reweightedRun(
                      ReweightedDiffusion d,
                      ParticleSettings settings,
                      double time,
                      int replicates) {
                    ReweightedDiffusion late =
                        new ReweightedDiffusion(
                            (x, t) -> d.drift().at(x, time),
                            (x, t) -> d.rate().at(x, time),
                            d.diffusivity(),
                            d.start(),
                            d.domain());
                    return super.reweightedRun(late, settings, time, replicates);
                  }
                }),
        new Mutant(
            "path-wrong-start",
            "walkers start uniformly instead of in e^{-U_0}/Z_0",
            Group.CORRECTION_PARTICLES,
            List.of("D15"),
            () ->
                new ReferenceOperations() {
                  @Override
                  public List<WeightedSample> reweightedRun(
                      ReweightedDiffusion d,
                      ParticleSettings settings,
                      double time,
                      int replicates) {
                    InitialLaw uniform =
                        new InitialLaw() {
                          @Override
                          public int dimension() {
                            return 1;
                          }

                          @Override
                          public double logDensity(double[] x) {
                            return 0;
                          }
                        };
                    return super.reweightedRun(
                        new ReweightedDiffusion(
                            d.drift(), d.rate(), d.diffusivity(), uniform, d.domain()),
                        settings,
                        time,
                        replicates);
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
        List.of("D7G", "D7", "D15"),
        () ->
            new ReferenceOperations() {
              @Override
              public double correctionRate(double ut, double d, double b, double u) {
                return rate.of(ut, d, b, u);
              }
            });
  }
}
