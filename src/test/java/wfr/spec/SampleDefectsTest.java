package wfr.spec;

import static wfr.operation.CorrectionOperations.REWEIGHTED_RUN;
import static wfr.operation.FeynmanKacOperations.FEYNMAN_KAC_RUN;
import static wfr.operation.KineticOperations.KINETIC_WALK;
import static wfr.operation.ParticleOperations.PARTICLE_RUN;
import static wfr.spec.Verdicts.assertRefutes;

import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.function.LongPredicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import wfr.defects.Discovery;
import wfr.measure.WeightedSample;
import wfr.operation.FeynmanKacOperations.PathAverage;
import wfr.operation.Implementation;
import wfr.operation.ParticleSolution;
import wfr.reference.Reference;

/** Stochastic claims against samples that are no samples: few of them, a part of which is no number. A bound made of what came would let them pass. */
class SampleDefectsTest {
  private static final List<Claim<?>> CLAIMS =
      List.of(
          ParticleClaims.D6,
          ParticleClaims.E6S,
          SpaceClaims.D6N,
          ReverseOuClaims.D10S,
          KineticWalkClaims.D11S,
          FeynmanKacSchemeClaims.D14,
          CorrectionClaims.D15,
          JumpClaims.E4,
          PopulationSize.E4N);

  /** Which populations of many, by their number, are spoiled, and what is done to a population and to an estimate. */
  private record Defect(
      LongPredicate members,
      UnaryOperator<WeightedSample> population,
      DoubleUnaryOperator estimate) {}

  /** Populations that a claim asks for one by one, by their number, are members of one sample; a reversal is a weighted diffusion. */
  private static Implementation with(Defect defect) {
    return Reference.IMPLEMENTATION
        .with(PARTICLE_RUN, (c, next) -> spoiled(defect, next.apply(c)))
        .with(REWEIGHTED_RUN, (c, next) -> member(defect, c.replicate(), next.apply(c)))
        .with(KINETIC_WALK, (c, next) -> member(defect, c.replicate(), next.apply(c)))
        .with(
            FEYNMAN_KAC_RUN,
            (c, next) -> {
              PathAverage a = next.apply(c);
              return defect.members().test(c.replicate())
                  ? new PathAverage(
                      defect.estimate().applyAsDouble(a.value()), a.secondMoment(), a.resamplings())
                  : a;
            });
  }

  private static ParticleSolution member(Defect defect, long replicate, ParticleSolution s) {
    return defect.members().test(replicate) ? spoiled(defect, s) : s;
  }

  private static ParticleSolution spoiled(Defect defect, ParticleSolution s) {
    return s.withSamples(s.samples().stream().map(defect.population()).toList());
  }

  private static Stream<DynamicTest> each(String what, List<Claim<?>> claims, Defect defect) {
    return claims.stream()
        .flatMap(
            c ->
                Discovery.test(c.id(), c.id() + ": " + what, () -> assertRefutes(c, with(defect))));
  }

  private static WeightedSample without(WeightedSample s, int dropped) {
    int n = Math.max(1, s.count() - dropped);
    double[][] x = new double[s.dimension()][];
    for (int k = 0; k < x.length; k++) {
      x[k] = Arrays.copyOf(s.coordinate(k), n);
    }
    return new WeightedSample(x, Arrays.copyOf(s.logWeights(), n));
  }

  /** One particle of a population, and one particle a population less; estimates are asked for one by one. */
  @TestFactory
  Stream<DynamicTest> fewerThanAskedFor() {
    List<Claim<?>> claims =
        CLAIMS.stream().<Claim<?>>map(c -> c).filter(c -> c != FeynmanKacSchemeClaims.D14).toList();
    Defect lone = new Defect(r -> true, s -> without(s, Integer.MAX_VALUE - 1), v -> v);
    Defect oneLess = new Defect(r -> true, s -> without(s, 1), v -> v);
    return Stream.concat(each("few", claims, lone), each("one less", claims, oneLess));
  }

  private static WeightedSample spoilt(WeightedSample s, double share, double value) {
    int n = s.count();
    int from = n - Math.max(1, (int) (share * n));
    double[][] x = new double[s.dimension()][];
    for (int k = 0; k < x.length; k++) {
      x[k] = s.coordinate(k);
      Arrays.fill(x[k], from, n, value);
    }
    double[] l = s.logWeights();
    Arrays.fill(l, from, n, value);
    return new WeightedSample(x, l);
  }

  /** Of one population the last particles, of many a share of them, the first among it: less than half, which a median would not see. */
  private static Defect spoilt(double share, double value) {
    return new Defect(
        r -> Math.ceil((r + 1) * share) > Math.ceil(r * share),
        s -> spoilt(s, share, value),
        v -> value);
  }

  @TestFactory
  Stream<DynamicTest> whatIsNoNumber() {
    double few = 1e-3;
    double many = 0.4;
    return Stream.of(few, many)
        .flatMap(
            share ->
                Stream.of(Double.NaN, Double.POSITIVE_INFINITY)
                    .flatMap(v -> each(share + " are " + v, CLAIMS, spoilt(share, v))));
  }
}
