package wfr.defects;

import java.util.List;
import java.util.function.UnaryOperator;
import wfr.measure.Atoms;
import wfr.measure.TransportPlan;
import wfr.model.GaussianLaw;
import wfr.model.WfrProblem;
import wfr.reference.ReferenceOperations;
import wfr.spec.Operations.Group;

/** Mutants of distances and geodesics. */
final class GeometryMutants {
  private GeometryMutants() {}

  static List<Mutant> all() {
    return List.of(
        new Mutant(
            "geo-cone-cut",
            "angle cut at pi, the cone's distance, instead of pi/2",
            Group.GEOMETRY,
            List.of("A1", "A6"),
            () ->
                new ReferenceOperations() {
                  @Override
                  public TransportPlan wfrDistance(Atoms mu, Atoms nu, double delta) {
                    TransportPlan t = super.wfrDistance(mu, nu, delta);
                    if (mu.count() > 1 || nu.count() > 1) {
                      return t;
                    }
                    double a = mu.masses()[0];
                    double b = nu.masses()[0];
                    double angle = Math.min(mu.distance(0, nu, 0) / (2 * delta), Math.PI);
                    double squared =
                        4 * delta * delta * (a + b - 2 * Math.sqrt(a * b) * Math.cos(angle));
                    return valued(t, squared);
                  }
                }),
        new Mutant(
            "geo-factor-of-delta",
            "angle |x-y|/delta: the convention with delta/2",
            Group.GEOMETRY,
            List.of("A1", "A2", "A3", "A5", "A6", "A11", "A13"),
            () ->
                new ReferenceOperations() {
                  @Override
                  public TransportPlan wfrDistance(Atoms mu, Atoms nu, double delta) {
                    return super.wfrDistance(mu, nu, delta / 2);
                  }
                }),
        new Mutant(
            "geo-mass-terms",
            "- s + m left out of KL(s|m): right plan, wrong value",
            Group.GEOMETRY,
            List.of("A2", "A1", "A3", "A4"),
            () ->
                new ReferenceOperations() {
                  @Override
                  public TransportPlan wfrDistance(Atoms mu, Atoms nu, double delta) {
                    TransportPlan t = super.wfrDistance(mu, nu, delta);
                    double moved = 0;
                    for (double g : t.plan()) {
                      moved += g;
                    }
                    double lost = mu.mass() + nu.mass() - 2 * moved;
                    return valued(t, t.squared() - 4 * delta * delta * lost);
                  }
                }),
        new Mutant(
            "geo-root-missing",
            "D given out for D^2",
            Group.GEOMETRY,
            List.of("A1", "A2", "A4", "A3"),
            values(Math::sqrt)),
        new Mutant(
            "geo-entropic",
            "entropic value at eps = 0.01 given out as exact",
            Group.GEOMETRY,
            List.of("A2", "A3"),
            () ->
                new ReferenceOperations() {
                  @Override
                  public TransportPlan wfrDistance(Atoms mu, Atoms nu, double delta) {
                    return EntropicTransport.solve(mu, nu, delta, 0.01);
                  }
                }),
        new Mutant(
            "geo-hellinger-l2",
            "sum of (mu - nu)^2 for Hellinger's distance",
            Group.GEOMETRY,
            List.of("A5"),
            () ->
                new ReferenceOperations() {
                  @Override
                  public double hellingerSquared(Atoms mu, Atoms nu) {
                    double total = super.hellingerSquared(mu, nu);
                    return total * total / (mu.mass() + nu.mass());
                  }
                }),
        new Mutant(
            "geo-w2-unsorted",
            "W2 by pairing atoms in the order of the file",
            Group.GEOMETRY,
            List.of("A5"),
            () ->
                new ReferenceOperations() {
                  @Override
                  public double wasserstein(Atoms mu, Atoms nu, double p) {
                    double mean = 0;
                    for (int i = 0; i < mu.count(); i++) {
                      mean += mu.masses()[i] * Math.pow(mu.distance(i, nu, i), p);
                    }
                    return Math.pow(mean, 1 / p);
                  }
                }),
        new Mutant(
            "geo-spherical-chord",
            "the chord D given out for the arc",
            Group.GEOMETRY,
            List.of("A6"),
            () ->
                new ReferenceOperations() {
                  @Override
                  public double spherical(double squared, double delta) {
                    return Math.sqrt(squared);
                  }
                }),
        new Mutant(
            "gd-lambda-1pc",
            "closed form with lambda 1 % off",
            Group.CLOSED_FORM,
            List.of("A7G", "A7P"),
            () ->
                new ReferenceOperations() {
                  @Override
                  public GaussianLaw gaussianFlow(
                      GaussianLaw pi, GaussianLaw rho, double lambda, double d, double time) {
                    return super.gaussianFlow(pi, rho, 1.01 * lambda, d, time);
                  }
                }),
        new Mutant(
            "jko-w2-factor",
            "W2^2/tau instead of W2^2/(2 tau): half the speed",
            Group.GEOMETRY,
            List.of("A14"),
            movement(0.5, 1)),
        new Mutant(
            "jko-hellinger-factor",
            "reaction penalised by Hellinger^2/(2 lambda tau), without the factor 4 of the action",
            Group.GEOMETRY,
            List.of("A14"),
            movement(1, 4)),
        new Mutant(
            "geo-linear-geodesic",
            "mass and position interpolated linearly",
            Group.GEOMETRY,
            List.of("A11"),
            () ->
                new ReferenceOperations() {
                  @Override
                  public double[] diracGeodesic(
                      double a, double x, double b, double y, double delta, double t) {
                    return new double[] {(1 - t) * a + t * b, (1 - t) * x + t * y};
                  }
                }));
  }

  private static java.util.function.Supplier<wfr.spec.Operations> movement(
      double transport, double reaction) {
    return () ->
        new ReferenceOperations() {
          @Override
          public double[][] minimisingMovements(
              WfrProblem p,
              boolean joint,
              double[] edges,
              double[] masses,
              double time,
              int steps) {
            WfrProblem wrong =
                new WfrProblem(
                    p.potential(),
                    p.initial(),
                    p.domain(),
                    reaction * p.reactionRate(),
                    transport * p.diffusivity());
            return super.minimisingMovements(wrong, joint, edges, masses, time, steps);
          }
        };
  }

  private static java.util.function.Supplier<wfr.spec.Operations> values(
      UnaryOperator<Double> change) {
    return () ->
        new ReferenceOperations() {
          @Override
          public TransportPlan wfrDistance(Atoms mu, Atoms nu, double delta) {
            TransportPlan t = super.wfrDistance(mu, nu, delta);
            return valued(t, change.apply(t.squared()));
          }
        };
  }

  private static TransportPlan valued(TransportPlan t, double squared) {
    return new TransportPlan(squared, t.gap(), t.phi(), t.psi(), t.rows(), t.columns(), t.plan());
  }
}
