package wfr.reference;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import wfr.math.NormalQuantile;
import wfr.math.RandomStreams;
import wfr.measure.Axis;
import wfr.measure.DiscreteTarget;
import wfr.measure.Weights;
import wfr.model.GaussianLaw;
import wfr.model.Integrator;
import wfr.model.PolynomialPotential;
import wfr.model.ResamplingScheme;
import wfr.model.SplittingScheme;
import wfr.model.TransportScheme;
import wfr.operation.ClosedFormOperations.GaussianFlow;
import wfr.operation.GridOperations.Kl;
import wfr.operation.GridOperations.Reaction;
import wfr.operation.GridOperations.SplittingStep;
import wfr.operation.GridOperations.Transport;
import wfr.operation.Implementation;
import wfr.operation.ParticleOperations.LogDensity;
import wfr.operation.ParticleOperations.SdeStep;
import wfr.operation.WeightOperations;
import wfr.operation.WeightOperations.EffectiveSampleSize;
import wfr.operation.WeightOperations.MeanLogRatio;
import wfr.operation.WeightOperations.Normalise;
import wfr.operation.WeightOperations.Resample;
import wfr.operation.WeightOperations.ResetLogWeights;
import wfr.operation.WeightOperations.UpdateLogWeights;
import wfr.spec.Answers;
import wfr.spec.Bounds;
import wfr.spec.Claim;
import wfr.spec.Evidence;
import wfr.spec.EvidenceClass;
import wfr.spec.OperationCall;

/**
 * One step, weight update, resampling and closed form for given noise and uniforms: no generator has to match. Each vector is an input, the output of the
 * formula in src/examples/README.md, and a count of its roundings; ancestors are compared as numbers of offspring, since their order is free.
 */
public final class ReferenceVectors {
  private static final int PARTICLES = 8;

  /** Terms of the longest sums and products of an entry: a linear system of 8 cells is eliminated and substituted twice. */
  private static final double ROUNDINGS = 16 * PARTICLES;

  /**
   * An operation on an input with what it must answer.
   *
   * @param call operation and input
   * @param output expected
   * @param error of each entry of an answer
   */
  public record Vector(OperationCall call, double[] output, double error) {
    Evidence judge(Implementation operations) {
      double[] f = call.replay(operations);
      double[] r = output;
      boolean offspring = call.operation() == WeightOperations.RESAMPLE;
      if (offspring) {
        f = f.clone();
        r = r.clone();
        Arrays.sort(f);
        Arrays.sort(r);
      }
      double worst = 0;
      int at = 0;
      for (int i = 0; i < r.length; i++) {
        double difference = f[i] == r[i] ? 0 : Math.abs(f[i] - r[i]);
        if (!(difference <= worst)) {
          worst = difference;
          at = i;
        }
      }
      return Evidence.atMost(
          worst,
          error,
          "%s[%d]: answered %s, expected %s"
              .formatted(offspring ? "sorted output" : "output", at, f[at], r[at]));
    }
  }

  private ReferenceVectors() {}

  /** Each vector as a claim on its operation. */
  public static List<Claim<?>> claims() {
    List<Claim<?>> claims = new ArrayList<>();
    int k = 0;
    for (Vector v : all()) {
      claims.add(
          Claim.exact(
              "V" + ++k,
              "reference vector of " + v.call().name(),
              EvidenceClass.D,
              Set.of(v.call().group()),
              List.of(v),
              (operations, vector, seed) -> vector.judge(operations)));
    }
    return claims;
  }

  /** All vectors, in order. */
  public static List<Vector> all() {
    List<Vector> vectors = new ArrayList<>();
    Implementation operations =
        BoundOperations.of(
            new Answers() {
              @Override
              public boolean declares(String operation, String choice) {
                return true;
              }

              @Override
              public double[] answer(OperationCall call) {
                double[] output = call.replay(Reference.IMPLEMENTATION);
                double size = Arrays.stream(output).map(Math::abs).max().orElse(0);
                boolean counts = call.operation() == WeightOperations.RESAMPLE;
                vectors.add(
                    new Vector(call, output, counts ? 0 : Bounds.rounding(ROUNDINGS, 1 + size)));
                return output;
              }
            });
    particles(operations);
    grid(operations);
    operations.apply(
        new GaussianFlow(GaussianLaw.of(0.4, 0.5), GaussianLaw.of(-0.6, 0.8), 0.8, 1, 0.5));
    double[] logMass = centred(normals(6), new double[PARTICLES]);
    operations.apply(new Kl(logMass, centred(normals(7), logMass)));
    return List.copyOf(vectors);
  }

  private static void particles(Implementation operations) {
    double[] x = normals(1);
    double[] noise = normals(2);
    double[] next = normals(3);
    double[] logRho = normals(4);
    PolynomialPotential v = new PolynomialPotential(0, 0.3, -1.9, 0, 0.7); // asymmetric
    operations.apply(new SdeStep(Integrator.EULER_MARUYAMA, v, 0.8, 0.05, x, noise, next));
    operations.apply(new SdeStep(Integrator.LEIMKUHLER_MATTHEWS, v, 0.8, 0.05, x, noise, next));
    operations.apply(
        new SdeStep(Integrator.EXACT_OU, GaussianLaw.of(0.4, 0.5), 0.8, 0.05, x, noise, next));
    double[] potential = Arrays.stream(x).map(v::value).toArray();
    double[] before = Arrays.stream(normals(5)).map(z -> 0.3 * z).toArray();
    double mean = operations.apply(new MeanLogRatio(Weights.of(before), logRho, potential));
    double[] l =
        operations
            .apply(new UpdateLogWeights(Weights.of(before), logRho, potential, mean, 1.3, 0.05))
            .log();
    double[] w = operations.apply(new Normalise(Weights.of(l)));
    operations.apply(new EffectiveSampleSize(Weights.of(l)));
    double[] uniforms = {0.37, 0.81, 0.05, 0.62, 0.93, 0.14, 0.48, 0.29};
    for (ResamplingScheme scheme : ResamplingScheme.values()) {
      if (scheme != ResamplingScheme.NONE) {
        operations
            .apply(
                new ResetLogWeights(
                    Weights.of(l), operations.apply(new Resample(scheme, w, uniforms))))
            .log();
      }
    }
    operations.apply(new LogDensity(-3, 3, 12, x, w));
  }

  private static void grid(Implementation operations) {
    double[] z = normals(6);
    double[] h = normals(7);
    double[] logMass = centred(z, new double[PARTICLES]);
    double[] logRatio = centred(h, logMass);
    operations.apply(new Reaction(logMass, logRatio, 0.4));
    double[] logConductance = new double[PARTICLES + 1];
    for (int i = 1; i < PARTICLES; i++) {
      logConductance[i] = 0.5 * (logMass[i - 1] + logMass[i]) + 1;
    }
    logConductance[0] = Double.NEGATIVE_INFINITY;
    logConductance[PARTICLES] = Double.NEGATIVE_INFINITY;
    DiscreteTarget target =
        DiscreteTarget.onLine(new Axis(0, 1, PARTICLES, false), logMass, logConductance);
    for (TransportScheme scheme : TransportScheme.values()) {
      operations.apply(new Transport(target, logRatio, 0.05, scheme)).logRatio();
    }
    for (SplittingScheme splitting : SplittingScheme.values()) {
      operations.apply(
          new SplittingStep(
              target, logRatio, 1.3, 0.05, splitting, TransportScheme.BACKWARD_EULER));
    }
  }

  /** v minus the log of sum exp(v + base). */
  private static double[] centred(double[] v, double[] base) {
    double sum = 0;
    for (int i = 0; i < v.length; i++) {
      sum += Math.exp(v[i] + base[i]);
    }
    double log = Math.log(sum);
    return Arrays.stream(v).map(a -> a - log).toArray();
  }

  private static double[] normals(long block) {
    double[] z = new double[PARTICLES];
    NormalQuantile.fill(
        new RandomStreams(1).stream(RandomStreams.Purpose.DIAGNOSTIC, 0, block), z, z.length);
    return z;
  }
}
