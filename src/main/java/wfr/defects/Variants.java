package wfr.defects;

import java.util.List;
import wfr.measure.DiscreteTarget;
import wfr.model.TransportScheme;
import wfr.reference.ReferenceOperations;

/** Legitimate other choices, which no claim may refute. */
public final class Variants {
  private static final List<Variant> ALL =
      List.of(
          new Variant(
              "reaction-power",
              "reaction as u^theta / sum p u^theta in plain doubles",
              List.of("A7", "A10", "B1", "B2", "B8", "C1", "F4", "G7"),
              () ->
                  new ReferenceOperations() {
                    @Override
                    public double[] reaction(double[] logMass, double[] logRatio, double rate) {
                      double theta = Math.exp(-rate);
                      double[] u = new double[logRatio.length];
                      double sum = 0;
                      for (int i = 0; i < u.length; i++) {
                        u[i] = Math.pow(Math.exp(logRatio[i]), theta);
                        sum += Math.exp(logMass[i]) * u[i];
                      }
                      for (int i = 0; i < u.length; i++) {
                        u[i] = Math.log(u[i] / sum);
                      }
                      return u;
                    }
                  }),
          KineticWalkMutants.aboba(),
          GeometryVariants.swapped(),
          GeometryVariants.harmonicConductances(),
          new Variant(
              "transport-halved",
              "backward Euler in two half steps",
              List.of("A10", "B5", "B6", "C1", "F4", "G2", "G7"),
              () ->
                  new ReferenceOperations() {
                    @Override
                    public double[] transport(
                        DiscreteTarget target,
                        double[] logRatio,
                        double dt,
                        TransportScheme scheme) {
                      return super.transport(
                          target,
                          super.transport(target, logRatio, dt / 2, scheme),
                          dt / 2,
                          scheme);
                    }
                  }));

  private Variants() {}

  /** All of them. */
  public static List<Variant> all() {
    return ALL;
  }
}
