package wfr.errorbars;

import java.util.function.Supplier;

/**
 * A problem of the campaign.
 *
 * @param number from which it is drawn
 * @param family what is hard about it
 * @param text scenario
 * @param accuracy asked for
 * @param truth its figures, by code of the test tree alone
 */
record Drawn(int number, Family family, String text, double accuracy, Supplier<Truth> truth) {
  private static final double[] ACCURACIES = {1e-4, 1e-5, 1e-6};
  private static final long SEED = 20_261_201;
  private static final double MOST_SECONDS = 20;

  /** Beyond the line cells are dear. */
  private static final double IN_THE_PLANE = 1e-3;

  private static final int ONE_IN = 8;

  /** Number n, of family n mod 14; one in eight of those with a form in the plane is there. */
  static Drawn number(int n) {
    Family[] all = Family.values();
    Family family = all[n % all.length];
    Source r = new Source(SEED + 1_000_003L * n);
    if (family.isInThePlane() && n / all.length % ONE_IN == ONE_IN - 1) {
      PlaneSetting p = PlaneSetting.draw(family, r);
      return new Drawn(n, family, p.text(), IN_THE_PLANE, () -> p.truth(MOST_SECONDS));
    }
    Setting p = new Setting();
    family.draw(p, r);
    double accuracy = ACCURACIES[r.below(ACCURACIES.length)];
    return new Drawn(n, family, p.text(), accuracy, () -> truth(p));
  }

  private static Truth truth(Setting p) {
    Truth t = p.isGaussian() ? GaussianTruth.of(p) : SpectralTruth.of(p.problem(), MOST_SECONDS);
    return p.inUnit(t);
  }
}
