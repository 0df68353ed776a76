package wfr.defects;

import static wfr.operation.CorrectionOperations.NOISED;
import static wfr.operation.CorrectionOperations.REVERSE_DRIFT;
import static wfr.operation.CorrectionOperations.REVERSE_RUN;
import static wfr.operation.CorrectionOperations.REVERSE_TILT;
import static wfr.operation.CorrectionOperations.START_LOG_WEIGHT;
import static wfr.operation.CorrectionOperations.START_MOMENT;

import java.util.List;
import java.util.function.Function;
import wfr.model.MixtureLaw;
import wfr.model.ReverseOu;
import wfr.operation.CorrectionOperations.ReverseDrift;
import wfr.operation.CorrectionOperations.ReverseTilt;

/** Mutants of reverse time. */
final class ReverseOuMutants {
  private ReverseOuMutants() {}

  static List<Mutant> all() {
    return List.of(
        drift(
            "reverse-score-sign",
            "wrong gauge sign: y/2 - (1 + n)/2 s",
            c -> c.y() - c.path().drift(c.y(), c.tau())),
        drift(
            "reverse-score-half",
            "the probability flow's score with the SDE's noise, and the other way round",
            c ->
                new ReverseOu(c.path().data(), c.path().horizon(), 1 - c.path().noise(), true)
                    .drift(c.y(), c.tau())),
        drift(
            "reverse-end-time",
            "score at the time tau run so far in place of T - tau",
            c -> c.path().drift(c.y(), c.path().horizon() - c.tau())),
        Mutant.of(
            "reverse-variance",
            "noise of variance 1 - e^{-t/2} in place of 1 - e^{-t}",
            List.of("D10"),
            NOISED,
            (c, next) -> {
              MixtureLaw q = next.apply(c);
              double less = Math.exp(-c.t() / 2) - Math.exp(-c.t());
              return MixtureLaw.of(
                  q.weights(),
                  q.components().stream().mapToDouble(g -> g.mean()[0]).toArray(),
                  q.components().stream().mapToDouble(g -> g.covariance()[0][0] - less).toArray());
            }),
        Mutant.of(
            "reverse-start-unweighted",
            "wrong initial law: N(0, 1) taken for q_T",
            List.of("D10", "D10S"),
            START_LOG_WEIGHT,
            (c, next) -> 0.0),
        Mutant.of(
            "reverse-moment-finite",
            "E[w_0^2] reported finite whatever the variances of q_T are",
            List.of("D10"),
            START_MOMENT,
            (c, next) -> Math.min(next.apply(c), 1e12)),
        Mutant.of(
            "reverse-tilt-rate",
            "k = lambda in place of 1 + lambda: the reaction alone flattens the quadratic",
            List.of("D10W"),
            REVERSE_TILT,
            (c, next) ->
                next.apply(new ReverseTilt(c.a(), c.b(), Math.max(c.lambda() - 1, 0), c.tau()))),
        Mutant.of(
            "reverse-reaction-sign",
            "weights grow where nu exceeds q",
            List.of("D10S"),
            REVERSE_RUN,
            (c, next) -> next.apply(c.withRate((y, tau) -> -c.rate().at(y, tau)))));
  }

  private static Mutant drift(String id, String defect, Function<ReverseDrift, Double> drift) {
    return Mutant.of(
        id, defect, List.of("D10", "D10S"), REVERSE_DRIFT, (c, next) -> drift.apply(c));
  }
}
