import java.util.List;
import wfr.reference.Reference;
import wfr.spec.Claims;
import wfr.spec.Evidence;

/** Verdicts of claims on the reference implementation, a line each: id, verdict, what was found. */
class Verdicts {
  public static void main(String[] ids) {
    for (String id : List.of(ids)) {
      Evidence e = Claims.get(id).verify(Reference.IMPLEMENTATION, 1);
      System.out.println(id + " " + e.verdict() + " " + e.detail());
    }
  }
}
