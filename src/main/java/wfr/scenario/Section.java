package wfr.scenario;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * One mapping of a scenario file with its place, read key by key. Every failure is a BadInput
 * {@code file: key: value: what is admissible}; keys nobody asked for are reported with the nearest admissible one.
 */
final class Section {
  private static final Pattern NUMBER =
      Pattern.compile("[+-]?(\\d+(\\.\\d*)?|\\.\\d+)([eE][+-]?\\d{1,6})?");

  private final String file;
  private final String path;
  private final YamlNode.Mapping mapping;

  private Section(String file, String path, YamlNode.Mapping mapping) {
    this.file = file;
    this.path = path;
    this.mapping = mapping;
  }

  /** The whole file; it must be a mapping. */
  static Section root(String file, YamlNode node) {
    if (!(node instanceof YamlNode.Mapping m)) {
      throw new BadInput(
          file + ": " + node.shown() + ": a scenario is a mapping of keys to values");
    }
    return new Section(file, "", m);
  }

  /** Refuses keys that are not admissible here. */
  Section allow(String... keys) {
    Set<String> admissible = new LinkedHashSet<>(List.of(keys));
    for (String key : mapping.entries().keySet()) {
      if (!admissible.contains(key)) {
        String near = nearest(key, keys);
        throw new BadInput(
            file
                + ": "
                + (path.isEmpty() ? "" : path + ": ")
                + "unknown key '"
                + key
                + "'"
                + (near == null ? "" : ": did you mean '" + near + "'?")
                + " Admissible: "
                + String.join(", ", keys));
      }
    }
    return this;
  }

  /** The file, as messages name it. */
  String file() {
    return file;
  }

  /** Whether a text is a finite decimal number. */
  static boolean isNumber(String text) {
    return NUMBER.matcher(text).matches() && Double.isFinite(Double.parseDouble(text));
  }

  boolean has(String key) {
    return mapping.entries().containsKey(key);
  }

  /** The only key of a mapping such as {gaussian: {...}}. */
  String onlyKey(String... admissible) {
    allow(admissible);
    if (mapping.entries().size() != 1) {
      throw new BadInput(
          file
              + ": "
              + path
              + ": "
              + mapping.shown()
              + ": one key is expected, of "
              + String.join(", ", admissible));
    }
    return mapping.entries().keySet().iterator().next();
  }

  Set<String> keys() {
    return mapping.entries().keySet();
  }

  YamlNode node(String key) {
    YamlNode node = mapping.entries().get(key);
    if (node == null) {
      throw new BadInput(file + ": " + place(key) + ": missing: this key is required");
    }
    if (node instanceof YamlNode.Scalar s && s.text().isBlank()) {
      throw bad(key, "a value is expected");
    }
    return node;
  }

  Section section(String key) {
    if (node(key) instanceof YamlNode.Mapping m) {
      return new Section(file, place(key), m);
    }
    throw bad(key, "a mapping of keys to values is expected");
  }

  /** The section under key, or an empty one. */
  Section optionalSection(String key) {
    return has(key) ? section(key) : new Section(file, place(key), new YamlNode.Mapping(Map.of()));
  }

  String text(String key) {
    if (node(key) instanceof YamlNode.Scalar s) {
      return s.text();
    }
    throw bad(key, "one value is expected");
  }

  double number(String key) {
    return number(key, node(key));
  }

  double number(String key, double otherwise) {
    return has(key) ? number(key) : otherwise;
  }

  /** A number in [lower, upper] or, if open, above lower. */
  double atLeast(String key, double lower, boolean open, double otherwise) {
    double v = number(key, otherwise);
    if (!(open ? v > lower : v >= lower)) {
      throw bad(key, "must be " + (open ? "> " : ">= ") + shown(lower));
    }
    return v;
  }

  /** A whole number in [lower, upper]. */
  long whole(String key, long lower, long upper, String why) {
    String text = text(key).strip();
    if (NUMBER.matcher(text).matches() && Double.isFinite(Double.parseDouble(text))) {
      BigDecimal v = new BigDecimal(text);
      if (v.stripTrailingZeros().scale() <= 0
          && v.compareTo(BigDecimal.valueOf(lower)) >= 0
          && v.compareTo(BigDecimal.valueOf(upper)) <= 0) {
        return v.longValueExact();
      }
    }
    throw bad(key, "a whole number from " + lower + " to " + upper + " is expected" + why);
  }

  double[] numbers(String key) {
    if (!(node(key) instanceof YamlNode.Sequence list) || list.items().isEmpty()) {
      throw bad(key, "a list of numbers is expected");
    }
    double[] v = new double[list.items().size()];
    for (int i = 0; i < v.length; i++) {
      v[i] = number(key + "[" + i + "]", list.items().get(i));
    }
    return v;
  }

  /** The items of a list as values of a section with the keys key[0], key[1], ... */
  Section entries(String key) {
    Map<String, YamlNode> items = new LinkedHashMap<>();
    if (node(key) instanceof YamlNode.Sequence list) {
      for (YamlNode item : list.items()) {
        items.put(key + "[" + items.size() + "]", item);
      }
    }
    return new Section(file, path, new YamlNode.Mapping(items));
  }

  /** Whether the value is a list whose first entry is a list. */
  boolean isNested(String key) {
    return node(key) instanceof YamlNode.Sequence s
        && !s.items().isEmpty()
        && s.items().get(0) instanceof YamlNode.Sequence;
  }

  /** One of an enumeration by its file name. */
  <T> T choice(String key, T[] values, Function<T, String> name, T otherwise) {
    if (!has(key)) {
      return otherwise;
    }
    List<String> names = new ArrayList<>();
    YamlNode node = node(key);
    for (T v : values) {
      if (node instanceof YamlNode.Scalar s && name.apply(v).equals(s.text())) {
        return v;
      }
      names.add(name.apply(v));
    }
    throw bad(key, "must be one of " + String.join(", ", names));
  }

  double number(String key, YamlNode node) {
    if (node instanceof YamlNode.Scalar s) {
      String text = s.text().strip();
      String word = text.toLowerCase(Locale.ROOT).replaceAll("^[+-]", "");
      if (NUMBER.matcher(text).matches()) {
        double v = Double.parseDouble(text);
        if (Ranges.isNumber(v)) {
          return v;
        }
        if (Double.isFinite(v)) {
          throw bad(
              key,
              node,
              "0, or from "
                  + Ranges.LEAST
                  + " to "
                  + Ranges.MOST
                  + " in absolute value, is expected");
        }
      }
      if (NUMBER.matcher(text).matches()
          || Set.of(".nan", "nan", ".inf", "inf", "infinity").contains(word)) {
        throw bad(key, node, "a finite number is expected");
      }
    }
    throw bad(key, node, "a number is expected");
  }

  /** Runs a constructor of the model; its complaint becomes a line about key. */
  <T> T checked(String key, java.util.function.Supplier<T> construction) {
    try {
      return construction.get();
    } catch (IllegalArgumentException e) {
      throw new BadInput(file + ": " + place(key) + ": " + e.getMessage());
    }
  }

  BadInput bad(String key, String admissible) {
    return bad(key, mapping.entries().get(key), admissible);
  }

  private BadInput bad(String key, YamlNode node, String admissible) {
    return new BadInput(
        file
            + ": "
            + place(key)
            + ": "
            + Optional.ofNullable(node).map(YamlNode::shown).orElse("(nothing)")
            + ": "
            + admissible);
  }

  BadInput unavailable(String key) {
    return bad(key, "not available in this version");
  }

  /** A line about key with a value of one's own. */
  BadInput problem(String key, String message) {
    return new BadInput(file + ": " + place(key) + ": " + message);
  }

  private String place(String key) {
    return path.isEmpty() ? key : key.isEmpty() ? path : path + "." + key;
  }

  static String shown(double v) {
    return v == Math.rint(v) && Math.abs(v) < 1e15 ? Long.toString((long) v) : Double.toString(v);
  }

  /** The admissible key at the least edit distance, if at most a third of the letters differ (at least two). */
  private static String nearest(String key, String[] keys) {
    String best = null;
    int least = Math.max(2, key.length() / 3) + 1;
    for (String k : keys) {
      boolean shortened = key.length() > 2 && k.startsWith(key);
      int d = key.length() > 100 ? least : shortened ? 1 : distance(key, k);
      if (d < least) {
        least = d;
        best = k;
      }
    }
    return best;
  }

  private static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int substituted = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(substituted, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[b.length()];
  }
}
