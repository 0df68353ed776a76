package wfr.reference;

import wfr.geometry.DiracGeodesic;
import wfr.geometry.Hellinger;
import wfr.geometry.HellingerKantorovich;
import wfr.geometry.MinimisingMovement;
import wfr.geometry.Wasserstein1d;
import wfr.measure.Atoms;
import wfr.measure.TransportPlan;
import wfr.model.WfrProblem;
import wfr.spec.Operations;

/** The geometric part of the reference implementation. */
public interface ReferenceGeometry extends Operations {
  @Override
  default TransportPlan wfrDistance(Atoms mu, Atoms nu, double delta) {
    return new HellingerKantorovich(delta).solve(mu, nu);
  }

  @Override
  default double wasserstein(Atoms mu, Atoms nu, double p) {
    return Wasserstein1d.of(mu, nu, p);
  }

  @Override
  default double hellingerSquared(Atoms mu, Atoms nu) {
    return Hellinger.squared(mu, nu);
  }

  @Override
  default double spherical(double squared, double delta) {
    return Hellinger.spherical(squared, delta);
  }

  @Override
  default double[][] minimisingMovements(
      WfrProblem problem, boolean joint, double[] edges, double[] masses, double time, int steps) {
    double tau = time / steps;
    MinimisingMovement movement =
        new MinimisingMovement(
            problem.potential(),
            tau * problem.diffusivity(),
            tau * problem.reactionRate(),
            edges,
            masses);
    for (int k = 0; k < steps; k++) {
      if (joint) {
        movement.advanceJointly();
      } else {
        movement.advance();
      }
    }
    return new double[][] {movement.edges(), movement.masses()};
  }

  @Override
  default double[] diracGeodesic(double a, double x, double b, double y, double delta, double t) {
    return new DiracGeodesic(a, x, b, y, delta).at(t);
  }
}
