package wfr.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** Scenarios that an implementation must refuse: a good one with one wrong line. */
public final class MustReject {
  /** A good scenario, key by key, each value as a scenario file spells it. */
  private static final Map<String, String> GOOD = good();

  private static final List<MustReject> ALL = new ArrayList<>();

  static {
    add("reaction-rate", "-0.5", "negative rate", "problem");
    add("reaction-rate", ".nan", "not a number", "problem");
    add("reaction-rate", ".inf", "infinite rate", "problem");
    add("reaction-rate", "\"fast\"", "a word where a number is expected", "problem");
    add("diffusivity", "-1", "negative diffusivity", "problem");
    add("diffusivity", ".nan", "not a number", "problem");
    add("initial", "{gaussian: {mean: 0, variance: -1}}", "negative variance", "problem");
    add("initial", "{gaussian: {mean: 0, variance: 0}}", "variance zero", "problem");
    add("initial", "{gaussian: {mean: .nan, variance: 1}}", "not a number", "problem");
    add("domain", "[2, -2]", "reversed domain", "problem");
    add("domain", "[1, 1]", "empty domain", "problem");
    add("domain", "[-.inf, 3]", "infinite domain", "problem");
    add("output-times", "[1, 0.5]", "times not ascending", "problem");
    add("output-times", "[-0.1, 0.5]", "negative time", "problem");
    add("output-times", "[]", "no time", "problem");
    add("output-times", "[0.1, .nan]", "not a number", "problem");
    add("initial", "{gaussian: {mean: 40, variance: 1}}", "initial mass outside the box", "mass");
    add("potential", "\"-x^2\"", "target not integrable on the line", "expression");
    add("potential", "\"x^2 + 1/(x - 0.1)\"", "division by zero inside the domain", "expression");
    add("potential", "\"x^2 + log(x)\"", "logarithm of a negative number", "expression");
    add("potential", "\"x^2 + \"", "does not parse", "expression");
    add("potential", "\"x^2 + y^2\"", "a variable that the dimension does not have", "expression");
    add("observables", "{right: \"x > \"}", "does not parse", "expression");
    add("reaction_rate", "1", "unknown key", "file");
    add("boundary", "open", "unknown choice", "file");
    add("particles", "{count: 0}", "no particle", "file");
    add("particles", "{count: -5}", "negative number of particles", "file");
    add("particles", "{time-step: 0}", "time step zero", "file");
    add("grid", "{cells: 0}", "no cell", "file");
  }

  private final String key;
  private final String value;
  private final String reason;
  private final String part;

  private MustReject(String key, String value, String reason, String part) {
    this.key = key;
    this.value = value;
    this.reason = reason;
    this.part = part;
  }

  private static void add(String key, String value, String reason, String part) {
    ALL.add(new MustReject(key, value, reason, part));
  }

  private static Map<String, String> good() {
    Map<String, String> good = new LinkedHashMap<>();
    good.put("potential", "{quadratic: {mean: 0.5, variance: 0.8}}");
    good.put("initial", "{gaussian: {mean: 0, variance: 1}}");
    good.put("domain", "[-9, 9]");
    good.put("reaction-rate", "1");
    good.put("diffusivity", "1");
    good.put("output-times", "[0.1, 0.5]");
    return good;
  }

  /** All of them. */
  public static List<MustReject> all() {
    return List.copyOf(ALL);
  }

  /** What is wrong with it. */
  public String reason() {
    return reason;
  }

  /** What must be understood to refuse it: problem (numbers only), mass, expression, or file (keys that only scenario files have). */
  public String part() {
    return part;
  }

  /** The wrong line. */
  public String line() {
    return key + ": " + value;
  }

  /** The scenario file. */
  public String text() {
    Map<String, String> lines = new LinkedHashMap<>(GOOD);
    lines.put(key, value);
    StringBuilder text = new StringBuilder();
    lines.forEach((k, v) -> text.append(k).append(": ").append(v).append('\n'));
    return text.toString();
  }

  /** The file as maps, lists, numbers (NaN and infinity among them) and strings. */
  Map<String, Object> tree() {
    return new Yaml(new SafeConstructor(new LoaderOptions())).load(text());
  }

  /** The file without its mistake. */
  static String goodText() {
    StringBuilder text = new StringBuilder();
    GOOD.forEach((k, v) -> text.append(k).append(": ").append(v).append('\n'));
    return text.toString();
  }
}
