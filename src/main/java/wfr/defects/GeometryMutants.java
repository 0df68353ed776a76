package wfr.defects;

import static wfr.operation.ClosedFormOperations.GAUSSIAN_FLOW;
import static wfr.operation.GeometryOperations.DIRAC_GEODESIC;
import static wfr.operation.GeometryOperations.HELLINGER_SQUARED;
import static wfr.operation.GeometryOperations.MINIMISING_MOVEMENTS;
import static wfr.operation.GeometryOperations.SPHERICAL;
import static wfr.operation.GeometryOperations.WASSERSTEIN;
import static wfr.operation.GeometryOperations.WFR_DISTANCE;

import java.util.Arrays;
import java.util.List;
import java.util.function.BiFunction;
import wfr.measure.TransportPlan;
import wfr.operation.GeometryOperations.WfrDistance;

/** Mutants of distances and geodesics. */
final class GeometryMutants {
  private GeometryMutants() {}

  static List<Mutant> all() {
    return List.of(
        distance(
            "geo-cone-cut",
            "angle cut at pi, the cone's distance, instead of pi/2",
            List.of("A1", "A6"),
            (c, plan) -> {
              if (c.mu().count() > 1 || c.nu().count() > 1) {
                return plan.squared();
              }
              double a = c.mu().masses()[0];
              double b = c.nu().masses()[0];
              double angle = Math.min(c.mu().distance(0, c.nu(), 0) / (2 * c.delta()), Math.PI);
              return 4 * c.delta() * c.delta() * (a + b - 2 * Math.sqrt(a * b) * Math.cos(angle));
            }),
        Mutant.of(
            "geo-factor-of-delta",
            "angle |x-y|/delta: the convention with delta/2",
            List.of("A1", "A2", "A3", "A5", "A6", "A11", "A13"),
            WFR_DISTANCE,
            (c, next) -> next.apply(c.withDelta(c.delta() / 2))),
        distance(
            "geo-mass-terms",
            "- s + m left out of KL(s|m): right plan, wrong value",
            List.of("A2", "A1", "A3", "A4"),
            (c, plan) -> {
              double moved = Arrays.stream(plan.plan()).sum();
              double lost = c.mu().mass() + c.nu().mass() - 2 * moved;
              return plan.squared() - 4 * c.delta() * c.delta() * lost;
            }),
        distance(
            "geo-root-missing",
            "D given out for D^2",
            List.of("A1", "A2", "A4", "A3"),
            (c, plan) -> Math.sqrt(plan.squared())),
        Mutant.of(
            "geo-entropic",
            "entropic value at eps = 0.01 given out as exact",
            List.of("A2", "A3"),
            WFR_DISTANCE,
            (c, next) -> EntropicTransport.solve(c, 0.01)),
        Mutant.of(
            "geo-hellinger-l2",
            "sum of (mu - nu)^2 for Hellinger's distance",
            List.of("A5"),
            HELLINGER_SQUARED,
            (c, next) -> {
              double total = next.apply(c);
              return total * total / (c.mu().mass() + c.nu().mass());
            }),
        Mutant.of(
            "geo-w2-unsorted",
            "W2 by pairing atoms in the order of the file",
            List.of("A5"),
            WASSERSTEIN,
            (c, next) -> {
              double mean = 0;
              for (int i = 0; i < c.mu().count(); i++) {
                mean += c.mu().masses()[i] * Math.pow(c.mu().distance(i, c.nu(), i), c.p());
              }
              return Math.pow(mean, 1 / c.p());
            }),
        Mutant.of(
            "geo-spherical-chord",
            "the chord D given out for the arc",
            List.of("A6"),
            SPHERICAL,
            (c, next) -> Math.sqrt(c.squared())),
        Mutant.of(
            "gd-lambda-1pc",
            "closed form with lambda 1 % off",
            List.of("A7G", "A7P"),
            GAUSSIAN_FLOW,
            (c, next) -> next.apply(c.withRates(1.01 * c.lambda(), c.diffusivity()))),
        movement("jko-w2-factor", "W2^2/tau instead of W2^2/(2 tau): half the speed", 1, 0.5),
        movement(
            "jko-hellinger-factor",
            "reaction penalised by Hellinger^2/(2 lambda tau), without the factor 4 of the action",
            4,
            1),
        Mutant.of(
            "geo-linear-geodesic",
            "mass and position interpolated linearly",
            List.of("A11"),
            DIRAC_GEODESIC,
            (c, next) ->
                new double[] {
                  (1 - c.t()) * c.a() + c.t() * c.b(), (1 - c.t()) * c.x() + c.t() * c.y()
                }));
  }

  private static Mutant movement(String id, String defect, double reaction, double transport) {
    return Mutant.of(
        id,
        defect,
        List.of("A14"),
        MINIMISING_MOVEMENTS,
        (c, next) ->
            next.apply(c.withProblem(FlowMutants.paced(c.problem(), reaction, transport))));
  }

  /** The right plan with another value. */
  private static Mutant distance(
      String id,
      String defect,
      List<String> refutedBy,
      BiFunction<WfrDistance, TransportPlan, Double> squared) {
    return Mutant.of(
        id,
        defect,
        refutedBy,
        WFR_DISTANCE,
        (c, next) -> {
          TransportPlan t = next.apply(c);
          return new TransportPlan(
              squared.apply(c, t), t.gap(), t.phi(), t.psi(), t.rows(), t.columns(), t.plan());
        });
  }
}
