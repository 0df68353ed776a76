package wfr.scenario;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import wfr.model.SpectralFunction;
import wfr.model.SpectralProblem;
import wfr.model.expression.Expression;
import wfr.model.expression.ExpressionException;
import wfr.model.expression.ExpressionParser;

/**
 * Observables of a scenario that can be enclosed: polynomials in x (on an interval), sums and products of cos(k*x + c) and sin(k*x + c) with whole k, and
 * comparisons a*x + b &gt; c*x + d. Others keep their estimated errors.
 */
public final class SpectralObservables {
  private SpectralObservables() {}

  /** Those of a scenario that have such a form, in order. */
  public static List<SpectralFunction> of(Scenario scenario, SpectralProblem problem) {
    List<SpectralFunction> out = new ArrayList<>();
    if (scenario.asUnderstood().get("observables") instanceof Map<?, ?> texts) {
      texts.forEach(
          (name, text) -> {
            try {
              Expression e = ExpressionParser.parse(text.toString(), 1);
              out.add(function(name.toString(), e, problem));
            } catch (ExpressionException | IllegalArgumentException e) {
              // neither polynomial nor trigonometric nor a comparison: not enclosed
            }
          });
    }
    return out;
  }

  private static SpectralFunction function(String name, Expression e, SpectralProblem p) {
    if (e instanceof Expression.Comparison c) {
      return comparison(name, c, p);
    }
    if (!p.periodic()) {
      try {
        return new SpectralFunction(
            name, false, doubles(SpectralForm.polynomial(e)), p.lower(), p.upper());
      } catch (IllegalArgumentException notPolynomial) {
        // then waves
      }
    }
    return new SpectralFunction(name, true, TrigonometricSeries.of(e), p.lower(), p.upper());
  }

  /** The indicator of a half-line, cut to the domain. A single point carries no mass, so strict and weak are one. */
  private static SpectralFunction comparison(
      String name, Expression.Comparison c, SpectralProblem p) {
    double[] left = Arrays.copyOf(doubles(SpectralForm.polynomial(c.left())), 2);
    double[] right = Arrays.copyOf(doubles(SpectralForm.polynomial(c.right())), 2);
    int degree =
        Math.max(
            SpectralForm.polynomial(c.left()).length, SpectralForm.polynomial(c.right()).length);
    double slope = left[1] - right[1];
    if (degree > 2 || slope == 0) {
      throw new IllegalArgumentException("a comparison of two different lines expected");
    }
    double threshold = (right[0] - left[0]) / slope;
    boolean above =
        switch (c.relation()) {
          case GREATER, GREATER_OR_EQUAL -> slope > 0;
          case LESS, LESS_OR_EQUAL -> slope < 0;
          case EQUAL, NOT_EQUAL -> throw new IllegalArgumentException("an inequality expected");
        };
    double cut = Math.max(p.lower(), Math.min(p.upper(), threshold));
    double[] one = {1};
    return above
        ? new SpectralFunction(name, false, one, cut, p.upper())
        : new SpectralFunction(name, false, one, p.lower(), cut);
  }

  private static double[] doubles(BigDecimal[] c) {
    return Arrays.stream(c).mapToDouble(BigDecimal::doubleValue).toArray();
  }
}
