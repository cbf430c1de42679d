package icaconnect.rewriting;

/** A plan for one document. */
public interface Edit<D> {
  /** Whether it asks for another document than there is. */
  boolean writes();

  D before();

  D after();
}
