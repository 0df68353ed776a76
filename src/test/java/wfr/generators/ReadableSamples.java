package wfr.generators;

import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import net.jqwik.api.SampleReportingFormat;
import wfr.model.GaussianLaw;

/** Counterexamples in numbers: Gaussians, and records whose own text hides arrays. */
public final class ReadableSamples implements SampleReportingFormat {
  @Override
  public boolean appliesTo(Object value) {
    return value instanceof GaussianLaw
        || value instanceof Record
            && Arrays.stream(value.getClass().getRecordComponents())
                .anyMatch(c -> c.getType().isArray());
  }

  @Override
  public Object report(Object value) {
    Map<Object, Object> parts = new LinkedHashMap<>();
    if (value instanceof GaussianLaw law) {
      parts.put(SampleReportingFormat.plainLabel("mean"), law.mean());
      parts.put(SampleReportingFormat.plainLabel("covariance"), law.covariance());
      return parts;
    }
    for (RecordComponent c : value.getClass().getRecordComponents()) {
      parts.put(SampleReportingFormat.plainLabel(c.getName()), component(c.getAccessor(), value));
    }
    return parts;
  }

  private static Object component(Method accessor, Object value) {
    try {
      accessor.setAccessible(true);
      return accessor.invoke(value);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public java.util.Optional<String> label(Object value) {
    return java.util.Optional.of(value.getClass().getSimpleName() + " ");
  }
}
