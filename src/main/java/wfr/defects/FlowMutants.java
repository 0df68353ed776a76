package wfr.defects;

import java.util.List;
import java.util.function.Supplier;
import wfr.math.LogSumExp;
import wfr.measure.DiscreteTarget;
import wfr.measure.GridDensity;
import wfr.model.GridSettings;
import wfr.model.SplittingScheme;
import wfr.model.TransportScheme;
import wfr.model.WfrProblem;
import wfr.reference.ReferenceOperations;
import wfr.spec.Operations;
import wfr.spec.Operations.Group;

/** Mutants of the reaction and of the splitting. */
final class FlowMutants {
  private FlowMutants() {}

  static List<Mutant> all() {
    return List.of(
        reaction(
            "fr-sign",
            "reaction with the wrong sign",
            List.of("B1", "A8", "A10", "B9", "G7", "A12D"),
            (p, h, r) -> exact(p, h, Math.exp(r))),
        reaction(
            "fr-lambda-twice",
            "lambda applied twice",
            List.of("B1", "C2", "B6"),
            (p, h, r) -> exact(p, h, Math.exp(-2 * r))),
        reaction(
            "fr-lambda-1pc",
            "lambda 1 % off",
            List.of("F4", "B1", "B2", "A7", "B6", "G9"),
            (p, h, r) -> exact(p, h, Math.exp(-1.01 * r))),
        reaction("fr-lambda-none", "no reaction", List.of("A9", "B6"), (p, h, r) -> exact(p, h, 1)),
        reaction(
            "fr-lambda-1pc-low",
            "lambda 1 % too small",
            List.of("A12D", "F4", "B1", "G9"),
            (p, h, r) -> exact(p, h, Math.exp(-0.99 * r))),
        reaction(
            "fr-half-rate",
            "lambda halved",
            List.of("A10", "A8", "G7", "A12D"),
            (p, h, r) -> exact(p, h, Math.exp(-r / 2))),
        reaction(
            "fr-no-normaliser",
            "the mean term is missing: mass not restored",
            List.of("B8", "B1"),
            (p, h, r) -> {
              double[] out = h.clone();
              for (int i = 0; i < out.length; i++) {
                out[i] *= Math.exp(-r);
              }
              return out;
            }),
        reaction(
            "fr-forward-euler",
            "forward Euler instead of the exact map",
            List.of("B1", "B2", "G9"),
            (p, h, r) -> {
              double mean = mean(p, h);
              double[] out = new double[h.length];
              for (int i = 0; i < h.length; i++) {
                out[i] = h[i] + Math.log(Math.max(1e-300, 1 - r * (h[i] - mean)));
              }
              return out;
            }),
        reaction(
            "fr-mean-not-divided",
            "E_rho h not divided by the mass",
            List.of("B8", "B1"),
            (p, h, r) -> {
              double[] out = exact(p, h, Math.exp(-r));
              double mass = mass(p, h);
              for (int i = 0; i < out.length; i++) {
                out[i] += r * mean(p, h) * (mass - 1);
              }
              return out;
            }),
        reaction(
            "fr-clipped-log",
            "log(max(rho, 1e-12)) instead of a carried log-ratio",
            List.of("G4"),
            (p, h, r) -> {
              double[] clipped = h.clone();
              for (int i = 0; i < h.length; i++) {
                clipped[i] = Math.max(h[i], Math.log(1e-12) - p[i]);
              }
              return exact(p, clipped, Math.exp(-r));
            }),
        reaction(
            "fr-pi-drift",
            "reaction towards a slightly shifted target",
            List.of("C1", "B1"),
            (p, h, r) -> {
              double[] shifted = h.clone();
              for (int i = 0; i < h.length; i++) {
                shifted[i] += 0.01 * i / h.length;
              }
              double[] out = exact(p, shifted, Math.exp(-r));
              for (int i = 0; i < h.length; i++) {
                out[i] -= 0.01 * i / h.length;
              }
              return out;
            }),
        reaction(
            "fr-rough",
            "the map leaves a ripple of 1 % from cell to cell",
            List.of("B10"),
            (p, h, r) -> {
              double[] out = exact(p, h, Math.exp(-r));
              for (int i = 0; i < h.length; i++) {
                out[i] += i % 2 == 0 ? 1e-2 : -1e-2;
              }
              return out;
            }),
        scheme(
            "split-lie-as-strang",
            "Lie sold as Strang",
            List.of("C4"),
            s -> s == SplittingScheme.STRANG ? SplittingScheme.LIE_FRW : s),
        scheme(
            "split-other-order",
            "operators in the other order",
            List.of("C3"),
            s ->
                s == SplittingScheme.LIE_WFR
                    ? SplittingScheme.LIE_FRW
                    : s == SplittingScheme.LIE_FRW ? SplittingScheme.LIE_WFR : s),
        new Mutant(
            "split-wrong-half",
            "Strang's transport half step taken as a whole one",
            Group.GRID_RUN,
            List.of("C4"),
            () ->
                new ReferenceOperations() {
                  @Override
                  public List<GridDensity> gridRun(
                      WfrProblem problem, GridSettings settings, double[] times) {
                    WfrProblem p =
                        settings.splitting() == SplittingScheme.STRANG_WFRW
                            ? new WfrProblem(
                                problem.potential(),
                                problem.initial(),
                                problem.domain(),
                                problem.reactionRate(),
                                1.5 * problem.diffusivity())
                            : problem;
                    return super.gridRun(p, settings, times);
                  }
                }),
        new Mutant(
            "run-ou-slow",
            "transport at 99 % of its rate",
            Group.TRANSPORT,
            List.of("B5", "C2", "G3"),
            () ->
                new ReferenceOperations() {
                  @Override
                  public double[] transport(
                      DiscreteTarget target, double[] logRatio, double dt, TransportScheme scheme) {
                    return super.transport(target, logRatio, 0.99 * dt, scheme);
                  }
                }),
        new Mutant(
            "run-over-relaxed",
            "transport at a tenth of its rate",
            Group.TRANSPORT,
            List.of("B9", "B10R"),
            () ->
                new ReferenceOperations() {
                  @Override
                  public double[] transport(
                      DiscreteTarget target, double[] logRatio, double dt, TransportScheme scheme) {
                    return super.transport(target, logRatio, 0.1 * dt, scheme);
                  }
                }));
  }

  private static double[] exact(double[] logMass, double[] h, double theta) {
    double[] l = new double[h.length];
    for (int i = 0; i < h.length; i++) {
      l[i] = logMass[i] + theta * h[i];
    }
    double total = LogSumExp.of(l);
    for (int i = 0; i < h.length; i++) {
      l[i] = theta * h[i] - total;
    }
    return l;
  }

  private static double mean(double[] logMass, double[] h) {
    double sum = 0;
    for (int i = 0; i < h.length; i++) {
      double m = Math.exp(logMass[i] + h[i]);
      sum += m > 0 ? m * h[i] : 0;
    }
    return sum;
  }

  private static double mass(double[] logMass, double[] h) {
    double sum = 0;
    for (int i = 0; i < h.length; i++) {
      sum += Math.exp(logMass[i] + h[i]);
    }
    return sum;
  }

  /** A reaction map. */
  @FunctionalInterface
  private interface Map {
    double[] of(double[] logMass, double[] h, double rate);
  }

  private static Mutant reaction(String id, String defect, List<String> refutedBy, Map map) {
    return new Mutant(
        id,
        defect,
        Group.REACTION,
        refutedBy,
        () ->
            new ReferenceOperations() {
              @Override
              public double[] reaction(double[] logMass, double[] logRatio, double rate) {
                return map.of(logMass, logRatio, rate);
              }
            });
  }

  private static Mutant scheme(
      String id,
      String defect,
      List<String> refutedBy,
      java.util.function.UnaryOperator<SplittingScheme> change) {
    Supplier<Operations> make =
        () ->
            new ReferenceOperations() {
              @Override
              public double[] splittingStep(
                  DiscreteTarget target,
                  double[] logRatio,
                  double lambda,
                  double dt,
                  SplittingScheme splitting,
                  TransportScheme transport) {
                return super.splittingStep(
                    target, logRatio, lambda, dt, change.apply(splitting), transport);
              }

              @Override
              public List<GridDensity> gridRun(
                  WfrProblem problem, GridSettings settings, double[] times) {
                return super.gridRun(
                    problem,
                    new GridSettings(
                        settings.cells(),
                        settings.timeStep(),
                        change.apply(settings.splitting()),
                        settings.transport()),
                    times);
              }
            };
    return new Mutant(id, defect, Group.SPLITTING, refutedBy, make);
  }
}
