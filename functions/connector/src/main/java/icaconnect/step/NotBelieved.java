package icaconnect.step;

import icaconnect.code.Code;
import icaconnect.lambda.Shortened;
import icaconnect.report.Finding;

/**
 * Says what a journal claims and this application cannot have done. Every step can write every
 * journal; what a function does by one, it judges itself.
 */
public final class NotBelieved {
  /** Characters of a claim; findings go through states. */
  private static final int SHOWN = 600;

  private static final String REMEDY =
      "Ask CloudTrail who wrote that item of the registry: nobody but this stack's roles should. Where the finding shows what the connection has added, take it out yourself.";

  private NotBelieved() {}

  /**
   * What nobody can read knows of nothing: ours is told by its marks then.
   *
   * @param what of the record cannot be read
   * @param instead what was done instead
   */
  public static Finding unreadable(String what, String instead) {
    return said("has", what, "which this application does not write so and cannot read", instead);
  }

  /**
   * @param claim what the record says, after "says"
   * @param instead what was done instead
   */
  public static Finding finding(String claim, String instead) {
    return said("says", claim, "and this application writes no such thing", instead);
  }

  private static Finding said(String verb, String what, String why, String instead) {
    return Finding.warning(
        Code.RECORD_NOT_BELIEVED,
        "The record of this connection "
            + verb
            + " "
            + Shortened.to(SHOWN, what)
            + ", "
            + why
            + "; "
            + instead
            + ".",
        REMEDY);
  }
}
