package wfr.report;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import wfr.diagnostics.MeasureSummary;
import wfr.math.Estimate;
import wfr.math.NormalQuantile;
import wfr.math.RandomStreams;
import wfr.measure.GridDensity;
import wfr.model.GaussianLaw;
import wfr.model.Integrator;
import wfr.model.PolynomialPotential;
import wfr.model.ResamplingScheme;
import wfr.reference.BoundOperations;
import wfr.reference.GridResult;
import wfr.reference.ReferenceOperations;
import wfr.spec.Answers;
import wfr.spec.Bounds;
import wfr.spec.OperationCall;

/**
 * reference.json: data for other implementations. Numbers are hexadecimal floats in strings, exact in every language; every entry carries
 * an error bound, its kind, and an id that is a hash of its content. Schema: schema/reference-1.json.
 */
public final class ReferenceData {
  private static final String VERSION = "1";
  private static final int PARTICLES = 8;
  private static final int ID = 12;

  /** Scenario texts that an implementation must refuse, with the reason. */
  private static final Map<String, String> MUST_REJECT =
      Map.of(
          "reaction-rate: -0.5", "negative rate",
          "reaction-rate: .nan", "not a number",
          "initial: {gaussian: {mean: 0, variance: -1}}", "negative variance",
          "domain: [2, -2]", "reversed domain",
          "output-times: [1, 0.5]", "times not ascending",
          "potential: \"-x^2\"", "not integrable on the line",
          "particles: {count: 0}", "no particle");

  private ReferenceData() {}

  /**
   * The file's text.
   *
   * @param solutions solved scenarios by name
   */
  public static String text(Map<String, GridResult> solutions) {
    Map<String, Object> root = new LinkedHashMap<>();
    root.put("format", VERSION);
    root.put("version", BuildInfo.version());
    root.put("changelog", List.of("1: first version"));
    root.put(
        "solutions",
        solutions.entrySet().stream().map(e -> solution(e.getKey(), e.getValue())).toList());
    root.put("vectors", vectors());
    root.put(
        "mustReject",
        MUST_REJECT.entrySet().stream()
            .sorted(Map.Entry.comparingByKey())
            .map(
                e ->
                    identified(
                        new java.util.TreeMap<>(
                            Map.of("input", e.getKey(), "reason", e.getValue()))))
            .toList());
    return Json.text(root);
  }

  private static Map<String, Object> solution(String scenario, GridResult r) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("scenario", scenario);
    tree.put("reactionRate", hex(r.problem().reactionRate()));
    tree.put("diffusivity", hex(r.problem().diffusivity()));
    tree.put("errorKind", "Richardson estimate");
    List<Object> times = new ArrayList<>();
    for (int k = 0; k < r.summaries().size(); k++) {
      MeasureSummary s = r.summaries().get(k);
      GridDensity rho = r.densities().get(k);
      double[] averages = new double[rho.grid().cells()];
      Arrays.setAll(averages, rho::cellAverage);
      Map<String, Object> at = new LinkedHashMap<>();
      at.put("time", hex(s.time()));
      at.put("mean", estimate(s.mean().get(0)));
      at.put("variance", estimate(s.variance().get(0).get(0)));
      at.put("kl", estimate(s.kl()));
      at.put("reverse_kl", estimate(s.reverseKl()));
      at.put("fisher_information", estimate(s.fisherInformation()));
      at.put("log_ratio_variance", estimate(s.logRatioVariance()));
      at.put("lower", hex(rho.grid().lower()));
      at.put("upper", hex(rho.grid().upper()));
      at.put("cellAverages", plain(averages));
      at.put("cellErrors", plain(r.densityErrors().get(k)));
      times.add(at);
    }
    tree.put("times", times);
    return identified(tree);
  }

  /** One step, weight update, resampling for given noise and uniforms, and a Gaussian flow: what the reference answers. */
  private static List<Object> vectors() {
    List<Object> vectors = new ArrayList<>();
    ReferenceOperations reference = new ReferenceOperations();
    BoundOperations operations =
        new BoundOperations(
            new Answers() {
              @Override
              public boolean declares(String operation, String choice) {
                return true;
              }

              @Override
              public double[] answer(OperationCall call) {
                double[] output = call.replay().apply(reference);
                vectors.add(vector(call, output));
                return output;
              }
            });
    double[] x = normals(1);
    double[] noise = normals(2);
    double[] next = normals(3);
    double[] logRho = normals(4);
    PolynomialPotential v = new PolynomialPotential(0, 0.3, -1.9, 0, 0.7); // asymmetric
    operations.sdeStep(Integrator.EULER_MARUYAMA, v, 0.8, 0.05, x, noise, next);
    operations.sdeStep(Integrator.LEIMKUHLER_MATTHEWS, v, 0.8, 0.05, x, noise, next);
    operations.sdeStep(Integrator.EXACT_OU, GaussianLaw.of(0.4, 0.5), 0.8, 0.05, x, noise, next);
    double[] potential = Arrays.stream(x).map(v::value).toArray();
    double[] zero = new double[PARTICLES];
    double mean = operations.meanLogRatio(zero, logRho, potential);
    double[] l = operations.updateLogWeights(zero, logRho, potential, mean, 1.3, 0.05);
    double[] w = operations.normalise(l);
    operations.effectiveSampleSize(l);
    double[] uniforms = {0.37, 0.81, 0.05, 0.62, 0.93, 0.14, 0.48, 0.29};
    for (ResamplingScheme scheme : ResamplingScheme.values()) {
      if (scheme != ResamplingScheme.NONE) {
        operations.resetLogWeights(l, operations.resample(scheme, w, uniforms));
      }
    }
    operations.gaussianFlow(GaussianLaw.of(0.4, 0.5), GaussianLaw.of(-0.6, 0.8), 0.8, 1, 0.5);
    return vectors;
  }

  private static Map<String, Object> vector(OperationCall call, double[] output) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("operation", call.name());
    Map<String, Object> input = new LinkedHashMap<>();
    call.input().forEach((k, v) -> input.put(k, plain(v)));
    tree.put("input", input);
    tree.put("output", plain(output));
    double size = Arrays.stream(output).map(Math::abs).max().orElse(0);
    boolean counts = call.operation().equals("resample");
    tree.put("error", hex(counts ? 0 : Bounds.rounding(4 * PARTICLES, 1 + size)));
    tree.put("errorKind", "closed form, rounding");
    return identified(tree);
  }

  private static double[] normals(long block) {
    double[] z = new double[PARTICLES];
    NormalQuantile.fill(
        new RandomStreams(1).stream(RandomStreams.Purpose.DIAGNOSTIC, 0, block), z, z.length);
    return z;
  }

  private static Map<String, Object> estimate(Estimate e) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("value", hex(e.value()));
    tree.put("error", hex(e.error()));
    return tree;
  }

  private static Object plain(Object value) {
    if (value instanceof double[] a) {
      return Arrays.stream(a).mapToObj(ReferenceData::hex).toList();
    }
    if (value instanceof double[][] rows) {
      return Arrays.stream(rows).map(ReferenceData::plain).toList();
    }
    if (value instanceof int[] a) {
      return Arrays.stream(a).boxed().toList();
    }
    return value instanceof Double d ? hex(d) : value;
  }

  private static String hex(double v) {
    return Double.toHexString(v);
  }

  /** The entry under the first digits of its SHA-256. */
  private static Map<String, Object> identified(Map<String, Object> content) {
    Map<String, Object> tree = new LinkedHashMap<>();
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256")
              .digest(Json.text(new java.util.TreeMap<>(content)).getBytes(StandardCharsets.UTF_8));
      tree.put("id", HexFormat.of().formatHex(hash).substring(0, ID));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
    tree.putAll(content);
    return tree;
  }
}
