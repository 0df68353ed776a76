package wfr.scenario;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import wfr.measure.Grid;
import wfr.model.Coordinates;
import wfr.model.Domain;
import wfr.model.InitialLaw;
import wfr.model.PointList;
import wfr.model.Potential;
import wfr.model.ScalarField;
import wfr.model.expression.Derivative;
import wfr.model.expression.DomainCheck;
import wfr.model.expression.Expression;
import wfr.model.expression.ExpressionException;
import wfr.model.expression.ExpressionParser;
import wfr.model.expression.PolynomialForm;

/**
 * Expressions of a scenario: parsed, proved to be defined on the box (for potentials the gradient too), compiled, and
 * probed for overflow, which intervals allow. Beyond three dimensions bisection of a box does not end, and probes are all there is.
 */
final class ExpressionReader {
  private static final int PROBES = 4096;

  /** Where V is looked at beside a wall, in widths of the interval. */
  private static final double BESIDE_WALL = 0x1p-40;

  private final Domain box;

  ExpressionReader(Domain box) {
    this.box = box;
  }

  Potential potential(Section s, String key) {
    Expression e = parse(s, key);
    Domain inside = withoutWalls(e);
    requireDefined(s, key, "", e, inside);
    for (int k = 0; k < box.dimension(); k++) {
      requireDefined(s, key, "the derivative has ", Derivative.of(e, k), inside);
    }
    return s.checked(key, () -> ExpressionCompiler.potential(e, box.dimension()));
  }

  /** The box of a line without its walls where V is infinite: there pi vanishes, as a Gamma density does at 0, and nothing is evaluated. */
  private Domain withoutWalls(Expression e) {
    if (box.dimension() != 1 || box.boundary(0) != Domain.Boundary.NO_FLUX) {
      return box;
    }
    double a = box.left();
    double b = box.right();
    double little = (b - a) * BESIDE_WALL;
    boolean left = isWall(e, a, little);
    boolean right = isWall(e, b, -little);
    return Domain.interval(left ? a + little : a, right ? b - little : b, Domain.Boundary.NO_FLUX);
  }

  /** Whether V is infinite at an end, finite beside it, and falls away from it. */
  private static boolean isWall(Expression e, double end, double inwards) {
    double near = e.evaluate(end + inwards);
    double further = e.evaluate(end + 2 * inwards);
    return e.evaluate(end) == Double.POSITIVE_INFINITY && Double.isFinite(near) && near > further;
  }

  /** Refuses a potential of any kind whose value or slope overflows on the box. */
  void requireFinite(Section s, String key, Potential v) {
    double[] g = new double[box.dimension()];
    List<Double> values = new ArrayList<>();
    List<double[]> probes = probes(0);
    PointList points = new PointList(box.dimension());
    probes.forEach(points::add);
    points.tell(v);
    for (double[] x : probes) {
      double value = v.value(x);
      if (atWall(x) && value == Double.POSITIVE_INFINITY) {
        continue;
      }
      requireFinite(s, key, "", x, value);
      values.add(value);
      v.gradient(x, g);
      for (double slope : g) {
        requireFinite(s, key, "the derivative is ", x, slope);
      }
    }
    Ranges.energies(s, key, values);
  }

  /** Refuses a law whose log-density is not a number on the box. */
  void requireFinite(Section s, String key, InitialLaw law) {
    List<Double> values = new ArrayList<>();
    for (double[] x : probes(0)) {
      double value = law.logDensity(x);
      requireFinite(s, key, "", x, value);
      values.add(-value);
    }
    Ranges.energies(s, key, values);
  }

  ScalarField field(Section s, String key) {
    Expression e = parse(s, key);
    requireDefined(s, key, "", e);
    ScalarField f = s.checked(key, () -> ExpressionCompiler.field(e, box.dimension()));
    for (double[] x : probes(0)) {
      requireFinite(s, key, "", x, f.value(x));
    }
    if (box.truncates()) {
      requireDefinedAround(s, key, f);
    }
    return f;
  }

  /** The coefficients of an expression that is a polynomial by its form. */
  Optional<double[]> polynomial(Section s, String key) {
    return PolynomialForm.of(parse(s, key));
  }

  InitialLaw law(Section s, String key) {
    Expression e = parse(s, key);
    requireDefined(s, key, "", e);
    return s.checked(key, () -> ExpressionCompiler.law(e, box.dimension()));
  }

  /** Particles leave a box that truncates the line: a field must be a number within a box width around it. */
  private void requireDefinedAround(Section s, String key, ScalarField f) {
    for (double[] x : probes(1)) {
      if (Double.isNaN(f.value(x))) {
        throw s.bad(
            key,
            "not a number at "
                + shown(x)
                + ": on the line it must be defined outside the domain too, or give a boundary no-flux or periodic");
      }
    }
  }

  private Expression parse(Section s, String key) {
    String text = s.text(key);
    try {
      return ExpressionParser.parse(text, box.dimension());
    } catch (ExpressionException e) {
      throw new BadInput(s.bad(key, e.getMessage()).getMessage(), e.caret());
    }
  }

  private void requireDefined(Section s, String key, String of, Expression e) {
    requireDefined(s, key, of, e, box);
  }

  private boolean atWall(double[] x) {
    return x.length == 1
        && box.boundary(0) == Domain.Boundary.NO_FLUX
        && (x[0] == box.left() || x[0] == box.right());
  }

  private void requireDefined(Section s, String key, String of, Expression e, Domain inside) {
    if (box.dimension() > Grid.MOST_AXES) {
      return;
    }
    DomainCheck.undefined(e, inside.lower(), inside.upper())
        .ifPresent(
            what -> {
              throw s.bad(
                  key, of + what + ": it must be defined on the whole domain " + shown(box));
            });
  }

  private void requireFinite(Section s, String key, String of, double[] x, double value) {
    if (!Double.isFinite(value)) {
      throw s.bad(
          key,
          of + value + " at " + shown(x) + ": it must be finite on the whole domain " + shown(box));
    }
  }

  /**
   * Points of the box, its ends among them, widened by so many widths on each side: a lattice as far as grids reach, beyond it lines through the middle along
   * every axis and the diagonal.
   */
  private List<double[]> probes(int widths) {
    return box.dimension() <= Grid.MOST_AXES ? lattice(widths) : lines(widths);
  }

  /** The last coordinate runs fastest. */
  private List<double[]> lattice(int widths) {
    int d = box.dimension();
    int n = (int) Math.round(Math.pow(PROBES, 1.0 / d));
    int count = 1;
    for (int k = 0; k < d; k++) {
      count *= n + 1;
    }
    List<double[]> points = new ArrayList<>();
    for (int c = 0; c < count; c++) {
      double[] x = new double[d];
      int rest = c;
      for (int k = d - 1; k >= 0; k--) {
        x[k] = probe(k, rest % (n + 1), n, widths);
        rest /= n + 1;
      }
      points.add(x);
    }
    return points;
  }

  private List<double[]> lines(int widths) {
    int d = box.dimension();
    int n = 2 * (PROBES / (2 * (d + 1)));
    List<double[]> points = new ArrayList<>();
    for (int axis = 0; axis <= d; axis++) {
      for (int i = 0; i <= n; i++) {
        double[] x = new double[d];
        for (int k = 0; k < d; k++) {
          boolean runs = axis == k || axis == d;
          x[k] = probe(k, runs ? i : n / 2, n, widths);
        }
        points.add(x);
      }
    }
    return points;
  }

  private double probe(int axis, int i, int n, int widths) {
    double a = box.lower()[axis];
    double b = box.upper()[axis];
    return widths == 0 && i == n ? b : a - widths * (b - a) + (1 + 2 * widths) * (b - a) * i / n;
  }

  private static String shown(double[] x) {
    List<String> names = Coordinates.names(x.length);
    return IntStream.range(0, x.length)
        .mapToObj(k -> names.get(k) + " = " + x[k])
        .collect(Collectors.joining(", "));
  }

  static String shown(Domain box) {
    String intervals =
        IntStream.range(0, box.dimension())
            .mapToObj(
                k ->
                    "["
                        + Section.shown(box.lower()[k])
                        + ", "
                        + Section.shown(box.upper()[k])
                        + "]")
            .collect(Collectors.joining(", "));
    return box.dimension() == 1 ? intervals : "[" + intervals + "]";
  }
}
