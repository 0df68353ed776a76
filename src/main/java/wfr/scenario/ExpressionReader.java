package wfr.scenario;

import java.util.Optional;
import wfr.model.Domain;
import wfr.model.InitialLaw;
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
 * probed for overflow, which intervals allow.
 */
final class ExpressionReader {
  private static final int PROBES = 4096;

  private final Domain box;

  ExpressionReader(Domain box) {
    this.box = box;
  }

  Potential potential(Section s, String key) {
    Expression e = parse(s, key);
    requireDefined(s, key, "", e);
    for (int k = 0; k < box.dimension(); k++) {
      requireDefined(s, key, "the derivative has ", Derivative.of(e, k));
    }
    return s.checked(key, () -> ExpressionCompiler.potential(e, box.dimension()));
  }

  /** Refuses a potential of any kind whose value or slope overflows on the box. */
  void requireFinite(Section s, String key, Potential v) {
    for (int i = 0; i <= PROBES; i++) {
      double x = probe(i);
      requireFinite(s, key, "", x, v.value(x));
      requireFinite(s, key, "the derivative is ", x, v.derivative(x));
    }
  }

  /** Refuses a law whose log-density is not a number on the box. */
  void requireFinite(Section s, String key, InitialLaw law) {
    for (int i = 0; i <= PROBES; i++) {
      requireFinite(s, key, "", probe(i), law.logDensity(probe(i)));
    }
  }

  ScalarField field(Section s, String key) {
    Expression e = parse(s, key);
    requireDefined(s, key, "", e);
    ScalarField f = s.checked(key, () -> ExpressionCompiler.field(e, box.dimension()));
    for (int i = 0; i <= PROBES; i++) {
      requireFinite(s, key, "", probe(i), f.value(probe(i)));
    }
    if (box.boundary() == Domain.Boundary.LINE) {
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
    double width = box.right() - box.left();
    for (int i = 0; i <= PROBES; i++) {
      double x = box.left() - width + 3 * width * i / PROBES;
      if (Double.isNaN(f.value(x))) {
        throw s.bad(
            key,
            "not a number at x = "
                + x
                + ": on the line it must be defined outside the domain too, or give a boundary no-flux or periodic");
      }
    }
  }

  private Expression parse(Section s, String key) {
    String text = s.text(key);
    try {
      return ExpressionParser.parse(text, box.dimension());
    } catch (ExpressionException e) {
      throw new BadInput(
          s.bad(key, e.getMessage()).getMessage() + System.lineSeparator() + e.caret());
    }
  }

  private void requireDefined(Section s, String key, String of, Expression e) {
    DomainCheck.undefined(e, box.lower(), box.upper())
        .ifPresent(
            what -> {
              throw s.bad(
                  key, of + what + ": it must be defined on the whole domain " + shown(box));
            });
  }

  private void requireFinite(Section s, String key, String of, double x, double value) {
    if (!Double.isFinite(value)) {
      throw s.bad(
          key,
          of + value + " at x = " + x + ": it must be finite on the whole domain " + shown(box));
    }
  }

  private double probe(int i) {
    return i == PROBES ? box.right() : box.left() + (box.right() - box.left()) * i / PROBES;
  }

  static String shown(Domain box) {
    return "[" + Section.shown(box.left()) + ", " + Section.shown(box.right()) + "]";
  }
}
