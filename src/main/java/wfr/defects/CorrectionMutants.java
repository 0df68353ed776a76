package wfr.defects;

import static wfr.operation.CorrectionOperations.CORRECTION_RATE;
import static wfr.operation.CorrectionOperations.PATH_DIFFUSION;
import static wfr.operation.CorrectionOperations.PRODUCT_RATE;
import static wfr.operation.CorrectionOperations.REWEIGHTED_RUN;
import static wfr.operation.CorrectionOperations.WRONG_SCORE_RATE;

import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import wfr.model.GaussianLaw;
import wfr.model.InitialLaw;
import wfr.model.ReweightedDiffusion;
import wfr.model.TimeField;
import wfr.operation.CorrectionOperations.CorrectionRate;
import wfr.operation.CorrectionOperations.WrongScoreRate;

/** Mutants of the correction term. */
final class CorrectionMutants {
  /** So wide that its density is one number in doubles. */
  private static final InitialLaw UNIFORM = GaussianLaw.of(0, 1e300);

  private CorrectionMutants() {}

  static List<Mutant> all() {
    return List.of(
        gauge(
            "gauge-sign",
            "wrong gauge sign: -d_t U - div b + b.grad U",
            c -> -c.timeDerivative() - c.divergence() + c.drift() * c.slope()),
        gauge(
            "gauge-no-divergence",
            "div b missing",
            c -> -c.timeDerivative() - c.drift() * c.slope()),
        gauge("gauge-no-slope", "b.grad U missing", c -> -c.timeDerivative() + c.divergence()),
        Mutant.of(
            "path-time-lost",
            "d_t U missing: the target moves and nothing says so",
            List.of("D7", "D15"),
            CORRECTION_RATE,
            (c, next) -> next.apply(new CorrectionRate(0, c.divergence(), c.drift(), c.slope()))),
        path("path-rate-half", "half of the correction term", 0.5, 1),
        path("path-drift-half", "half of the drift, with the correction for all of it", 1, 0.5),
        walk(
            "path-end-time",
            "walkers and weights use drift and rate of the end of the path throughout",
            (d, end) ->
                of(d, (x, t) -> d.drift().at(x, end), (x, t) -> d.rate().at(x, end), d.start())),
        walk(
            "path-wrong-start",
            "walkers start uniformly instead of in e^{-U_0}/Z_0",
            (d, end) -> of(d, d.drift(), d.rate(), UNIFORM)),
        Mutant.of(
            "product-cross-terms",
            "sum (a_i s_i)^2 in place of |sum a_i s_i|^2",
            List.of("D8"),
            PRODUCT_RATE,
            (c, next) -> {
              double own = 0;
              double mean = 0;
              for (int i = 0; i < c.powers().length; i++) {
                double term = c.powers()[i] * c.scores()[i];
                own += term * term;
                mean += term;
              }
              return next.apply(c) + 0.5 * c.noise() * (own - mean * mean);
            }),
        Mutant.of(
            "product-divergence",
            "sum a in place of sum a - 1 before div f",
            List.of("D8"),
            PRODUCT_RATE,
            (c, next) -> next.apply(c) + c.divergence()),
        Mutant.of(
            "wrong-score-no-divergence",
            "rate g^2 e.s: div e missing",
            List.of("D9"),
            WRONG_SCORE_RATE,
            (c, next) -> next.apply(new WrongScoreRate(c.noise(), 0, c.error(), c.score()))));
  }

  /** Something else than -d_t U + div b - b U'. */
  private static Mutant gauge(String id, String defect, Function<CorrectionRate, Double> rate) {
    return Mutant.of(
        id, defect, List.of("D7G", "D7", "D15"), CORRECTION_RATE, (c, next) -> rate.apply(c));
  }

  /** Walkers of another diffusion, made of the right one and the end of the run. */
  private static Mutant walk(
      String id,
      String defect,
      BiFunction<ReweightedDiffusion, Double, ReweightedDiffusion> other) {
    return Mutant.of(
        id,
        defect,
        List.of("D15"),
        REWEIGHTED_RUN,
        (c, next) -> {
          double end = c.times()[c.times().length - 1];
          return next.apply(c.withDiffusion(other.apply(c.diffusion(), end)));
        });
  }

  /** A path's diffusion with other multiples of rate and drift. */
  private static Mutant path(String id, String defect, double rate, double drift) {
    return Mutant.of(
        id,
        defect,
        List.of("D7A"),
        PATH_DIFFUSION,
        (c, next) -> {
          ReweightedDiffusion d = next.apply(c);
          return of(
              d,
              (x, t) -> drift * d.drift().at(x, t),
              (x, t) -> rate * d.rate().at(x, t),
              d.start());
        });
  }

  private static ReweightedDiffusion of(
      ReweightedDiffusion d, TimeField drift, TimeField rate, InitialLaw start) {
    return new ReweightedDiffusion(drift, rate, d.diffusivity(), start, d.domain());
  }
}
