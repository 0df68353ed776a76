package wfr.defects;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import wfr.math.Estimate;
import wfr.measure.Axis;
import wfr.measure.Grid;
import wfr.measure.WeightedSample;
import wfr.model.GaussianLaw;
import wfr.model.MixtureLaw;
import wfr.operation.Call;
import wfr.operation.Implementation;
import wfr.operation.Operation;
import wfr.operation.Operations;
import wfr.operation.Wire;
import wfr.reference.Reference;
import wfr.spec.Claim;
import wfr.spec.Claims;
import wfr.spec.Verdict;

/**
 * No answer that a claim asks for is ignored: the reference, except that the k-th answer holds a NaN in one entry, is not supported, for the first and the last
 * calls and some between. What a comparison of reals lets pass, an assignment that a maximum skips and a part of the check that is not looked at, shows here.
 */
class EveryAnswer {
  private static final long SEED = 1;

  /** Calls tried of each claim and instance. */
  private static final int TRIED = 8;

  /** E7R integrates the constant 1 too, which no step can change; A11 asks the middle of an interval for its mass only. */
  private static final Set<String> EXCEPT = Set.of("A11", "E7R");

  @TestFactory
  Stream<DynamicTest> isLookedAt() {
    return Claims.all().stream()
        .filter(c -> !EXCEPT.contains(c.id()))
        .flatMap(c -> Discovery.test(c.id(), c.id(), () -> tryAll(c)));
  }

  private static <I> void tryAll(Claim<I> claim) {
    for (I instance : claim.instances()) {
      Poisoned counting = new Poisoned(-1, 0);
      assertEquals(
          Verdict.SUPPORTED, claim.checkOne(counting.operations, instance, SEED).verdict());
      int calls = counting.calls;
      Set<Integer> tried = new LinkedHashSet<>();
      for (int k = 0; k < Math.min(calls, TRIED); k++) {
        tried.add((int) ((long) k * (calls - 1) / Math.max(1, Math.min(calls, TRIED) - 1)));
      }
      tried.addAll(counting.first.values());
      tried.addAll(counting.last.values());
      for (int call : tried) {
        Poisoned p = new Poisoned(call, call * 7 + 3);
        assertNotEquals(
            Verdict.SUPPORTED,
            claim.checkOne(p.operations, instance, SEED).verdict(),
            () -> claim.id() + " " + instance + " ignores " + p.poisoned);
      }
    }
  }

  /**
   * The reference with a NaN in an entry of one answer, in each of its parts where it is a record or a list, of which a claim may ask for one; what the reference asks itself on the way
   * stays as it is. Answers without numbers of their own are not counted. An integer is -1 instead, an estimate, which refuses a NaN, infinite.
   */
  private static final class Poisoned {
    private final int call;
    private final int entry;
    private final Implementation operations;
    private int calls;
    private boolean inside;
    private final Map<Operation<?, ?>, Integer> first = new LinkedHashMap<>();
    private final Map<Operation<?, ?>, Integer> last = new LinkedHashMap<>();
    private String poisoned = "nothing";

    Poisoned(int call, int entry) {
      this.call = call;
      this.entry = entry;
      Implementation all = Reference.IMPLEMENTATION;
      for (Operation<?, ?> operation : Operations.all()) {
        all = answering(all, operation);
      }
      operations = all;
    }

    private <C extends Call<R>, R> Implementation answering(
        Implementation to, Operation<C, R> operation) {
      return to.composed(
          operation,
          (c, next, self) ->
              inside
                  ? next.apply(c)
                  : answer(
                      operation,
                      self == operations ? Reference.IMPLEMENTATION.apply(c) : unspoiled(c, next)));
    }

    /** For a claim that has replaced something itself. */
    private <C extends Call<R>, R> R unspoiled(C c, Function<C, R> next) {
      inside = true;
      try {
        return next.apply(c);
      } finally {
        inside = false;
      }
    }

    @SuppressWarnings("unchecked") // every case makes what it was given
    private <R> R answer(Operation<?, R> operation, R a) {
      if (!(a instanceof MixtureLaw) && Wire.numbers(a).length == 0) {
        return a;
      }
      first.putIfAbsent(operation, calls);
      last.put(operation, calls);
      if (calls++ != call) {
        return a;
      }
      poisoned = "call " + call + ": " + operation;
      return (R) spoiled(a, !hasReals(a));
    }

    private static boolean hasReals(Object a) {
      if (a instanceof Object[] rows) {
        return Arrays.stream(rows).anyMatch(Poisoned::hasReals);
      }
      if (a instanceof List<?> l) {
        return l.stream().anyMatch(Poisoned::hasReals);
      }
      if (a instanceof Record r) {
        return components(r).anyMatch(Poisoned::hasReals);
      }
      return !(a instanceof Integer || a instanceof Long || a instanceof int[]);
    }

    private static Stream<Object> components(Record r) {
      return Arrays.stream(r.getClass().getRecordComponents()).map(c -> component(r, c));
    }

    private static Object component(Record r, RecordComponent c) {
      try {
        return c.getAccessor().invoke(r);
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException(e);
      }
    }

    private Object spoiled(Object a, boolean integers) {
      if (a instanceof List<?> l) {
        return l.stream().map(e -> spoiled(e, integers)).toList();
      }
      if (a instanceof Estimate[] all) {
        return Arrays.stream(all).map(e -> spoiled(e, integers)).toArray(Estimate[]::new);
      }
      if (a instanceof Object[] rows && rows.length > 0) {
        Object[] copy = rows.clone();
        copy[entry % copy.length] = spoiled(copy[entry % copy.length], integers);
        return copy;
      }
      if (a instanceof Estimate e) {
        return new Estimate(Double.POSITIVE_INFINITY, e.error());
      }
      if (a instanceof GaussianLaw g) {
        return new GaussianLaw(spoiled(g.mean()), g.covariance());
      }
      if (a instanceof MixtureLaw m) {
        return new MixtureLaw(
            m.weights(),
            m.components().stream().map(g -> (GaussianLaw) spoiled(g, false)).toList());
      }
      if (a instanceof WeightedSample s) {
        return spoiled(s);
      }
      if (a instanceof Axis || a instanceof Grid) {
        return a;
      }
      if (a instanceof Record r) {
        return spoiled(r, integers);
      }
      double[] numbers = Wire.numbers(a);
      if (numbers.length == 0 || hasReals(a) == integers) {
        return a;
      }
      numbers = numbers.clone();
      numbers[entry % numbers.length] = integers ? -1 : Double.NaN;
      return Wire.refilled(a, numbers);
    }

    private Record spoiled(Record r, boolean integers) {
      RecordComponent[] all = r.getClass().getRecordComponents();
      Class<?>[] types = Arrays.stream(all).map(RecordComponent::getType).toArray(Class<?>[]::new);
      Object[] values = components(r).map(v -> spoiled(v, integers)).toArray();
      try {
        return r.getClass().getDeclaredConstructor(types).newInstance(values);
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException(e);
      }
    }

    private WeightedSample spoiled(WeightedSample s) {
      double[][] x = new double[s.dimension()][];
      for (int k = 0; k < x.length; k++) {
        x[k] = k == entry % x.length ? spoiled(s.coordinate(k)) : s.coordinate(k);
      }
      return new WeightedSample(x, entry % 2 == 0 ? s.logWeights() : spoiled(s.logWeights()));
    }

    private double[] spoiled(double[] line) {
      double[] copy = line.clone();
      if (copy.length > 0) {
        copy[entry % copy.length] = Double.NaN;
      }
      return copy;
    }
  }
}
