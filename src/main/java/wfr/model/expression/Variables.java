package wfr.model.expression;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import wfr.model.Coordinates;

/**
 * The variables of d dimensions: {@link Coordinates#names}, and x1 .. xd.
 *
 * @param dimension d
 */
record Variables(int dimension) {
  private static final Pattern NUMBERED = Pattern.compile("x([1-9][0-9]{0,5})");

  /** From 0; -1 if there is none of this name. */
  int index(String name) {
    int letter = Coordinates.names(dimension).indexOf(name);
    int number = number(name);
    return letter >= 0 ? letter : number <= dimension ? number - 1 : -1;
  }

  /** What to say of a variable that more dimensions would have; null of other names. */
  String beyond(String name) {
    int needed = dimension == 1 && name.equals("y") ? 2 : number(name);
    return needed <= dimension
        ? null
        : "the variable %s needs %s, this problem has %s: use %s"
            .formatted(name, Coordinates.count(needed), Coordinates.number(dimension), list());
  }

  /** For messages. */
  String list() {
    List<String> names = Coordinates.names(dimension);
    return names.get(0).equals("x")
        ? String.join(" ", names)
        : names.get(0) + " ... " + names.get(dimension - 1);
  }

  private static int number(String name) {
    Matcher numbered = NUMBERED.matcher(name);
    return numbered.matches() ? Integer.parseInt(numbered.group(1)) : 0;
  }
}
