package wfr.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedWriter;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import wfr.math.Estimate;
import wfr.measure.GridDensity;
import wfr.reference.GridResult;
import wfr.reference.ParticleResult;
import wfr.scenario.Scenario;

class NumbersTest {
  @Test
  void decimals_areShortest_andReadBackExactly() {
    assertEquals("0.002", Decimal.shortest(0.002));
    assertEquals("2.0E-5", Decimal.shortest(2e-5));
    assertEquals("2.2E-322", Decimal.shortest(2.2e-322), "JDK 17 itself prints a longer one");
    Random random = new Random(1);
    for (int i = 0; i < 100_000; i++) {
      double x = Double.longBitsToDouble(random.nextLong());
      if (Double.isFinite(x)) {
        assertEquals(x, Double.parseDouble(Decimal.shortest(x)));
      }
    }
  }

  @Test
  void roundedNumbers_areForPeople() {
    assertEquals("0", Decimal.rounded(0));
    assertEquals("0.1", Decimal.rounded(0.1));
    assertEquals("400", Decimal.rounded(400));
    assertEquals("1.5e-7", Decimal.rounded(1.5e-7));
    assertEquals("1.23457e6", Decimal.rounded(1234567));
    assertEquals("10", Decimal.rounded(9.9999999));
    assertEquals("0.6872 +- 0.0012", Decimal.withError(new Estimate(0.68718, 0.0012)));
    assertEquals("1 +- 0", Decimal.withError(Estimate.exact(1)));
  }

  @Test
  void summary_hasEveryKeyOfTheContract() throws Exception {
    JsonNode root = new ObjectMapper().readTree(SummaryJson.text(SyntheticRun.both("run", 0)));
    for (String key :
        List.of("scenario", "version", "seed", "environment", "warnings", "times", "particles")) {
      assertTrue(root.has(key), key);
    }
    JsonNode first = root.path("times").get(0);
    for (String key :
        List.of(
            "mass",
            "mean",
            "variance",
            "kl",
            "reverse_kl",
            "fisher_information",
            "log_ratio_variance")) {
      assertTrue(first.path(key).path("value").isNumber(), key);
      assertTrue(first.path(key).has("error"), key);
    }
    assertTrue(first.path("reverse_kl").path("error").isNull(), "unknown error");
    assertTrue(first.path("observables").path(SyntheticRun.NASTY).path("value").isNumber());
    assertEquals(0.1, first.path("time").asDouble());
  }

  @Test
  void evidence_hasEveryKeyOfTheContract() throws Exception {
    JsonNode root =
        new ObjectMapper().readTree(EvidenceJson.text(SyntheticRun.verification(false, 0.5, 2)));
    JsonNode claim = root.path("claims").get(1);
    assertEquals("REFUTED", claim.path("verdict").asText());
    assertEquals(2, claim.path("margin").asDouble());
    assertEquals("mutant-1", claim.path("refutes").get(0).asText());
    assertEquals("A1", root.path("mutants").get(0).path("refutedBy").get(0).asText());
    assertEquals("stratified", root.path("variants").get(0).path("id").asText());
  }

  @Test
  void csvRows_readBackExactly() throws Exception {
    Scenario s = SyntheticRun.scenario("run");
    GridResult grid = SyntheticRun.grid(s);
    String[] rows = csv(w -> DensityCsv.write(grid, w)).split("\n");
    assertEquals("time,x,density,error", rows[0]);
    GridDensity last = grid.densities().get(3);
    assertEquals(1 + 4 * last.grid().cells(), rows.length);
    String[] cells = rows[rows.length - 1].split(",");
    int i = last.grid().cells() - 1;
    assertEquals(last.grid().axis(0).centre(i), Double.parseDouble(cells[1]));
    assertEquals(last.cellAverage(i), Double.parseDouble(cells[2]));
    ParticleResult particles = SyntheticRun.particles(s, 0);
    rows = csv(w -> ParticlesCsv.write(particles, w)).split("\n");
    assertEquals("time,x,log_weight,replicate", rows[0]);
    cells = rows[1].split(",");
    assertEquals(particles.samples().get(0).coordinate(0)[0], Double.parseDouble(cells[1]));
    assertEquals(particles.samples().get(0).logWeights()[0], Double.parseDouble(cells[2]));
  }

  /** Entries are aligned .npy files whose last eight bytes are the last value. */
  @Test
  void npzEntries_holdTheColumns() throws Exception {
    ParticleResult particles = SyntheticRun.particles(SyntheticRun.scenario("run"), 0);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    NpzFile.particles(particles, bytes);
    List<String> names = new ArrayList<>();
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      for (ZipEntry e = zip.getNextEntry(); e != null; e = zip.getNextEntry()) {
        names.add(e.getName());
        byte[] data = zip.readAllBytes();
        ByteBuffer buffer = ByteBuffer.wrap(data).order(ByteOrder.LITTLE_ENDIAN);
        assertEquals(0, (10 + buffer.getShort(8)) % 64);
        assertEquals(10 + buffer.getShort(8) + 8 * 4 * 4000, data.length);
        if (e.getName().equals("log_weight.npy")) {
          assertEquals(
              particles.samples().get(3).logWeights()[3999], buffer.getDouble(data.length - 8));
        }
      }
    }
    assertEquals(List.of("time.npy", "x.npy", "log_weight.npy", "replicate.npy"), names);
  }

  private static String csv(OutputFiles.Body body) throws Exception {
    StringWriter text = new StringWriter();
    try (BufferedWriter writer = new BufferedWriter(text)) {
      body.writeTo(writer);
    }
    return text.toString();
  }
}
