package wfr.reference;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Supplier;
import wfr.math.Estimate;
import wfr.reference.SampleStatistics.Integrand;
import wfr.reference.SampleStatistics.Mean;
import wfr.spec.Evidence;
import wfr.spec.ReportedSample;
import wfr.spec.Verdict;

/**
 * One number A of somebody's weighted particles, with the deviation q s that at most a part L of right samples exceed ({@link SampleStatistics}), against r with error bound d:
 *   SUPPORTED iff |A - r| is at most q s + d;
 *   INCONCLUSIVE where q s + d exceeds a tenth of the size of the number over the run: too little is known to tell right from wrong.
 * A bias that is no defect explains what deviates:
 *   (step, bandwidth, population) two runs whose parameter e differs by a factor of two, and a bias of order k in it, P = 2^k. The number extrapolated to e = 0, (P A(e/2) - A(e))/(P - 1), is
 *     judged in place of A(e/2), with the noise of both. Where a term of next order, e^2k, is at most a part s = {@value #NEXT} of the leading one at the coarser parameter, what it leaves is at most
 *       (s/P)/((1 - 1/P) - s (1 - 1/P^2)) |A(e) - A(e/2)|,
 *     admitted where A(e/2) is nearer to r than A(e). INCONCLUSIVE where the change is within the noise of both or the limit no nearer than A(e/2): a constant deviation would look the same.
 *   (finite populations) our own sampler with as large populations and as long a step: where its deviation b exceeds its noise, has the sign of A - r and |A - r| is at most 2 |b| + q s + d.
 *     Right samplers estimate their density in different ways, hence twice.
 *   (weights) INCONCLUSIVE within {@value #SQUARES} times the bias of self-normalised weights, from the same dependence as the standard error.
 */
final class SampleNumberJudge {
  private static final double NEXT = 0.25;

  /** Right samplers of one size have biases as large as this times one of them. */
  private static final double ALIKE = 2;

  /** The noise of a bias, our own or what refining changes, is exceeded with this probability. */
  private static final double NOISE = 1e-2;

  /** No bias of populations of N is taken to exceed this over N, in units of the number's size: what deviates more is not set beside a sample of ours. */
  private static final double FINITE = 64;

  private static final double SQUARES = SampleStatistics.DEPENDENCE * SampleStatistics.DEPENDENCE;

  private final ReferenceEntry.Kind kind;
  private final ReportedSample sample;

  /**
   * @param evidence on it
   * @param likelihood probability that a right sample deviates as much; 1 where a bias that is no defect explains it
   * @param biased what extrapolation gives, where that explains it
   * @param finite what our own sampler gives, where that explains it
   */
  record Judged(
      Evidence evidence, double likelihood, Optional<String> biased, Optional<String> finite) {}

  /**
   * A number to be judged.
   *
   * @param name in words
   * @param truth r with d
   * @param scale its size over the run, from E |f| over the particles
   * @param level L
   * @param f of every particle
   */
  record Number(
      String name, Estimate truth, DoubleUnaryOperator scale, double level, Integrand f) {}

  SampleNumberJudge(ReferenceEntry.Kind kind, ReportedSample sample) {
    this.kind = kind;
    this.sample = sample;
  }

  /**
   * Judges.
   *
   * @param number what
   * @param runs the populations of one time, by run
   * @param ours populations of our own at that time, where they can be had; asked for where it deviates
   */
  Judged judge(
      Number number, List<SampleStatistics> runs, Supplier<Optional<SampleStatistics>> ours) {
    SampleStatistics fine = runs.get(0);
    Mean a = fine.mean(number.f());
    Estimate r = number.truth();
    double admitted = fine.allowance(a, r.value(), number.level());
    double found = Math.abs(a.mean() - r.value());
    double scale = number.scale().applyAsDouble(a.size());
    String detail =
        "%s: particles %s, standard error %s, reference %s +- %s (%s)"
            .formatted(
                number.name(), a.mean(), a.standardError(), r.value(), r.error(), kind.key());
    double likelihood = fine.exceeded(a, r.value(), found - r.error());
    Evidence alone = Evidence.atMost(found, admitted + r.error(), detail);
    if (alone.verdict() == Verdict.SUPPORTED) {
      return plain(known(alone, admitted, r, scale), likelihood);
    }
    Judged refined =
        runs.size() > 1
            ? refined(number, runs, a, scale, detail, likelihood)
            : plain(alone, likelihood);
    Evidence last = refined.evidence();
    if (last.verdict() != Verdict.REFUTED) {
      return refined;
    }
    double most = (2 * RunJudge.RESOLUTION + FINITE / fine.smallest()) * scale;
    if (found <= admitted + r.error() + most) {
      Optional<Judged> small =
          ours.get().flatMap(o -> small(number, a, admitted, scale, last.detail(), o));
      if (small.isPresent()) {
        return small.get();
      }
    }
    if (found <= admitted + r.error() + SQUARES * Math.abs(a.weightBias())) {
      return plain(
          Evidence.inconclusive(
              found,
              admitted + r.error(),
              "population too small: a bias of 1/N of its weights would explain it; "
                  + last.detail()),
          likelihood);
    }
    return refined;
  }

  private static Judged plain(Evidence e, double likelihood) {
    return new Judged(e, likelihood, Optional.empty(), Optional.empty());
  }

  private Judged refined(
      Number number,
      List<SampleStatistics> runs,
      Mean a,
      double scale,
      String alone,
      double likelihood) {
    SampleStatistics fine = runs.get(0);
    SampleStatistics coarse = runs.get(1);
    ReportedSample.Refinement by = sample.refinement();
    Estimate r = number.truth();
    Mean b = coarse.mean(number.f());
    double power = 1 << by.order();
    double limit = (power * a.mean() - b.mean()) / (power - 1);
    double change = Math.abs(b.mean() - a.mean());
    double found = Math.abs(a.mean() - r.value());
    double left = Math.abs(limit - r.value());
    double ofFine = fine.allowance(a, r.value(), number.level());
    double ofCoarse = coarse.allowance(b, r.value(), number.level());
    boolean towards = Math.abs(b.mean() - r.value()) > found;
    double noise = Math.hypot(power * ofFine, ofCoarse) / (power - 1);
    double doubt = noise + (towards ? higher(power) * change : 0);
    String detail =
        "%s; at %s %s in place of %s %s, extrapolated %s"
            .formatted(
                alone,
                by.column(),
                sample.runs().get(1).parameter(),
                sample.runs().get(0).parameter(),
                b.mean(),
                limit);
    Evidence e = Evidence.atMost(left, doubt + r.error(), detail);
    if (e.verdict() == Verdict.REFUTED) {
      return plain(e, likelihood);
    }
    double ofChange =
        Math.hypot(fine.allowance(a, r.value(), NOISE), coarse.allowance(b, r.value(), NOISE));
    if (left > found || change <= ofChange) {
      return plain(
          Evidence.inconclusive(
              found,
              ofFine + r.error(),
              "it deviates, and what refining changes is too noisy to tell a bias in "
                  + by.column()
                  + " from a defect: "
                  + detail),
          likelihood);
    }
    return new Judged(
        known(e, doubt, r, scale),
        1,
        Optional.of(
            "%s %s and then %s, reference %s"
                .formatted(number.name(), four(b.mean()), four(a.mean()), four(r.value()))),
        Optional.empty());
  }

  /** What a term of next order leaves after extrapolation, over the change that halving makes. */
  private static double higher(double power) {
    return NEXT / power / (1 - 1 / power - NEXT * (1 - 1 / (power * power)));
  }

  private Optional<Judged> small(
      Number number, Mean a, double admitted, double scale, String detail, SampleStatistics own) {
    Estimate r = number.truth();
    Mean m = own.mean(number.f());
    double bias = m.mean() - r.value();
    double noise = own.allowance(m, r.value(), NOISE) + r.error();
    double deviation = a.mean() - r.value();
    double doubt = admitted + ALIKE * Math.abs(bias);
    Evidence e = Evidence.atMost(Math.abs(deviation), doubt + r.error(), detail);
    if (!(Math.abs(bias) > noise)
        || Math.signum(bias) != Math.signum(deviation)
        || e.verdict() != Verdict.SUPPORTED) {
      return Optional.empty();
    }
    return Optional.of(
        new Judged(
            known(e, doubt, r, scale),
            1,
            Optional.empty(),
            Optional.of(
                "%s %s, ours %s, reference %s"
                    .formatted(number.name(), four(a.mean()), four(m.mean()), four(r.value())))));
  }

  /** Supported as it stands, or less is known than tells right from wrong. */
  private static Evidence known(Evidence supported, double doubt, Estimate r, double scale) {
    double most = RunJudge.RESOLUTION * scale;
    if (doubt > most) {
      double factor = doubt / most;
      return Evidence.inconclusive(
          doubt,
          most,
          String.format(
              Locale.ROOT,
              "population too small to tell right from wrong: about %.0f times as many particles are needed; %s",
              Math.ceil(factor * factor),
              supported.detail()));
    }
    return doubt + r.error() > most
        ? Evidence.inconclusive(doubt + r.error(), most, RunJudge.VAGUE + supported.detail())
        : supported;
  }

  private static String four(double value) {
    return String.format(Locale.ROOT, "%.4g", value);
  }
}
