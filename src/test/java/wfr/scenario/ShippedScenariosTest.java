package wfr.scenario;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import wfr.model.BoxMass;

/** The shipped scenarios are read without complaint, and what was understood reads back to the same scenario. */
class ShippedScenariosTest {
  /** Mass outside the domain of the shipped Gaussian, as its comment states. */
  private static final double OUTSIDE = 1e-9;

  static java.util.List<String> names() {
    return ScenarioReader.shippedNames();
  }

  @ParameterizedTest
  @MethodSource("names")
  void shippedScenario_isReadAndHasObservables(String name) {
    Scenario s = ScenarioReader.readShipped(name);
    assertFalse(s.observables().isEmpty());
    assertEquals(name.replace('-', ' '), s.name());
    assertTrue(ScenarioReader.shippedText(name).startsWith("# "), "a comment opens the file");
    assertTrue(s.warnings().isEmpty(), s.warnings()::toString);
  }

  @ParameterizedTest
  @MethodSource("names")
  void asUnderstood_readsBackToItself(String name) throws Exception {
    Scenario s = ScenarioReader.readShipped(name);
    String yaml = new ObjectMapper(new YAMLFactory()).writeValueAsString(s.asUnderstood());
    Scenario again = ScenarioReader.read("copy.yaml", "copy", yaml);
    assertEquals(s.asUnderstood(), again.asUnderstood());
    assertArrayEquals(s.outputTimes(), again.outputTimes());
    assertEquals(s.grid(), again.grid());
    assertEquals(s.particles(), again.particles());
  }

  @Test
  void steepBarrier_isAcceptedOnTheWiderBoxWithoutWarning() {
    String text = ScenarioReader.shippedText("steep-barrier").replace("[-2.7, 2.7]", "[-3, 3]");
    assertTrue(ScenarioReader.read("steep.yaml", "steep", text).warnings().isEmpty());
  }

  @Test
  void steepBarrier_onANarrowBox_warnsOfTheInitialMassOutside() {
    String text = ScenarioReader.shippedText("steep-barrier").replace("[-2.7, 2.7]", "[-2, 2]");
    Scenario s = ScenarioReader.read("steep.yaml", "steep", text);
    assertEquals(1, s.warnings().size(), s.warnings()::toString);
    assertTrue(s.warnings().get(0).contains("0.000429"), s.warnings().get(0));
  }

  @Test
  void gaussian_hasLessThan1e9OutsideItsDomain() {
    Scenario s = ScenarioReader.readShipped("gaussian");
    assertTrue(BoxMass.ofTarget(s.problem().potential(), s.problem().domain()).outside() < OUTSIDE);
    assertTrue(BoxMass.ofInitial(s.problem().initial(), s.problem().domain()).outside() < OUTSIDE);
  }
}
