package wfr.defects;

import static wfr.defects.GridMutants.plus;
import static wfr.defects.GridMutants.stretched;
import static wfr.defects.GridMutants.vector;
import static wfr.operation.GridOperations.GRID_RUN;
import static wfr.operation.GridOperations.REACTION;
import static wfr.operation.GridOperations.SPLITTING_STEP;

import java.util.List;
import java.util.function.UnaryOperator;
import wfr.model.SplittingScheme;
import wfr.model.WfrProblem;
import wfr.operation.GridOperations.Mass;
import wfr.operation.GridOperations.Reaction;
import wfr.operation.Group;
import wfr.reference.Reference;

/** Mutants of the reaction and of the splitting. */
final class FlowMutants {
  private FlowMutants() {}

  static List<Mutant> all() {
    return List.of(
        rate(
            "fr-sign",
            "reaction with the wrong sign",
            List.of("B1", "A8", "A10", "B9", "G7", "A12D"),
            -1),
        rate("fr-lambda-twice", "lambda applied twice", List.of("B1", "C2", "B6"), 2),
        rate("fr-lambda-1pc", "lambda 1 % off", List.of("F4", "B1", "B2", "A7", "B6", "G9"), 1.01),
        rate("fr-lambda-none", "no reaction", List.of("A9", "B6"), 0),
        rate("fr-lambda-1pc-low", "lambda 1 % too small", List.of("A12D", "F4", "B1", "G9"), 0.99),
        rate("fr-half-rate", "lambda halved", List.of("A10", "A8", "G7", "A12D"), 0.5),
        Mutant.of(
            "fr-no-normaliser",
            "the mean term is missing: mass not restored",
            List.of("B8", "B1"),
            REACTION,
            (c, next) -> contracted(c.logRatio(), c.rate())),
        Mutant.of(
            "fr-forward-euler",
            "forward Euler instead of the exact map",
            List.of("B1", "B2", "G9"),
            REACTION,
            (c, next) -> {
              double[] h = c.logRatio();
              double mean = mean(c);
              return plus(h, i -> Math.log(Math.max(1e-300, 1 - c.rate() * (h[i] - mean))));
            }),
        Mutant.composed(
            "fr-mean-not-divided",
            "E_rho h not divided by the mass",
            List.of("B8", "B1"),
            REACTION,
            (c, next, self) -> {
              double mass = self.apply(new Mass(c.logMass(), c.logRatio()));
              double excess = c.rate() * mean(c) * (mass - 1);
              return plus(next.apply(c), i -> excess);
            }),
        Mutant.of(
            "fr-clipped-log",
            "log(max(rho, 1e-12)) instead of a carried log-ratio",
            List.of("G4"),
            REACTION,
            (c, next) -> {
              double[] h = c.logRatio();
              return next.apply(
                  c.withLogRatio(
                      vector(h.length, i -> Math.max(h[i], Math.log(1e-12) - c.logMass()[i]))));
            }),
        Mutant.of(
            "fr-pi-drift",
            "reaction towards a slightly shifted target",
            List.of("C1", "B1"),
            REACTION,
            (c, next) -> tilted(next.apply(c.withLogRatio(tilted(c.logRatio(), 0.01))), -0.01)),
        Mutant.of(
            "fr-rough",
            "the map leaves a ripple of 1 % from cell to cell",
            List.of("B10"),
            REACTION,
            (c, next) -> plus(next.apply(c), i -> i % 2 == 0 ? 1e-2 : -1e-2)),
        scheme(
            "split-lie-as-strang",
            "Lie sold as Strang",
            "C4",
            s -> s == SplittingScheme.STRANG ? SplittingScheme.LIE_FRW : s),
        scheme(
            "split-other-order",
            "operators in the other order",
            "C3",
            s ->
                switch (s) {
                  case LIE_WFR -> SplittingScheme.LIE_FRW;
                  case LIE_FRW -> SplittingScheme.LIE_WFR;
                  default -> s;
                }),
        Mutant.of(
            "split-wrong-half",
            "Strang's transport half step taken as a whole one",
            List.of("C4"),
            GRID_RUN,
            (c, next) ->
                next.apply(
                    c.settings().splitting() == SplittingScheme.STRANG_WFRW
                        ? c.withProblem(paced(c.problem(), 1, 1.5))
                        : c)),
        stretched("run-ou-slow", "transport at 99 % of its rate", List.of("B5", "C2", "G3"), 0.99),
        stretched(
            "run-over-relaxed", "transport at a tenth of its rate", List.of("B9", "B10R"), 0.1));
  }

  /** The problem with both of its rates multiplied. */
  static WfrProblem paced(WfrProblem p, double reaction, double transport) {
    return p.withReactionRate(reaction * p.reactionRate())
        .withDiffusivity(transport * p.diffusivity());
  }

  /** theta h. */
  private static double[] contracted(double[] h, double rate) {
    return vector(h.length, i -> h[i] * Math.exp(-rate));
  }

  private static double[] tilted(double[] h, double slope) {
    return plus(h, i -> slope * i / h.length);
  }

  /** sum p u h. */
  private static double mean(Reaction c) {
    double sum = 0;
    for (int i = 0; i < c.logRatio().length; i++) {
      double m = Math.exp(c.logMass()[i] + c.logRatio()[i]);
      sum += m > 0 ? m * c.logRatio()[i] : 0;
    }
    return sum;
  }

  /** The exact map at a multiple of the rate, of any sign: at rate 0 the reaction only normalises. */
  private static Mutant rate(String id, String defect, List<String> refutedBy, double factor) {
    return Mutant.of(
        id,
        defect,
        refutedBy,
        REACTION,
        (c, next) ->
            next.apply(c.withLogRatio(contracted(c.logRatio(), factor * c.rate())).withRate(0)));
  }

  private static Mutant scheme(
      String id, String defect, String refutedBy, UnaryOperator<SplittingScheme> change) {
    return new Mutant(
        id,
        defect,
        Group.SPLITTING,
        List.of(refutedBy),
        Reference.IMPLEMENTATION
            .with(
                SPLITTING_STEP,
                (c, next) -> next.apply(c.withSplitting(change.apply(c.splitting()))))
            .with(
                GRID_RUN,
                (c, next) -> next.apply(c.withSplitting(change.apply(c.settings().splitting())))));
  }
}
