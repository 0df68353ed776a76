package wfr.generators;

import java.lang.reflect.RecordComponent;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.SampleReportingFormat;
import wfr.model.GaussianLaw;
import wfr.model.expression.Expression;
import wfr.model.expression.ExpressionText;

/** Counterexamples to be read: expressions as they are written, Gaussians and records without a text of their own, down to the entries of arrays. */
public final class ReadableSamples implements SampleReportingFormat {
  @Override
  public boolean appliesTo(Object value) {
    return value instanceof GaussianLaw
        || value instanceof Expression
        || value instanceof Record
            && value.toString().startsWith(value.getClass().getSimpleName() + "[");
  }

  @Override
  public Optional<String> label(Object value) {
    return Optional.of(value.getClass().getSimpleName() + " ");
  }

  @Override
  public Object report(Object value) {
    if (value instanceof Expression e) {
      return ExpressionText.of(e);
    }
    Map<Object, Object> parts = new LinkedHashMap<>();
    if (value instanceof GaussianLaw law) {
      parts.put(SampleReportingFormat.plainLabel("mean"), law.mean());
      parts.put(SampleReportingFormat.plainLabel("covariance"), law.covariance());
    } else {
      for (RecordComponent c : value.getClass().getRecordComponents()) {
        parts.put(SampleReportingFormat.plainLabel(c.getName()), component(c, value));
      }
    }
    return parts;
  }

  private static Object component(RecordComponent c, Object value) {
    try {
      c.getAccessor().setAccessible(true);
      return c.getAccessor().invoke(value);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }
}
