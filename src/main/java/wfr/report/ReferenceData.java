package wfr.report;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import wfr.math.Estimate;
import wfr.reference.ReferenceEntry;
import wfr.reference.ReferenceVectors;
import wfr.spec.ReportedRun.Density;
import wfr.spec.ReportedRun.State;

/**
 * reference.json: data for other implementations. Numbers are hexadecimal floats in strings, exact in every language; every entry carries
 * an error bound, its kind, and an id that is a hash of its content. Schema: schema/reference-1.json.
 */
public final class ReferenceData {
  private static final String FORMAT = "1";
  private static final List<String> CHANGELOG =
      List.of(
          "1: solutions with closed-form, certified or estimated errors; vectors; inputs to refuse");
  private static final int ID = 12;

  private ReferenceData() {}

  /** The file's text. */
  public static String text(List<ReferenceEntry> entries) {
    Map<String, Object> root = new LinkedHashMap<>();
    root.put("format", FORMAT);
    root.put("version", BuildInfo.version());
    root.put("changelog", CHANGELOG);
    root.put("solutions", entries.stream().map(ReferenceData::solution).toList());
    root.put("vectors", ReferenceVectors.all().stream().map(ReferenceData::vector).toList());
    root.put("mustReject", MustReject.all().stream().map(ReferenceData::mustReject).toList());
    return Json.text(root);
  }

  static Map<String, Object> solution(ReferenceEntry e) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("scenario", e.name());
    tree.put("kind", e.kind().key());
    tree.put("source", e.source());
    tree.put("profile", e.profile());
    tree.put("problem", e.scenario());
    tree.put("reactionRate", hex(e.reactionRate()));
    tree.put(
        "diffusivity", hex(((Number) e.scenario().getOrDefault("diffusivity", 1.0)).doubleValue()));
    tree.put("times", e.states().stream().map(s -> state(s, e)).toList());
    return identified(tree);
  }

  private static Map<String, Object> state(State s, ReferenceEntry e) {
    Map<String, Object> at = new LinkedHashMap<>();
    at.put("time", hex(s.time()));
    Map<String, Object> functionals = new LinkedHashMap<>();
    s.functionals().forEach((name, f) -> functionals.put(name, estimate(f, e)));
    at.put("functionals", functionals);
    s.density().ifPresent(d -> at.put("density", density(d, e)));
    return at;
  }

  private static Map<String, Object> density(Density d, ReferenceEntry e) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("kind", e.kind().key());
    tree.put("of", e.cells() ? "cell averages" : "values at points");
    tree.put("x", plain(d.x()));
    tree.put("values", plain(d.values()));
    tree.put("errors", plain(d.errors()));
    return tree;
  }

  private static Map<String, Object> vector(ReferenceVectors.Vector v) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("operation", v.call().name());
    Map<String, Object> input = new LinkedHashMap<>();
    v.call().input().forEach((k, value) -> input.put(k, plain(value)));
    tree.put("input", input);
    tree.put("output", plain(v.output()));
    tree.put("error", hex(v.error()));
    tree.put("kind", ReferenceEntry.Kind.CLOSED_FORM.key());
    return identified(tree);
  }

  private static Map<String, Object> mustReject(MustReject m) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("input", m.text());
    tree.put("line", m.line());
    tree.put("reason", m.reason());
    tree.put("part", m.part());
    return identified(tree);
  }

  private static Map<String, Object> estimate(Estimate f, ReferenceEntry e) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("value", hex(f.value()));
    tree.put("error", hex(f.error()));
    tree.put("kind", e.kind().key());
    return tree;
  }

  private static String hex(double v) {
    return Double.toHexString(v);
  }

  private static Object plain(Object value) {
    if (value instanceof double[] a) {
      return Arrays.stream(a).mapToObj(ReferenceData::hex).toList();
    }
    if (value instanceof int[] a) {
      return Arrays.stream(a).boxed().toList();
    }
    if (value instanceof double[][] rows) {
      List<Object> list = new ArrayList<>();
      for (double[] row : rows) {
        list.add(plain(row));
      }
      return list;
    }
    return value instanceof Double d ? hex(d) : value;
  }

  /** The entry under the first digits of the SHA-256 of its content, keys in alphabetical order at every level. */
  static Map<String, Object> identified(Map<String, Object> content) {
    Map<String, Object> tree = new LinkedHashMap<>();
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256")
              .digest(Json.text(sorted(content)).getBytes(StandardCharsets.UTF_8));
      tree.put("id", HexFormat.of().formatHex(hash).substring(0, ID));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
    tree.putAll(content);
    return tree;
  }

  private static Object sorted(Object value) {
    if (value instanceof Map<?, ?> map) {
      Map<String, Object> copy = new TreeMap<>();
      map.forEach((k, v) -> copy.put(String.valueOf(k), sorted(v)));
      return copy;
    }
    if (value instanceof List<?> list) {
      return list.stream().map(ReferenceData::sorted).toList();
    }
    return value;
  }
}
