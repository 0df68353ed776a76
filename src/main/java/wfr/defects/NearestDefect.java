package wfr.defects;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import wfr.operation.Call;
import wfr.operation.Implementation;
import wfr.operation.Operation;
import wfr.operation.Operations;
import wfr.reference.Reference;
import wfr.spec.ConformanceResult.Example;
import wfr.spec.ConformanceResult.Suspect;
import wfr.spec.OperationCall;

/**
 * Which planted defect a program shows. With f, r, m the answers of program, reference and mutant to the same recorded calls,
 *   unexplained(m) = |f - m| / |f - r|,
 * squares summed over the calls of one operation: 0 if the program makes exactly that mistake, 1 if the mutant agrees with the reference
 * there. Mutants with equal sets of refuting claims are told apart by it, because it compares numbers.
 */
final class NearestDefect {
  /** Operations nearer to the reference than this differ by rounding and choice of formula only. */
  private static final double DEVIATES = 1e-9;

  /** A call shows the deviation if it deviates by this part of the largest. */
  private static final double CLEARLY = 0.1;

  /** Mutants that leave less than so many times what the nearest leaves explain the answers as well as it. */
  private static final double ALIKE = 1.5;

  private NearestDefect() {}

  /** The nearest mutant of one operation; empty where its answers are the reference's. */
  static Optional<Suspect> of(String operation, List<CallRecord.Answered> calls) {
    double deviation = 0;
    double[][] right = new double[calls.size()][];
    double base = 0;
    boolean none = false;
    for (int k = 0; k < calls.size(); k++) {
      double[] f = calls.get(k).output();
      right[k] = answer(calls.get(k).call(), Reference.IMPLEMENTATION);
      for (int i = 0; i < f.length; i++) {
        none |= Double.isNaN(f[i]) && !Double.isNaN(right[k][i]);
      }
      deviation = Math.max(deviation, deviation(f, right[k]));
      base += squares(f, right[k]);
    }
    if (!(deviation > DEVIATES)) {
      return Optional.empty();
    }
    double shown = none ? Double.NaN : deviation;
    Suspect best = new Suspect(operation, shown, "", "", 1, List.of());
    Map<String, Double> rests = new LinkedHashMap<>();
    Operation<?, ?>[] asked = asked(calls);
    for (Mutant mutant : Mutants.all()) {
      Implementation wrong = mutant.implementation();
      if (wrong.keeps(asked)) {
        continue; // its answers are the reference's: a run is not made again for nothing
      }
      double rest = 0;
      boolean touches = false;
      for (int k = 0; k < calls.size(); k++) {
        double[] m = answer(calls.get(k).call(), wrong);
        touches |= squares(m, right[k]) > 0;
        rest += squares(calls.get(k).output(), m);
      }
      double unexplained = Math.sqrt(rest / base);
      if (touches) {
        rests.put(mutant.id(), unexplained);
      }
      if (touches && unexplained < best.unexplained()) {
        best = new Suspect(operation, shown, mutant.id(), mutant.defect(), unexplained, List.of());
      }
    }
    String nearest = best.mutant();
    double as = Math.max(DEVIATES, ALIKE * best.unexplained());
    List<String> alike =
        rests.entrySet().stream()
            .filter(e -> e.getValue() <= as && !e.getKey().equals(nearest))
            .map(Map.Entry::getKey)
            .toList();
    return Optional.of(
        new Suspect(
            operation,
            shown,
            nearest,
            best.defect(),
            best.unexplained(),
            List.of(),
            nearest.isEmpty() ? List.of() : alike,
            smallest(calls, right, CLEARLY * deviation)));
  }

  /** Of the calls that deviate by that much, the one with the fewest numbers. */
  private static Optional<Example> smallest(
      List<CallRecord.Answered> calls, double[][] right, double least) {
    return IntStream.range(0, calls.size())
        .filter(k -> deviation(calls.get(k).output(), right[k]) >= least)
        .boxed()
        .min(Comparator.comparingLong(k -> calls.get(k).call().numbers()))
        .map(
            k ->
                new Example(
                    calls.get(k).call().input(),
                    DoubleStream.of(calls.get(k).output()).boxed().toList(),
                    DoubleStream.of(right[k]).boxed().toList()));
  }

  private static double deviation(double[] answer, double[] right) {
    return IntStream.range(0, answer.length)
        .mapToDouble(i -> difference(answer[i], right[i]) / (1 + size(right[i])))
        .max()
        .orElse(0);
  }

  /** Of all operations recorded. */
  static List<Suspect> of(Map<String, List<CallRecord.Answered>> calls) {
    // copies: functions among the arguments may be made of the program's answers, which are
    // recorded too
    return List.copyOf(calls.entrySet()).stream()
        .flatMap(e -> of(e.getKey(), List.copyOf(e.getValue())).stream())
        .toList();
  }

  /** Every operation that the answers to some calls are made of. */
  private static Operation<?, ?>[] asked(List<CallRecord.Answered> calls) {
    Set<Operation<?, ?>> asked = ConcurrentHashMap.newKeySet();
    Implementation watched = Reference.IMPLEMENTATION;
    for (Operation<?, ?> operation : Operations.all()) {
      watched = watched(watched, operation, asked);
    }
    for (CallRecord.Answered c : calls) {
      answer(c.call(), watched);
    }
    return asked.toArray(Operation<?, ?>[]::new);
  }

  private static <C extends Call<R>, R> Implementation watched(
      Implementation to, Operation<C, R> operation, Set<Operation<?, ?>> asked) {
    return to.with(
        operation,
        (c, next) -> {
          asked.add(operation);
          return next.apply(c);
        });
  }

  /** A mutant that throws answers NaN throughout. */
  private static double[] answer(OperationCall call, Implementation implementation) {
    try {
      return call.replay(implementation);
    } catch (RuntimeException e) {
      double[] none = new double[call.outputs()];
      java.util.Arrays.fill(none, Double.NaN);
      return none;
    }
  }

  private static double squares(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      double d = difference(a[i], b[i]);
      sum += d * d;
    }
    return sum;
  }

  /** |a - b|; 0 if both are the same non-finite value, and 1 if one of them is not finite: that has no size. */
  private static double difference(double a, double b) {
    if (Double.compare(a, b) == 0) {
      return 0;
    }
    double d = Math.abs(a - b);
    return Double.isFinite(d) ? d : 1;
  }

  private static double size(double v) {
    return Double.isFinite(v) ? Math.abs(v) : 0;
  }
}
