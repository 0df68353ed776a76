package wfr.errorbars;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import wfr.errorbars.Judgement.Figure;
import wfr.errorbars.Judgement.Outcome;

/** Counts over judgements, and the distribution of stated over true errors. */
final class Tally {
  static final String HEAD =
      "| family | problems | figures | violations | not judged | not determined | with a ratio | median | 99 % | largest | of the others below 1e-10 |\n|---|---|---|---|---|---|---|---|---|---|---|";
  private static final double TINY = 1e-10;
  private static final double MOST = 0.99;

  private final List<Judgement> all = new ArrayList<>();
  private final List<Double> ratios = new ArrayList<>();
  private int figures;
  private int violations;
  private int notJudged;
  private int notDetermined;
  private int others;
  private int tiny;

  void add(Judgement j) {
    all.add(j);
    for (Figure f : j.figures()) {
      figures++;
      if (!f.isDetermined()) {
        notDetermined++;
        continue;
      }
      violations += f.isViolation() ? 1 : 0;
      notJudged += !f.isViolation() && !f.isJudged() ? 1 : 0;
      if (f.hasRatio()) {
        ratios.add(f.ratio());
      } else {
        others++;
        tiny += f.stated().error() < TINY * f.scale() ? 1 : 0;
      }
    }
    ratios.sort(null);
  }

  int violations() {
    return violations;
  }

  int figures() {
    return figures;
  }

  /** NaN where there are none. */
  double quantile(double share) {
    int n = ratios.size();
    return n == 0 ? Double.NaN : ratios.get(Math.min(n - 1, (int) (share * n)));
  }

  double median() {
    return quantile(0.5);
  }

  long count(Outcome outcome) {
    return all.stream().filter(j -> j.outcome() == outcome).count();
  }

  String row(String name) {
    return String.format(
        Locale.ROOT,
        "| %s | %d | %d | %d | %d | %d | %d | %.1f | %.0f | %.2g | %s |",
        name,
        all.size(),
        figures,
        violations,
        notJudged,
        notDetermined,
        ratios.size(),
        median(),
        quantile(MOST),
        quantile(1),
        others == 0 ? "-" : Math.round(100.0 * tiny / others) + " %");
  }

  /** Problems without figures, by what became of them. */
  String unjudged(String name) {
    StringBuilder out = new StringBuilder("| " + name);
    for (Outcome o : Outcome.values()) {
      out.append(" | ").append(count(o));
    }
    double seconds = all.stream().mapToDouble(Judgement::seconds).sum();
    double longest = all.stream().mapToDouble(Judgement::seconds).max().orElse(0);
    return out.append(String.format(Locale.ROOT, " | %.2f | %.1f |", seconds / all.size(), longest))
        .toString();
  }
}
