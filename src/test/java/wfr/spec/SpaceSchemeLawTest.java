package wfr.spec;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import wfr.model.WfrProblem;
import wfr.reference.ReferenceOperations;

/** The law of the scheme in space by its definition, against the law read off the steps of the reference. */
class SpaceSchemeLawTest {
  private static final double ROUNDING = 1e-10;

  @Test
  void theDefinition_isTheLawOfTheReferencesSteps() {
    WfrProblem p = SpaceProblem.space();
    for (int power = 1; power <= 2; power++) {
      SpaceSchemeLaw.Law expected =
          SpaceSchemeLaw.law(
              new ReferenceOperations(), p, SpaceSchemeLaw.TIME, SpaceSchemeLaw.STEPS, power);
      SpaceSchemeLaw.Law found = SpaceSchemeLaw.DEFINITION.law(p, power);
      assertEquals(expected.logMass(), found.logMass(), ROUNDING);
      assertArrayEquals(expected.mean().toArray(), found.mean().toArray(), ROUNDING);
      for (int k = 0; k < p.dimension(); k++) {
        assertArrayEquals(expected.covariance().getRow(k), found.covariance().getRow(k), ROUNDING);
      }
    }
  }
}
