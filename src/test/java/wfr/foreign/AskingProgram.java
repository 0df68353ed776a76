package wfr.foreign;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * A program of its own process that answers two operations by asking: the kinetic step (BAOAB) for the gradient of its potential, the partner of a jump for a draw. The argument says
 * what it does wrong: nothing, half-noise, others; or, in place of a question, a line of its own, %d being the sequence number.
 */
final class AskingProgram {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final BufferedReader IN =
      new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));

  private AskingProgram() {}

  /** The command that starts it. */
  static String command(String mode) {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    return "'%s' -Xshare:auto -cp '%s' %s '%s'"
        .formatted(
            java, System.getProperty("java.class.path"), AskingProgram.class.getName(), mode);
  }

  /** Reads requests until stop. */
  public static void main(String[] args) throws IOException {
    String mode = args[0];
    for (String line = IN.readLine(); line != null; line = IN.readLine()) {
      JsonNode request = JSON.readTree(line);
      long seq = request.get("seq").asLong();
      String rest =
          switch (request.get("request").asText()) {
            case "start" -> ", \"protocol\": 1, \"name\": \"asks\"";
            case "capabilities" -> ", \"operations\": [\"kineticStep\", \"jumpPartner\"]";
            case "run" -> ", \"output\": " + Arrays.toString(answer(request, seq, mode));
            default -> "";
          };
      say("{\"seq\": " + seq + rest + "}");
      if (rest.isEmpty()) {
        return;
      }
    }
  }

  private static void say(String line) {
    System.out.println(line);
    System.out.flush();
  }

  private static JsonNode ask(String question, Object... values) throws IOException {
    say(question.formatted(values));
    return JSON.readTree(IN.readLine());
  }

  private static double[] answer(JsonNode request, long seq, String mode) throws IOException {
    if (mode.startsWith("{")) {
      do {
        ask(mode, seq);
      } while (mode.contains("[[0.0]]")); // a right question, for ever
    }
    JsonNode input = request.get("input");
    return request.get("operation").asText().equals("jumpPartner")
        ? partner(input, seq, mode.equals("others"))
        : step(input, seq, mode.equals("half-noise") ? Math.sqrt(0.5) : 1);
  }

  private static double[] partner(JsonNode input, long seq, boolean others) throws IOException {
    int stream = input.get("stream").get("stream").asInt();
    int bound = input.get("n").asInt() - (others ? 1 : 0);
    JsonNode drawn =
        ask("{\"seq\": %d, \"draw\": %d, \"below\": %d, \"count\": 1}", seq, stream, bound);
    int j = drawn.get("values").get(0).asInt();
    return new double[] {others && j >= input.get("i").asInt() ? j + 1 : j};
  }

  private static double[] step(JsonNode input, long seq, double factor) throws IOException {
    double dt = input.get("dt").asDouble();
    double friction = input.get("friction").asDouble();
    double[] x = numbers(input.get("x"));
    double[] v = numbers(input.get("v"));
    double[] noise = numbers(input.get("noise"));
    int potential = input.get("potential").get("function").asInt();
    kick(x, v, dt, potential, seq);
    for (int i = 0; i < x.length; i++) {
      x[i] += 0.5 * dt * v[i];
      v[i] =
          Math.exp(-friction * dt) * v[i]
              + factor * Math.sqrt(-Math.expm1(-2 * friction * dt)) * noise[i];
      x[i] += 0.5 * dt * v[i];
    }
    kick(x, v, dt, potential, seq);
    double[] z = Arrays.copyOf(x, 2 * x.length);
    System.arraycopy(v, 0, z, x.length, v.length);
    return z;
  }

  private static void kick(double[] x, double[] v, double dt, int potential, long seq)
      throws IOException {
    String points =
        Arrays.stream(x).mapToObj(q -> new double[] {q}).map(Arrays::toString).toList().toString();
    JsonNode found = ask("{\"seq\": %d, \"evaluate\": %d, \"at\": %s}", seq, potential, points);
    for (int i = 0; i < v.length; i++) {
      v[i] -= 0.5 * dt * found.get("gradients").get(i).get(0).asDouble();
    }
  }

  private static double[] numbers(JsonNode list) {
    double[] out = new double[list.size()];
    Arrays.setAll(out, i -> list.get(i).asDouble());
    return out;
  }
}
