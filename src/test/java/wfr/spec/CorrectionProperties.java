package wfr.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static wfr.generators.Generators.between;
import static wfr.generators.Generators.list;

import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import wfr.model.Domain;
import wfr.model.TimeField;
import wfr.reference.Reference;

class CorrectionProperties {
  /** Mode k of U: (size + growth t) cos(k x + phase); of b: drift sin(k x + lag + turn t). */
  private record Mode(
      double size, double growth, double phase, double drift, double lag, double turn) {}

  /** Sum of f(k, mode k) over the modes. */
  private static TimeField sum(List<Mode> modes, Term f) {
    return (x, t) -> {
      double s = 0;
      for (int k = 0; k < modes.size(); k++) {
        s += f.at(k + 1, modes.get(k), x, t);
      }
      return s;
    };
  }

  private interface Term {
    double at(int k, Mode m, double x, double t);
  }

  /** Trigonometric U_t and b on the circle. */
  @Provide
  Arbitrary<CorrectionClaims.Path> paths() {
    Arbitrary<Mode> mode =
        Combinators.combine(
                between(-1, 1),
                between(-1, 1),
                between(-3, 3),
                between(-1, 1),
                between(-3, 3),
                between(-1, 1))
            .as(Mode::new);
    return list(1, 3, mode)
        .map(
            m ->
                new CorrectionClaims.Path(
                    m.toString(),
                    sum(m, (k, c, x, t) -> (c.size + c.growth * t) * Math.cos(k * x + c.phase)),
                    sum(
                        m,
                        (k, c, x, t) -> -k * (c.size + c.growth * t) * Math.sin(k * x + c.phase)),
                    sum(m, (k, c, x, t) -> c.growth * Math.cos(k * x + c.phase)),
                    sum(m, (k, c, x, t) -> c.drift * Math.sin(k * x + c.lag + c.turn * t)),
                    sum(m, (k, c, x, t) -> k * c.drift * Math.cos(k * x + c.lag + c.turn * t)),
                    Domain.interval(0, 2 * Math.PI, Domain.Boundary.PERIODIC)));
  }

  /** For any smooth drift b and any smooth path U_t on the circle the corrected weighted law is e^{-U_t}/Z_0. */
  @Property(tries = 8)
  void anyDriftWithItsCorrectionTerm_followsThePath(@ForAll("paths") CorrectionClaims.Path path) {
    Evidence e = CorrectionClaims.D7.checkOne(Reference.IMPLEMENTATION, path, 1);
    assertEquals(Verdict.SUPPORTED, e.verdict(), e::toString);
  }

  /** A linear drift with its correction term leaves a Gaussian target where it is. */
  @Property(tries = 200)
  void linearDriftWithItsCorrectionTerm_fixesTheGaussian(
      @ForAll @IntRange(min = -150, max = 140) int slope,
      @ForAll @IntRange(min = -100, max = 100) int offset) {
    Evidence e =
        CorrectionClaims.D7G.checkOne(
            Reference.IMPLEMENTATION, new double[] {offset / 100.0, slope / 100.0}, 1);
    assertEquals(Verdict.SUPPORTED, e.verdict(), e::toString);
  }
}
