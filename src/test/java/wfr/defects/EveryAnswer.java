package wfr.defects;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import wfr.measure.WeightedSample;
import wfr.reference.ReferenceOperations;
import wfr.spec.Claim;
import wfr.spec.Claims;
import wfr.spec.Operations;
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
          Verdict.SUPPORTED, claim.checkOne(counting.operations(), instance, SEED).verdict());
      int calls = counting.calls;
      Set<Integer> tried = new LinkedHashSet<>();
      for (int k = 0; k < Math.min(calls, TRIED); k++) {
        tried.add((int) ((long) k * (calls - 1) / Math.max(1, Math.min(calls, TRIED) - 1)));
      }
      for (int call : tried) {
        Poisoned p = new Poisoned(call, call * 7 + 3);
        assertNotEquals(
            Verdict.SUPPORTED,
            claim.checkOne(p.operations(), instance, SEED).verdict(),
            () -> claim.id() + " " + instance + " ignores " + p.poisoned);
      }
    }
  }

  /** The reference with a NaN in an entry of one answer; answers without numbers of their own are counted, and left. */
  private static final class Poisoned {
    private final Operations reference = new ReferenceOperations();
    private final int call;
    private final int entry;
    private int calls;
    private String poisoned = "nothing";

    Poisoned(int call, int entry) {
      this.call = call;
      this.entry = entry;
    }

    Operations operations() {
      return (Operations)
          Proxy.newProxyInstance(
              Operations.class.getClassLoader(),
              new Class<?>[] {Operations.class},
              (proxy, method, arguments) -> answer(method, arguments));
    }

    private Object answer(Method method, Object[] arguments) throws Throwable {
      Object a;
      try {
        a = method.invoke(reference, arguments);
      } catch (InvocationTargetException e) {
        throw e.getCause();
      }
      if (!(a instanceof double[]
          || a instanceof double[][]
          || a instanceof Double
          || a instanceof WeightedSample
          || a instanceof List<?> l && !l.isEmpty() && isSpoilt(l.get(0)))) {
        return a;
      }
      if (calls++ != call) {
        return a;
      }
      poisoned = "call " + call + ": " + method.getName();
      if (a instanceof Double) {
        return Double.NaN;
      }
      if (a instanceof double[] line) {
        return spoiled(line);
      }
      if (a instanceof WeightedSample s) {
        return spoiled(s);
      }
      if (a instanceof List<?> l) {
        List<Object> copy = new ArrayList<>(l);
        int which = entry % copy.size();
        copy.set(which, copy.get(which) instanceof WeightedSample s ? spoiled(s) : Double.NaN);
        return copy;
      }
      double[][] rows = ((double[][]) a).clone();
      int row = entry % rows.length;
      rows[row] = spoiled(rows[row]);
      return rows;
    }

    private static boolean isSpoilt(Object member) {
      return member instanceof WeightedSample || member instanceof Double;
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
