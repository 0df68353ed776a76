package wfr.report;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import wfr.report.BenchPage.Goal;
import wfr.report.BenchPage.Pairs;

/** The performance page: medians, ratios, verdicts, ticks and the table of JMH's results. */
class BenchPageTest {
  private static final double NONE = Double.NaN;

  @TempDir Path directory;

  private BenchPage page() {
    return new BenchPage(OutputFiles.in(directory));
  }

  @Test
  void medianAndRange_leaveFailedRunsOut() {
    assertEquals(2, BenchPage.median(new double[] {3, NONE, 1, 2}));
    assertEquals(1.5, BenchPage.median(new double[] {2, 1}));
    assertTrue(Double.isNaN(BenchPage.median(new double[] {NONE})));
    assertEquals("1.00 to 3.00", BenchPage.range(new double[] {3, NONE, 1}));
    assertEquals("-", BenchPage.range(new double[] {}));
  }

  @Test
  void ratioIsThatOfMedians_rangeThatOfRounds() {
    Pairs p = new Pairs("x", "ns", new double[] {4, 6, NONE}, new double[] {2, 4, 5}, 1.4);
    assertEquals(5.0 / 4, p.ratio());
    assertArrayEquals(new double[] {1.5, 2}, p.ratios());
  }

  @Test
  void goals_standAboveTheSections_withTheirVerdicts() {
    BenchPage page = page().head("# Head", "");
    page.add("## Section", "");
    page.pairs(
        "ours",
        "theirs",
        List.of(
            new Pairs("fast", "ns", new double[] {3}, new double[] {3}, 1.4),
            new Pairs("slow", "ns", new double[] {6}, new double[] {3}, 1.4),
            new Pairs("alone", "ns", new double[] {6}, new double[] {NONE}, 1.4),
            new Pairs("free", "ns", new double[] {6}, new double[] {3}, NONE)));
    page.goal(Goal.bounded("error", 0.02, "", "-", 0.01, "at most 0.01"));
    String text = page.markdown();
    assertTrue(text.indexOf("# Head") < text.indexOf("## Goals"), text);
    assertTrue(text.indexOf("## Goals") < text.indexOf("## Section"), text);
    assertTrue(
        text.contains(
            "| fast against theirs | 3.00 ns | 3.00 | 1.00 | 1.00 to 1.00 | at most 1.40 | met |"),
        text);
    assertTrue(text.contains("| 2.00 | 2.00 to 2.00 | at most 1.40 | NOT met |"), text);
    assertTrue(
        text.contains(
            "| alone against theirs | 6.00 ns | - | - | - | at most 1.40 | not measured |"),
        text);
    assertTrue(text.contains("| error | 0.020 | - | - | - | at most 0.01 | NOT met |"), text);
    assertFalse(text.contains("| free against"), text);
  }

  @Test
  void chart_showsRatiosThatWereMeasured() throws IOException {
    BenchPage page = page();
    page.ratioChart("none.svg", "nothing");
    assertFalse(Files.exists(directory.resolve("none.svg")));
    page.pairs(
        "ours",
        "theirs",
        List.of(
            new Pairs("a <b>", "ns", new double[] {6}, new double[] {3}, NONE),
            new Pairs("failed", "ns", new double[] {NONE}, new double[] {3}, 1)));
    page.ratioChart("ratios.svg", "ratios");
    page.write();
    String svg = Files.readString(directory.resolve("ratios.svg"));
    assertTrue(svg.contains("a &lt;b&gt; against theirs"), svg);
    assertFalse(svg.contains("failed"), svg);
    assertFalse(svg.contains("NaN"), svg);
    assertTrue(Files.readString(directory.resolve("README.md")).contains("![ratios](ratios.svg)"));
  }

  @Test
  void ticks_encloseTheValues() {
    assertEquals(List.of(3.0, 4.0, 5.0, 6.0), BenchCharts.ticks(3.1, 6));
    assertEquals(List.of(6.0, 7.0), BenchCharts.ticks(6, 6));
    assertEquals(List.of(1.0, 1.5), BenchCharts.ticks(1, 1));
    assertEquals(List.of(0.005, 0.01, 0.02, 0.05), BenchCharts.ticks(0.0067, 0.04));
    assertEquals(
        List.of(1e3, 1e4, 1e5, 1e6, 1e7), BenchCharts.ticks(5e3, 1e7), "powers of ten only");
  }

  @Test
  void jmhTable_hasTimePerItem_andStatesWhatKernelsAllocate() throws IOException {
    JsonNode results =
        new ObjectMapper()
            .readTree(
                """
                [{"benchmark": "wfr.particle.fused.StageBenchmark.advance",
                  "params": {"kernel": "auto", "jdk": "25"},
                  "primaryMetric": {"score": 1024, "scoreError": "NaN", "scoreUnit": "ns/op"},
                  "secondaryMetrics": {"·gc.alloc.rate.norm": {"score": 0.25}}},
                 {"benchmark": "wfr.benchmarks.PlaneStepBenchmark.tenSteps",
                  "params": {"side": "100", "scheme": "BACKWARD_EULER", "claim": "G1", "jdk": "17"},
                  "primaryMetric": {"score": 20, "scoreError": 0.5, "scoreUnit": "us/op"},
                  "secondaryMetrics": {}}]
                """);
    BenchPage page = page();
    JmhTable.add(page, results);
    String text = page.markdown();
    assertTrue(text.contains("| Stage.advance | kernel auto | 25 | 1020 ns | - | 2 | 0 |"), text);
    assertTrue(
        text.contains(
            "| PlaneStep.tenSteps | side 100, scheme backward euler, claim G1 | 17 | 20 us | 0.5 | 0.200 | - |"),
        text);
    assertTrue(
        text.contains("at most 0.25 bytes per call (a block of 512 particles): about nothing."),
        text);
    assertTrue(text.contains("| about 0 (below 16) | met |"), text);
  }
}
