package wfr.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import wfr.reference.CertifiedScheme;

/** The key "certificate" of summary.json. */
public final class CertificateJson {
  private CertificateJson() {}

  /** Of the scheme: one guaranteed bound per output time. */
  public static Map<String, Object> tree(CertifiedScheme c) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("kind", "scheme");
    tree.put("cells", c.cells());
    tree.put("steps", c.steps());
    tree.put("scheme", c.splitting().key());
    tree.put("transport", "backward-euler");
    List<Object> times = new ArrayList<>();
    for (int k = 0; k < c.times().length; k++) {
      Map<String, Object> row = new LinkedHashMap<>();
      row.put("time", c.times()[k]);
      row.put("relative-bound", c.bounds()[k]);
      times.add(row);
    }
    tree.put("times", times);
    return tree;
  }
}
