package wfr.model.expression;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The grammar: precedence, associativity, positions of errors; breakpoints; domain checks. */
class ExpressionParserTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "-x^2 | -9",
        "2^3^2 | 512",
        "2^-1 | 0.5",
        "-2^-2 | -0.25",
        "2*-x | -6",
        "1 - 2 - 3 | -4",
        "8/4/2 | 1",
        "8/4*2 | 4",
        "1 + 2*x^2 | 19",
        "(1 + 2)*x | 9",
        "--x | 3",
        "1.5e1 + .5 + 2. | 17.5",
        "1e-1*10 | 1",
        "x > 2 | 1",
        "x < 2 | 0",
        "x == 3 | 1",
        "x != 3 | 0",
        "x <= 3 | 1",
        "x >= 3.5 | 0",
        "(x > 2) + (x > 1) | 2",
        "1 + 1 < 3 | 1",
        "max(x, 5) - min(x, 5) | 2",
        "abs(-x) | 3",
        "sqrt(16) | 4",
        "log(exp(2)) | 2",
        "sin(0) + cos(0) + tanh(0) | 1",
        "log(e) | 1",
        "cos(pi) | -1",
        "  x\t| 3",
      })
  void value_followsTheGrammar(String text, double expected) throws Exception {
    Expression e = ExpressionParser.parse(text, 1);
    assertEquals(expected, e.evaluate(3));
    assertEquals(expected, ExpressionParser.parse(ExpressionText.of(e), 1).evaluate(3));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "2x | 1",
        "x + | 3",
        "(x | 2",
        "x) | 1",
        "x ** 2 | 3",
        "+x | 0",
        "foo(x) | 0",
        "sin x | 4",
        "sin(x, x) | 8",
        "min(x) | 5",
        "x < 1 < 2 | 6",
        "1 + y | 4",
        "1e999 | 0",
        ". | 0",
        "2e | 1",
        "x = 1 | 2",
        "sign(x) | 0",
        "x; y | 1",
        "Math.exp(x) | 0",
        "x\u22121 | 1",
        "`  ` | 0",
      })
  void error_hasThePositionOfTheFirstOffendingCharacter(String text, int position) {
    ExpressionException e =
        assertThrows(ExpressionException.class, () -> ExpressionParser.parse(text, 1));
    assertEquals(position, e.position(), e.getMessage());
    String[] lines = e.caret().split("\\R");
    assertEquals(position + 2, lines[1].indexOf('^'));
  }

  @Test
  void deepNesting_isAnErrorNotAStackOverflow() {
    for (String open : new String[] {"(", "-", "sin(", "x^", "2^-("}) {
      assertThrows(ExpressionException.class, () -> ExpressionParser.parse(open.repeat(10_000), 1));
      assertThrows(
          ExpressionException.class,
          () -> ExpressionParser.parse(open.repeat(3999 / open.length()), 1));
    }
  }

  @Test
  void longChain_isRefusedBeforeItsTreeIsTooDeepToVisit() throws Exception {
    ExpressionParser.parse("x" + "+x".repeat(ExpressionParser.MAX_DEPTH), 1);
    for (String link : new String[] {"+x", "-x", "*x", "/x"}) {
      ExpressionException e =
          assertThrows(
              ExpressionException.class, () -> ExpressionParser.parse("x" + link.repeat(1900), 1));
      assertEquals(2 * (ExpressionParser.MAX_DEPTH + 1) + 1, e.position());
    }
  }

  @Test
  void caret_ofALongTextShowsAWindow() {
    String text = "x + ".repeat(300) + "?" + " + x".repeat(100);
    ExpressionException e =
        assertThrows(ExpressionException.class, () -> ExpressionParser.parse(text, 1));
    String[] lines = e.caret().split("\\R");
    assertEquals('?', lines[0].charAt(lines[1].indexOf('^')));
    assertTrue(lines[0].length() <= 80);
  }

  @Test
  void breakpoints_areTheSignChangesOfSwitches() throws Exception {
    assertArrayEquals(new double[] {0}, breakpoints("abs(x)"));
    assertArrayEquals(new double[] {0.1}, breakpoints("x > 0.1"), Math.ulp(0.1));
    double root = Math.sqrt(2);
    assertArrayEquals(new double[] {-root, root}, breakpoints("max(x^2, 2)"), 2 * Math.ulp(root));
    assertArrayEquals(new double[0], breakpoints("cos(x)"));
    assertArrayEquals(new double[0], breakpoints("x > 7"));
    assertArrayEquals(new double[] {-1, 1}, breakpoints("(x > -1)*(x < 1)"), Math.ulp(1.0));
  }

  private static double[] breakpoints(String text) throws Exception {
    return Breakpoints.of(ExpressionParser.parse(text, 1), 0, new double[1], -3, 3);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1/(x^2 + 1) | true",
        "1/(x*x + 1e-9) | true",
        "1/x | false",
        "1/(x - 0.3000001) | false",
        "1/(x^2 - 1e-12) | false",
        "x^-2 | false",
        "x^0.5 | false",
        "abs(x)^0.5 | true",
        "x^(4/2) | true",
        "e^x | true",
        "2^(x - 3) | true",
        "log(1 + x^2) | true",
        "log(abs(x)) | false",
        "log(x + 3.001) | true",
        "sqrt(1 - cos(x)) | true",
        "sqrt(x + 3) | true",
        "sqrt(x + 2.9999999) | false",
        "sqrt((x - 1)^2*(x + 1)^2) | true",
        "1/cos(x) | false",
        "1/(2 + cos(40*x)) | true",
        "1/(x > 5) | false",
        "tanh(x)/(1.0001 - tanh(x)) | true",
        "1/0 | false",
        "log(-1) | false",
      })
  void domainCheck_acceptsExactlyWhatIsDefinedOnTheBox(String text, boolean defined)
      throws Exception {
    Expression e = ExpressionParser.parse(text, 1);
    var undefined = DomainCheck.undefined(e, new double[] {-3}, new double[] {3});
    assertEquals(defined, undefined.isEmpty(), undefined::toString);
  }

  @Test
  void domainCheck_findsACurveOfPolesInThePlane() throws Exception {
    double[] lower = {-3, -2};
    double[] upper = {3, 2};
    Expression circle = ExpressionParser.parse("1/(x^2 + y^2 - 1)", 2);
    assertTrue(DomainCheck.undefined(circle, lower, upper).isPresent());
    Expression safe = ExpressionParser.parse("1/(x^2 + y^2 + 0.01)", 2);
    assertTrue(DomainCheck.undefined(safe, lower, upper).isEmpty());
  }

  @Test
  void variables_areLettersAsFarAsTheDimensionReaches_andNumbersInEveryDimension()
      throws Exception {
    assertEquals(ExpressionParser.parse("x1 + x2*x3", 3), ExpressionParser.parse("x + y*z", 3));
    assertEquals(7, ExpressionParser.parse("x1", 1).evaluate(7));
    assertEquals(10, ExpressionParser.parse("x10", 10).evaluate(1, 2, 3, 4, 5, 6, 7, 8, 9, 10));
    Expression e = ExpressionParser.parse("x4^2 - x1", 4);
    assertEquals("x4^2 - x1", ExpressionText.of(e, 4));
    assertEquals(e, ExpressionParser.parse(ExpressionText.of(e, 4), 4));
    assertEquals("x + y*z", ExpressionText.of(ExpressionParser.parse("x1 + x2*x3", 3)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "y | 1 | the variable y needs two dimensions, this problem has one: use x",
        "z | 2 | unknown name 'z': variables x y, constants pi e",
        "x3 | 2 | the variable x3 needs three dimensions, this problem has two: use x y",
        "x4 | 3 | the variable x4 needs 4 dimensions, this problem has three: use x y z",
        "x | 4 | unknown name 'x': variables x1 ... x4, constants",
        "x51 | 50 | the variable x51 needs 51 dimensions, this problem has 50: use x1 ... x50",
        "x0 | 3 | unknown name 'x0'",
        "x01 | 3 | unknown name 'x01'",
        "x99999999999 | 3 | unknown name 'x99999999999'",
      })
  void variableBeyondTheDimension_isRefusedWithThoseThereAre(
      String text, int dimension, String expected) {
    ExpressionException e =
        assertThrows(ExpressionException.class, () -> ExpressionParser.parse(text, dimension));
    assertTrue(e.getMessage().contains(expected), e.getMessage());
    assertEquals(0, e.position());
  }

  @Test
  void poleOnASphere_isFoundInSpace() throws Exception {
    double[] lower = {-2, -2, -2};
    double[] upper = {2, 2, 2};
    Expression sphere = ExpressionParser.parse("1/(x^2 + y^2 + z^2 - 1)", 3);
    String fault = DomainCheck.undefined(sphere, lower, upper).orElseThrow();
    assertTrue(fault.contains(", z = "), fault);
    Expression safe = ExpressionParser.parse("1/(x^2 + y^2 + z^2 + 0.01)", 3);
    assertTrue(DomainCheck.undefined(safe, lower, upper).isEmpty());
  }
}
