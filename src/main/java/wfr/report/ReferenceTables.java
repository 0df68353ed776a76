package wfr.report;

import java.io.BufferedWriter;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import wfr.math.Estimate;
import wfr.reference.ReferenceEntry;
import wfr.spec.ReportedRun.Density;
import wfr.spec.ReportedRun.State;

/** The reference data as CSV, numbers as the shortest decimals that read back exactly. */
public final class ReferenceTables {
  /** Header of functionals.csv. */
  public static final String FUNCTIONALS = "problem,time,functional,value,error,kind";

  /** Header of NAME.csv. */
  public static final String DENSITIES = "time,x,density,error";

  private ReferenceTables() {}

  /** functionals.csv: one row per problem, time and functional. */
  public static void functionals(List<ReferenceEntry> entries, BufferedWriter out)
      throws IOException {
    out.write(FUNCTIONALS + "\n");
    for (ReferenceEntry e : entries) {
      for (State s : e.states()) {
        for (Map.Entry<String, Estimate> f : s.functionals().entrySet()) {
          out.write(
              String.join(
                  ",",
                  e.name(),
                  Decimal.shortest(s.time()),
                  f.getKey(),
                  Decimal.shortest(f.getValue().value()),
                  Decimal.shortest(f.getValue().error()),
                  e.kind().key()));
          out.write('\n');
        }
      }
    }
  }

  /** NAME.csv: one row per time and cell or point. */
  public static void densities(ReferenceEntry entry, BufferedWriter out) throws IOException {
    out.write(DENSITIES + "\n");
    for (State s : entry.states()) {
      Density d = s.density().orElseThrow();
      for (int i = 0; i < d.x().length; i++) {
        out.write(
            String.join(
                ",",
                Decimal.shortest(s.time()),
                Decimal.shortest(d.x()[i]),
                Decimal.shortest(d.values()[i]),
                Decimal.shortest(d.errors()[i])));
        out.write('\n');
      }
    }
  }
}
