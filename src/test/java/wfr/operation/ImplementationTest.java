package wfr.operation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Maps from operations to functions, on operations small enough to be computed by hand. */
class ImplementationTest {
  private static final Operation<Sum, Double> SUM =
      new Operation<>("sum", Group.FUNCTIONALS, Sum.class);
  private static final Operation<Twice, Double> TWICE =
      new Operation<>("twice", Group.FUNCTIONALS, Twice.class);
  private static final Operation<FourTimes, Double> FOUR_TIMES =
      new Operation<>("fourTimes", Group.FUNCTIONALS, FourTimes.class);

  /** a + b. */
  private record Sum(double a, double b) implements Call<Double> {}

  /** a + a, by SUM. */
  private record Twice(double a) implements Call<Double> {}

  /** Twice twice. */
  private record FourTimes(double a) implements Call<Double> {}

  /** What is composed is defined before its parts are. */
  private static final Implementation BASE =
      Implementation.EMPTY
          .define(FOUR_TIMES, (c, self) -> self.apply(new Twice(self.apply(new Twice(c.a())))))
          .define(TWICE, (c, self) -> self.apply(new Sum(c.a(), c.a())))
          .define(SUM, (c, self) -> c.a() + c.b());

  @Test
  void answers_areThoseOfTheDefinitions() {
    assertEquals(5, BASE.apply(new Sum(2, 3)));
    assertEquals(6, BASE.apply(new Twice(3)));
    assertEquals(12, BASE.apply(new FourTimes(3)));
  }

  @Test
  void operationWithoutADefinition_isRefusedByName() {
    IllegalStateException asked =
        assertThrows(IllegalStateException.class, () -> Implementation.EMPTY.apply(new Sum(1, 2)));
    assertTrue(asked.getMessage().contains("Sum"), asked.getMessage());
    assertThrows(IllegalStateException.class, () -> Implementation.EMPTY.function(SUM));
    assertThrows(
        IllegalStateException.class,
        () -> Implementation.EMPTY.with(SUM, (c, next) -> next.apply(c)));
    Implementation incomplete =
        Implementation.EMPTY.define(TWICE, (c, self) -> self.apply(new Sum(c.a(), c.a())));
    assertThrows(IllegalStateException.class, () -> incomplete.apply(new Twice(1)));
  }

  @Test
  void secondDefinition_isRefused() {
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class, () -> BASE.define(SUM, (c, self) -> c.a() - c.b()));
    assertTrue(e.getMessage().contains("sum"), e.getMessage());
  }

  /** Wherever it is asked: by itself, and within everything that is composed of it. */
  @Test
  void replacement_isAskedEverywhere_andLeavesTheOriginalAsItIs() {
    Implementation off = BASE.with(SUM, (c, next) -> next.apply(c) + 1);
    assertEquals(6, off.apply(new Sum(2, 3)));
    assertEquals(7, off.apply(new Twice(3)));
    assertEquals(15, off.apply(new FourTimes(3)));
    assertEquals(12, BASE.apply(new FourTimes(3)));
  }

  @Test
  void replacementOfAReplacement_asksTheFirstOne() {
    Implementation twice =
        BASE.with(SUM, (c, next) -> next.apply(c) + 1).with(SUM, (c, next) -> 10 * next.apply(c));
    assertEquals(60, twice.apply(new Sum(2, 3)));
    assertEquals(70, twice.apply(new Twice(3)));
  }

  /** A replacement that is put in later is seen by one that was composed before it, in next as in self. */
  @Test
  void parts_areLookedUpWhenTheyAreAsked() {
    Implementation composed =
        BASE.composed(
            TWICE, (c, next, self) -> next.apply(c) + 100 * self.apply(new Sum(c.a(), 0)));
    assertEquals(306, composed.apply(new Twice(3)));
    Implementation later = composed.with(SUM, (c, next) -> next.apply(c) + 1);
    assertEquals(7 + 400, later.apply(new Twice(3)));
    assertEquals(407 + 407 + 1 + 100 * (407 + 1), later.apply(new FourTimes(3)));
  }

  /** A composition may ask its own operation of self: that is the replacement again. */
  @Test
  void composition_mayAskItself() {
    Implementation recursive =
        BASE.composed(
            SUM,
            (c, next, self) ->
                c.b() == 0 ? next.apply(c) : 1 + self.apply(new Sum(c.a(), c.b() - 1)));
    assertEquals(5, recursive.apply(new Sum(2, 3)));
  }

  @Test
  void keeps_saysWhatWasReplaced() {
    assertTrue(BASE.keeps(SUM, TWICE, FOUR_TIMES));
    Implementation off = BASE.with(SUM, (c, next) -> next.apply(c));
    assertFalse(off.keeps(SUM));
    assertFalse(off.keeps(TWICE, SUM));
    assertTrue(off.keeps(TWICE, FOUR_TIMES));
    assertTrue(off.keeps());
    assertTrue(BASE.keeps(SUM));
    Implementation both = off.composed(TWICE, (c, next, self) -> next.apply(c));
    assertFalse(both.keeps(SUM));
    assertFalse(both.keeps(TWICE));
    assertTrue(both.keeps(FOUR_TIMES));
    Operation<Call<String>, String> other = new Operation<>("other", Group.FUNCTIONALS, null);
    assertTrue(off.keeps(other));
  }

  /** Definitions that come after a replacement do not make it forgotten, nor count as one. */
  @Test
  void keeps_isNotChangedByDefinitions() {
    Implementation off =
        Implementation.EMPTY
            .define(SUM, (c, self) -> c.a() + c.b())
            .with(SUM, (c, next) -> next.apply(c))
            .define(TWICE, (c, self) -> 2 * c.a());
    assertFalse(off.keeps(SUM));
    assertTrue(off.keeps(TWICE));
  }

  @Test
  void unaltered_isWhatIsDefinedOrObservedOnly() {
    Implementation off = BASE.with(SUM, (c, next) -> next.apply(c));
    assertTrue(off.isUnaltered(off));
    assertTrue(off.observed((type, within) -> {}).isUnaltered(off));
    assertFalse(off.isUnaltered(BASE));
    assertFalse(off.with(SUM, (c, next) -> next.apply(c)).isUnaltered(off));
    assertFalse(off.composed(TWICE, (c, next, self) -> next.apply(c)).isUnaltered(off));
  }

  @Test
  void function_answersAsTheImplementationDoes() {
    Implementation off = BASE.with(SUM, (c, next) -> next.apply(c) + 1);
    Function<Sum, Double> sum = off.function(SUM);
    Function<Twice, Double> twice = off.function(TWICE);
    assertEquals(off.apply(new Sum(2, 3)), sum.apply(new Sum(2, 3)));
    assertEquals(off.apply(new Twice(3)), twice.apply(new Twice(3)));
    assertEquals(7, twice.apply(new Twice(3)));
  }

  @Test
  void operation_isToldByItsName() {
    assertEquals("sum", SUM.toString());
  }
}
