package wfr.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import wfr.reference.CertifiedEntries;
import wfr.reference.ClosedFormProblems;
import wfr.reference.ExactSolution;
import wfr.reference.GridResult;
import wfr.reference.ParticleResult;
import wfr.reference.Progress;
import wfr.reference.Reference;
import wfr.reference.ReferenceEntry;
import wfr.reference.ReferenceVectors;
import wfr.reference.RichardsonSolver;
import wfr.reference.RunJudge;
import wfr.scenario.Scenario;
import wfr.scenario.ScenarioReader;
import wfr.spec.Verdict;

/** The exported data: schema, identifiers, and one solver against formulas and enclosures. */
class ReferenceDataTest {
  private static final ReferenceCatalogue.Solvers NO_SOLVERS =
      new ReferenceCatalogue.Solvers() {
        @Override
        public GridResult grid(Scenario scenario, double accuracy, Progress progress) {
          throw new AssertionError("no estimate is needed");
        }

        @Override
        public ParticleResult sample(
            Scenario scenario, wfr.model.ParticleSettings settings, Progress progress) {
          throw new AssertionError("no sample is needed");
        }

        @Override
        public java.util.Optional<ExactSolution> exact(Scenario scenario, Progress progress) {
          throw new AssertionError("no estimate is needed");
        }
      };

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private static JsonSchema schema() {
    return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
        .getSchema(Schemas.text("reference"));
  }

  private static JsonNode export() throws Exception {
    List<ReferenceEntry> entries = new java.util.ArrayList<>(ClosedFormProblems.all());
    entries.add(CertifiedEntries.of("two-well-circle", Progress.NONE));
    return MAPPER.readTree(ReferenceData.text(entries));
  }

  @Test
  void export_followsItsPublishedSchema() throws Exception {
    assertEquals(Set.of(), schema().validate(export()));
  }

  @Test
  void exportWithoutAnError_orWithAKeyNobodyDefined_isRefusedByTheSchema() throws Exception {
    JsonNode export = export();
    ObjectNode kl = (ObjectNode) export.at("/solutions/0/times/0/functionals/kl");
    kl.remove("error");
    assertFalse(schema().validate(export).isEmpty());
    kl.put("error", "0x1.0p-40");
    assertTrue(schema().validate(export).isEmpty());
    kl.put("remark", "?");
    assertFalse(schema().validate(export).isEmpty());
    kl.remove("remark");
    kl.put("error", "-0x1.0p-40");
    assertFalse(schema().validate(export).isEmpty());
  }

  @Test
  void ids_areThoseOfTheContent() throws Exception {
    JsonNode export = export();
    assertEquals(export, export(), "equal runs give equal files");
    Set<String> ids = new HashSet<>();
    int entries = 0;
    for (String list : List.of("solutions", "vectors", "mustReject")) {
      for (JsonNode e : export.path(list)) {
        ids.add(e.path("id").asText());
        entries++;
      }
    }
    assertEquals(entries, ids.size(), "different content, different id");
    Map<String, Object> one = Map.of("a", "0x1.0p0", "b", Map.of("c", 1, "d", 2));
    Map<String, Object> sorted = new java.util.TreeMap<>(java.util.Comparator.reverseOrder());
    sorted.putAll(one);
    assertEquals(
        ReferenceData.identified(one).get("id"), ReferenceData.identified(sorted).get("id"));
    Map<String, Object> other = Map.of("a", "0x1.0p0", "b", Map.of("c", 1, "d", 3));
    assertNotEquals(
        ReferenceData.identified(one).get("id"), ReferenceData.identified(other).get("id"));
  }

  @Test
  void vectors_areAnsweredByTheReference() {
    ReferenceVectors.claims()
        .forEach(
            c ->
                assertEquals(
                    Verdict.SUPPORTED, c.verify(Reference.IMPLEMENTATION, 1).verdict(), c.id()));
  }

  /** Solved by finite volumes from the text of the scenario, within the sum of the errors. */
  @Test
  void finiteVolumes_agreeWithFormulasAndEnclosures() {
    ReferenceCatalogue catalogue = new ReferenceCatalogue(NO_SOLVERS);
    for (String name :
        List.of("gaussian-narrowing", "quartic-fisher-rao", "shallow-well", "two-well-circle")) {
      ReferenceEntry truth = catalogue.entry(name, (what, fraction) -> {});
      var s = catalogue.scenario(truth);
      var task =
          new wfr.reference.GridTask(
              s.problem(),
              s.outputTimes(),
              s.observables(),
              s.grid().cells(),
              s.grid().timeStep(),
              s.grid().splitting(),
              1e-6);
      ReferenceEntry solved =
          ReferenceEntry.estimated(
              name,
              truth.profile(),
              truth.scenario(),
              new RichardsonSolver(task, Reference.IMPLEMENTATION, (what, fraction) -> {}).solve());
      RunJudge judge = new RunJudge(truth, solved.asRun());
      assertFalse(judge.results().isEmpty());
      judge
          .results()
          .forEach(
              r ->
                  assertEquals(
                      Verdict.SUPPORTED,
                      r.evidence().verdict(),
                      r.claim().title() + ": " + r.evidence().detail()));
    }
  }

  @Test
  void catalogue_tellsTheProfileThatTheEntryHas() {
    ReferenceCatalogue catalogue = new ReferenceCatalogue(NO_SOLVERS);
    for (ReferenceEntry e : ClosedFormProblems.all()) {
      assertEquals(e.profile(), catalogue.profiles().get(e.name()));
    }
    ReferenceEntry circle = CertifiedEntries.of("two-well-circle", Progress.NONE);
    assertEquals(circle.profile(), catalogue.profiles().get(circle.name()));
    ReferenceEntry walls = CertifiedEntries.of("shallow-well", Progress.NONE);
    assertEquals(walls.profile(), catalogue.profiles().get(walls.name()));
  }

  @Test
  void scenarioBehindTheOnesToRefuse_isGood() {
    ScenarioReader.read("good", "good", MustReject.goodText());
  }
}
