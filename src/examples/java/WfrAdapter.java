import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An adapter in one Java file, no library: java src/examples/java/WfrAdapter.java. It answers the reaction
 *   h -> theta h - log sum p exp(theta h),   theta = exp(-lambda t),
 * and the weights. With the argument "sign" its reaction runs backwards, which the kit must find.
 */
public final class WfrAdapter {
  private WfrAdapter() {}

  /** Reads requests until stop. */
  public static void main(String[] args) throws java.io.IOException {
    double sign = args.length > 0 && args[0].equals("sign") ? -1 : 1;
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      String seq = text(line, "seq");
      String body =
          switch (text(line, "request")) {
            case "start" -> ", \"protocol\": 1, \"name\": \"WFR in Java\"";
            case "capabilities" -> ", \"operations\": [\"reaction\", \"normalise\"]";
            case "run" -> ", \"output\": " + Arrays.toString(answer(line, sign));
            default -> "";
          };
      System.out.println("{\"seq\": " + seq + body + "}");
      System.out.flush();
      if (body.isEmpty()) {
        return;
      }
    }
  }

  private static double[] answer(String line, double sign) {
    if (text(line, "operation").equals("reaction")) {
      return reaction(
          numbers(line, "logMass"),
          numbers(line, "logRatio"),
          sign * Double.parseDouble(text(line, "rate")));
    }
    return normalise(numbers(line, "logWeights"));
  }

  private static double[] reaction(double[] logMass, double[] h, double rate) {
    double theta = Math.exp(-rate);
    double[] terms = new double[h.length];
    Arrays.setAll(terms, i -> logMass[i] + theta * h[i]);
    double top = Arrays.stream(terms).max().orElse(0);
    double logZ = top + Math.log(Arrays.stream(terms).map(t -> Math.exp(t - top)).sum());
    return Arrays.stream(h).map(v -> theta * v - logZ).toArray();
  }

  private static double[] normalise(double[] logWeights) {
    double top = Arrays.stream(logWeights).max().orElse(0);
    double[] w = Arrays.stream(logWeights).map(l -> Math.exp(l - top)).toArray();
    double sum = Arrays.stream(w).sum();
    return Arrays.stream(w).map(v -> v / sum).toArray();
  }

  /** A number or string of a flat key. The kit writes no blanks; a real adapter uses a JSON library. */
  private static String text(String line, String key) {
    Matcher m = Pattern.compile("\"" + key + "\":\"?([^\",}]*)").matcher(line);
    return m.find() ? m.group(1) : "";
  }

  private static double[] numbers(String line, String key) {
    String list = line.split("\"" + key + "\":\\[", 2)[1].split("]", 2)[0];
    return Arrays.stream(list.split(","))
        .mapToDouble(s -> Double.parseDouble(s.replace("\"-inf\"", "-Infinity").replace("\"inf\"", "Infinity")))
        .toArray();
  }
}
