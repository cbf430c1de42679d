package icaconnect.audit;

import java.util.List;
import java.util.Set;

/** Finds connections by the marks that they left in AWS. */
public interface Traces {
  /**
   * @param known buckets that need not be looked at
   */
  List<Trace> ofOthersThan(Set<String> known);
}
