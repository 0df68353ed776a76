package wfr.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import wfr.model.BoxMass;
import wfr.model.Domain;
import wfr.model.Potential;
import wfr.model.WfrProblem;
import wfr.model.expression.Expression;
import wfr.model.expression.ExpressionException;
import wfr.model.expression.ExpressionParser;
import wfr.operation.GridOperations.Discretise;
import wfr.reference.Reference;
import wfr.scenario.ScenarioReader;

/** constants.csv: what the proofs state, about the shipped scenarios, and where the program's quadrature lies. */
class ConstantsTest {
  /** Decimals of the bounds. */
  private static final int DECIMALS = 12;

  /** Cells of the grid whose masses are enclosed. */
  private static final int CELLS = 64;

  /** Roundings of two ways to write one potential. */
  private static final double ROUNDING = 64 * Math.ulp(1.0);

  private static final Pattern LEMMA =
      Pattern.compile(
          "Lemma (\\w+) : (-?\\d+)/10\\^12 <= (.*exp \\(- (\\w+) x\\).*) <= (-?\\d+)/10\\^12\\.");
  private static final Pattern DEFINITION = Pattern.compile("Definition (\\w+) x := (.*)\\.");
  private static final Pattern BOX =
      Pattern.compile("RInt \\(fun x => exp \\(- \\w+ x\\)\\) (\\S+) (\\S+)$");

  /** One line of the table. */
  record Row(String scenario, String functional, BigDecimal lower, BigDecimal upper) {
    static Row parse(String line) {
      String[] part = line.split(",");
      return new Row(part[0], part[1], new BigDecimal(part[2]), new BigDecimal(part[3]));
    }

    boolean holds(double value) {
      BigDecimal v = new BigDecimal(value);
      return lower.compareTo(v) <= 0 && v.compareTo(upper) <= 0;
    }

    Row shifted(BigDecimal by) {
      return new Row(scenario, functional, lower.add(by), upper.add(by));
    }
  }

  private static String proofs() throws IOException {
    return Files.readString(Path.of("proofs-notes", "coq", "Constants.v"));
  }

  static List<Row> rows() {
    return GuaranteedData.constants().lines().skip(1).map(Row::parse).toList();
  }

  private static List<String> stated(String proofs) {
    List<String> lines = new ArrayList<>(List.of("scenario,functional,lower,upper"));
    for (String line : proofs.lines().toList()) {
      Matcher m = LEMMA.matcher(line);
      if (m.matches()) {
        String scenario = m.group(4);
        assertTrue(m.group(1).startsWith(scenario + "_"), line);
        String functional = m.group(1).substring(scenario.length() + 1);
        lines.add(
            String.join(
                ",",
                scenario.replace('_', '-'),
                functional.replace('_', '-'),
                decimal(m.group(2)),
                decimal(m.group(5))));
      }
    }
    return lines;
  }

  private static String decimal(String numerator) {
    return new BigDecimal(numerator).movePointLeft(DECIMALS).toPlainString();
  }

  @Test
  void table_isWhatTheProofsState() throws IOException {
    String csv = GuaranteedData.constants();
    assertEquals(String.join("\n", stated(proofs())) + "\n", csv);
  }

  @Test
  void wrongDigit_inAnyLine_isFound() throws IOException {
    List<String> lines = stated(proofs());
    for (int k = 1; k < lines.size(); k++) {
      String line = lines.get(k);
      char last = line.charAt(line.length() - 1);
      List<String> planted = new ArrayList<>(lines);
      planted.set(
          k, line.substring(0, line.length() - 1) + (last == '9' ? '8' : (char) (last + 1)));
      assertNotEquals(String.join("\n", planted) + "\n", GuaranteedData.constants());
    }
  }

  /** The potentials and boxes of the proofs are those that the scenarios are read as. */
  @Test
  void proofs_speakOfTheShippedScenarios() throws IOException, ExpressionException {
    Map<String, String> boxes = new LinkedHashMap<>();
    for (String line : proofs().lines().toList()) {
      Matcher lemma = LEMMA.matcher(line);
      if (lemma.matches() && lemma.group(1).endsWith("_Z")) {
        Matcher box = BOX.matcher(lemma.group(3));
        assertTrue(box.find(), line);
        boxes.put(lemma.group(4), box.group(1) + " " + box.group(2));
      }
    }
    int compared = 0;
    for (String line : proofs().lines().toList()) {
      Matcher m = DEFINITION.matcher(line);
      if (m.matches()) {
        WfrProblem problem = problem(m.group(1).replace('_', '-'));
        Expression v = ExpressionParser.parse(m.group(2), 1);
        String[] box = boxes.get(m.group(1)).split(" ");
        assertEquals(number(box[0]), problem.domain().left(), m.group(1));
        assertEquals(number(box[1]), problem.domain().right(), m.group(1));
        for (int k = 0; k <= 100; k++) {
          double x = number(box[0]) + (number(box[1]) - number(box[0])) * k / 100;
          double expected = problem.potential().value(x);
          assertEquals(expected, v.evaluate(x), ROUNDING * (1 + Math.abs(expected)), line);
        }
        compared++;
      }
    }
    assertEquals(boxes.size(), compared);
  }

  private static double number(String coq) throws ExpressionException {
    return ExpressionParser.parse(coq, 1).evaluate(0);
  }

  private static WfrProblem problem(String scenario) {
    return ScenarioReader.readShipped(scenario).problem();
  }

  /** The quadrature of the suite: of boxes, of cells, and of the discretised target. */
  private static double quadrature(Row row) {
    WfrProblem problem = problem(row.scenario());
    Potential v = problem.potential();
    Domain box = problem.domain();
    double a = box.left();
    double b = box.right();
    String kind = row.functional().replaceAll("-\\d+$", "");
    int cell =
        kind.equals(row.functional())
            ? 0
            : Integer.parseInt(row.functional().replaceAll("\\D", ""));
    double z = Math.exp(BoxMass.ofTarget(v, box).logInside());
    double width = (b - a) / CELLS;
    return switch (kind) {
      case "Z" -> z;
      case "first" -> integral(v, box, x -> x, -a, z);
      case "mean" -> integral(v, box, x -> x, -a, z) / z;
      case "second" -> integral(v, box, x -> x * x, 1, z);
      case "square" -> integral(v, box, x -> x * x, 1, z) / z;
      case "ripple" -> integral(v, box, x -> Math.cos(4 * x), 2, z);
      case "cosine" -> integral(v, box, x -> Math.cos(4 * x), 2, z) / z;
      case "integral" ->
          Math.exp(
              BoxMass.of(x -> -v.value(x), a + cell * width, a + (cell + 1) * width).logInside());
      case "cell" ->
          Math.exp(Reference.IMPLEMENTATION.apply(new Discretise(problem, CELLS)).logMass()[cell]);
      default -> throw new AssertionError("no quadrature for " + row);
    };
  }

  /** int f e^-V, f + shift > 0 inside the box. */
  private static double integral(
      Potential v, Domain box, DoubleUnaryOperator f, double shift, double z) {
    double shifted =
        BoxMass.of(x -> Math.log(f.applyAsDouble(x) + shift) - v.value(x), box.left(), box.right())
            .logInside();
    return Math.exp(shifted) - shift * z;
  }

  /** No tolerance: the enclosure decides; moved by one in the digit above its width, it must exclude the value. */
  @ParameterizedTest
  @MethodSource("rows")
  void quadrature_liesWithinTheEnclosure_andNotBesideIt(Row row) {
    double value = quadrature(row);
    assertTrue(row.holds(value), () -> row + " does not hold " + value);
    BigDecimal width = row.upper().subtract(row.lower());
    BigDecimal digit = BigDecimal.ONE.movePointLeft(DECIMALS);
    while (digit.compareTo(width) <= 0) {
      digit = digit.movePointRight(1);
    }
    assertFalse(row.shifted(digit).holds(value), "a wrong digit goes unseen");
    assertFalse(row.shifted(digit.negate()).holds(value), "a wrong digit goes unseen");
  }
}
