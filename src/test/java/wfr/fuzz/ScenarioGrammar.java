package wfr.fuzz;

import java.util.SplittableRandom;

/** Scenarios of the line and of particles alone that are nearly always well-formed, with numbers of every size. */
final class ScenarioGrammar {
  private static final String[] ORDINARY = {"0.5", "1", "1", "2", "3"};
  private static final String[] EXTREME = {
    "0",
    "-1",
    "16",
    "15",
    "1e-3",
    "1e3",
    "1e-9",
    "1e9",
    "1e-100",
    "1e100",
    "1e-300",
    "1e300",
    "4.9e-324",
    ".nan",
    ".inf",
    "1e12",
    "9007199254740993",
    "two"
  };

  /** One number in so many is extreme: with several in a scenario about half are readable. */
  private static final int RARE = 12;

  private static final String[] FUNCTIONS = {"exp", "log", "sqrt", "sin", "cos", "tanh", "abs"};

  private final SplittableRandom r;

  ScenarioGrammar(SplittableRandom r) {
    this.r = r;
  }

  String text() {
    boolean alone = r.nextInt(6) == 0;
    StringBuilder s = new StringBuilder();
    s.append(alone ? "dimension: " + pick("2", "3", number()) + "\n" : domain());
    s.append("potential: ").append(potential()).append('\n');
    s.append("initial: ").append(law()).append('\n');
    s.append("output-times: [").append(number()).append(r.nextBoolean() ? "" : ", " + number());
    s.append("]\n");
    for (String key : new String[] {"reaction-rate", "diffusivity"}) {
      s.append(r.nextInt(3) == 0 ? key + ": " + number() + "\n" : "");
    }
    s.append(r.nextInt(3) == 0 ? "observables: {o: \"" + expression(2) + "\"}\n" : "");
    s.append(
        r.nextInt(3) == 0
            ? "grid: {cells: 1%s, time-step: %s}\n".formatted(number(), number())
            : "");
    s.append(r.nextBoolean() ? particles() : "");
    s.append(
        r.nextInt(6) == 0
            ? "feynman-kac: {killing: \"%s\", start: %s, horizon: %s}\n"
                .formatted(expression(2), number(), number())
            : "");
    s.append(
        r.nextInt(8) == 0
            ? pick(
                "dynamics: {underdamped: {friction: " + number() + "}}\n",
                "dynamics: {reverse-ou: {horizon: " + number() + "}}\n",
                "target-path: {from: \"" + expression(2) + "\"}\n")
            : "");
    return s.toString();
  }

  private String pick(String... of) {
    return of[r.nextInt(of.length)];
  }

  private String number() {
    return pick(r.nextInt(RARE) == 0 ? EXTREME : ORDINARY);
  }

  private String domain() {
    return pick("domain: [-12, 12]\n", "domain: [-%s, %s]\n".formatted(number(), number()))
        + pick("", "boundary: no-flux\n", "boundary: periodic\n");
  }

  private String potential() {
    return switch (r.nextInt(5)) {
      case 0 -> "{quadratic: {mean: %s, variance: %s}}".formatted(number(), number());
      case 1 -> "{polynomial: [%s, %s, %s]}".formatted(number(), number(), number());
      case 2 -> "{double-well: {barrier: %s}}".formatted(number());
      default -> "\"" + expression(3) + "\"";
    };
  }

  private String law() {
    return switch (r.nextInt(4)) {
      case 0 -> "{log-density: \"" + expression(2) + "\"}";
      case 1 ->
          "{mixture: {weights: [1, %s], means: [0, %s], variances: [1, %s]}}"
              .formatted(number(), number(), number());
      default -> "{gaussian: {mean: %s, variance: %s}}".formatted(number(), number());
    };
  }

  private String particles() {
    String density =
        pick(
            "grid",
            "oracle",
            "gaussian",
            "transition",
            "{kernel: {bandwidth: " + number() + "}}",
            "{grid: {cells: " + number() + "}}");
    return "particles: {count: %s, time-step: %s, density: %s}\n"
        .formatted(r.nextBoolean() ? "64" : number(), number(), density);
  }

  private String expression(int depth) {
    if (depth == 0) {
      return pick("x", "x1", "x2", "pi", number());
    }
    return switch (r.nextInt(5)) {
      case 0 -> pick(FUNCTIONS) + "(" + expression(depth - 1) + ")";
      case 1 -> "(" + expression(depth - 1) + ")^" + pick("2", "4", "-1", "0.5", number());
      default ->
          "("
              + expression(depth - 1)
              + pick(" + ", " - ", "*", "/", " > ")
              + expression(depth - 1)
              + ")";
    };
  }
}
