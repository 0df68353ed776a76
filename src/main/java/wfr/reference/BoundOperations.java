package wfr.reference;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import wfr.measure.DiscreteTarget;
import wfr.model.GaussianLaw;
import wfr.model.Integrator;
import wfr.model.Potential;
import wfr.model.ResamplingScheme;
import wfr.model.SplittingScheme;
import wfr.model.TransportScheme;
import wfr.spec.Answers;
import wfr.spec.ForeignOperations;
import wfr.spec.OperationCall;
import wfr.spec.Operations;

/**
 * The reference with the operations that somebody answers replaced by those answers: the shape of a mutant, so that splitting steps and runs
 * are made of the answered operations, and a claim meets a program exactly as it meets a mutant. What is not answered is the reference's.
 */
public final class BoundOperations extends ReferenceOperations {
  private final Answers answers;

  /** @param answers who answers what */
  public BoundOperations(Answers answers) {
    this.answers = answers;
  }

  @Override
  public double[] transport(DiscreteTarget target, double[] h, double dt, TransportScheme scheme) {
    double[] logRatio = h.clone(); // a run overwrites its own
    return ask(
        "transport",
        scheme.key(),
        logRatio.length,
        in(
            "logMass",
            target.logMass(),
            "logConductance",
            target.logConductance(),
            "logRatio",
            logRatio,
            "dt",
            dt),
        ops -> ops.transport(target, logRatio, dt, scheme),
        () -> super.transport(target, logRatio, dt, scheme));
  }

  @Override
  public double[] reaction(double[] logMass, double[] h, double rate) {
    double[] logRatio = h.clone();
    return ask(
        "reaction",
        "",
        logRatio.length,
        in("logMass", logMass, "logRatio", logRatio, "rate", rate),
        ops -> ops.reaction(logMass, logRatio, rate),
        () -> super.reaction(logMass, logRatio, rate));
  }

  @Override
  public double kl(double[] logMass, double[] h) {
    double[] logRatio = h.clone();
    return ask(
        "kl",
        "",
        1,
        in("logMass", logMass, "logRatio", logRatio),
        ops -> new double[] {ops.kl(logMass, logRatio)},
        () -> new double[] {super.kl(logMass, logRatio)})[0];
  }

  @Override
  public double[] splittingStep(
      DiscreteTarget target,
      double[] h,
      double lambda,
      double dt,
      SplittingScheme splitting,
      TransportScheme transport) {
    double[] logRatio = h.clone();
    return ask(
        "splittingStep",
        splitting.key(),
        logRatio.length,
        in(
            "logMass",
            target.logMass(),
            "logConductance",
            target.logConductance(),
            "logRatio",
            logRatio,
            "lambda",
            lambda,
            "dt",
            dt,
            "transport",
            transport.key()),
        ops -> ops.splittingStep(target, logRatio, lambda, dt, splitting, transport),
        () -> super.splittingStep(target, logRatio, lambda, dt, splitting, transport));
  }

  @Override
  public double[] sdeStep(
      Integrator integrator,
      Potential potential,
      double diffusivity,
      double dt,
      double[] x,
      double[] noise,
      double[] nextNoise) {
    double[] gradient = Arrays.stream(x).map(potential::derivative).toArray();
    Map<String, Object> input =
        in(
            "diffusivity",
            diffusivity,
            "dt",
            dt,
            "x",
            x,
            "gradient",
            gradient,
            "noise",
            noise,
            "nextNoise",
            nextNoise);
    if (potential instanceof GaussianLaw g) { // what exact-ou needs to know
      input.put("targetMean", g.mean()[0]);
      input.put("targetVariance", g.covariance()[0][0]);
    }
    return ask(
        "sdeStep",
        integrator.key(),
        x.length,
        input,
        ops -> ops.sdeStep(integrator, potential, diffusivity, dt, x, noise, nextNoise),
        () -> super.sdeStep(integrator, potential, diffusivity, dt, x, noise, nextNoise));
  }

  @Override
  public double[] updateLogWeights(
      double[] logWeights,
      double[] logRho,
      double[] potential,
      double mean,
      double lambda,
      double dt) {
    return ask(
        "updateLogWeights",
        "",
        logWeights.length,
        in(
            "logWeights",
            logWeights,
            "logRho",
            logRho,
            "potential",
            potential,
            "mean",
            mean,
            "lambda",
            lambda,
            "dt",
            dt),
        ops -> ops.updateLogWeights(logWeights, logRho, potential, mean, lambda, dt),
        () -> super.updateLogWeights(logWeights, logRho, potential, mean, lambda, dt));
  }

  @Override
  public double meanLogRatio(double[] logWeights, double[] logRho, double[] potential) {
    return ask(
        "meanLogRatio",
        "",
        1,
        in("logWeights", logWeights, "logRho", logRho, "potential", potential),
        ops -> new double[] {ops.meanLogRatio(logWeights, logRho, potential)},
        () -> new double[] {super.meanLogRatio(logWeights, logRho, potential)})[0];
  }

  @Override
  public double[] normalise(double[] logWeights) {
    return ask(
        "normalise",
        "",
        logWeights.length,
        in("logWeights", logWeights),
        ops -> ops.normalise(logWeights),
        () -> super.normalise(logWeights));
  }

  @Override
  public double effectiveSampleSize(double[] logWeights) {
    return ask(
        "effectiveSampleSize",
        "",
        1,
        in("logWeights", logWeights),
        ops -> new double[] {ops.effectiveSampleSize(logWeights)},
        () -> new double[] {super.effectiveSampleSize(logWeights)})[0];
  }

  @Override
  public int[] resample(ResamplingScheme scheme, double[] weights, double[] uniforms) {
    double[] ancestors =
        ask(
            "resample",
            scheme.key(),
            weights.length,
            in("weights", weights, "uniforms", uniforms),
            ops ->
                Arrays.stream(ops.resample(scheme, weights, uniforms)).asDoubleStream().toArray(),
            () ->
                Arrays.stream(super.resample(scheme, weights, uniforms))
                    .asDoubleStream()
                    .toArray());
    for (double a : ancestors) {
      if (a != Math.rint(a) || !(a >= 0 && a < weights.length)) {
        throw new IllegalStateException(
            "ancestors must be integers from 0 to " + (weights.length - 1) + ": " + a);
      }
    }
    return Arrays.stream(ancestors).mapToInt(a -> (int) a).toArray();
  }

  @Override
  public double[] resetLogWeights(double[] logWeights, int[] ancestors) {
    return ask(
        "resetLogWeights",
        "",
        logWeights.length,
        in("logWeights", logWeights, "ancestors", ancestors),
        ops -> ops.resetLogWeights(logWeights, ancestors),
        () -> super.resetLogWeights(logWeights, ancestors));
  }

  @Override
  public double[] logDensity(double lower, double upper, int cells, double[] x, double[] weights) {
    return ask(
        "logDensity",
        "",
        x.length,
        in("lower", lower, "upper", upper, "cells", cells, "x", x, "weights", weights),
        ops -> ops.logDensity(lower, upper, cells, x, weights),
        () -> super.logDensity(lower, upper, cells, x, weights));
  }

  @Override
  public GaussianLaw gaussianFlow(
      GaussianLaw target, GaussianLaw initial, double lambda, double diffusivity, double time) {
    int d = target.dimension();
    double[] law =
        ask(
            "gaussianFlow",
            "",
            d + d * d,
            in(
                "targetMean",
                target.mean(),
                "targetCovariance",
                target.covariance(),
                "initialMean",
                initial.mean(),
                "initialCovariance",
                initial.covariance(),
                "lambda",
                lambda,
                "diffusivity",
                diffusivity,
                "time",
                time),
            ops -> flat(ops.gaussianFlow(target, initial, lambda, diffusivity, time)),
            () -> flat(super.gaussianFlow(target, initial, lambda, diffusivity, time)));
    double[][] covariance = new double[d][];
    for (int i = 0; i < d; i++) {
      covariance[i] = Arrays.copyOfRange(law, d + i * d, d + (i + 1) * d);
    }
    return new GaussianLaw(Arrays.copyOf(law, d), covariance);
  }

  /** Mean, then the rows of the covariance. */
  private static double[] flat(GaussianLaw law) {
    int d = law.dimension();
    double[] all = Arrays.copyOf(law.mean(), d + d * d);
    for (int i = 0; i < d; i++) {
      System.arraycopy(law.covariance()[i], 0, all, d + i * d, d);
    }
    return all;
  }

  private double[] ask(
      String operation,
      String choice,
      int outputs,
      Map<String, Object> input,
      Function<Operations, double[]> replay,
      Supplier<double[]> own) {
    if (!answers.declares(operation, choice)) {
      return own.get();
    }
    String name = choice.isEmpty() ? operation : operation + ":" + choice;
    return answers.answer(
        new OperationCall(
            operation, choice, ForeignOperations.all().get(name), input, outputs, replay));
  }

  /** Names and values in turn. */
  private static Map<String, Object> in(Object... namesAndValues) {
    Map<String, Object> input = new LinkedHashMap<>();
    for (int k = 0; k < namesAndValues.length; k += 2) {
      input.put((String) namesAndValues[k], namesAndValues[k + 1]);
    }
    return input;
  }
}
