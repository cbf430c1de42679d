package icaconnect.cli.check;

import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.cli.bucket.Unread;
import icaconnect.cli.execution.Ending;
import icaconnect.cli.terminal.ExitCode;
import java.util.List;
import java.util.Optional;

/**
 * The answer of a check.
 *
 * @param source "AWS" or "files"
 * @param facts what the other steps go by; absent where the bucket cannot be connected
 * @param steps each step's report, as in the answer of an execution
 * @param findings of all steps
 * @param verdicts on each request that ICA makes
 * @param documents whole, before and after, named as their step
 * @param addition what the owner of a bucket that is left to them has to add
 * @param failures what would end a connect
 * @param unread what the caller may not read
 * @param assumed what is taken for granted
 */
record Checked(
    Status status,
    String bucket,
    String account,
    Optional<String> region,
    String source,
    Optional<JsonNode> facts,
    List<JsonNode> steps,
    List<JsonNode> findings,
    List<RequestVerdict> verdicts,
    List<JsonNode> documents,
    Optional<JsonNode> addition,
    List<Failure> failures,
    List<Unread> unread,
    List<String> assumed) {

  /** The result in a word, the gravest first. */
  enum Status {
    /** A step would refuse, and nothing would be connected. */
    REFUSED(ExitCode.REFUSED, "Connecting would be refused."),
    /** Everything could be written, and ICA would be kept out all the same. */
    WOULD_NOT_WORK(ExitCode.REFUSED, Ending.WOULD_NOT_WORK),
    /** Not everything could be looked at. */
    INCOMPLETE(ExitCode.NOT_ASKED, "Not everything could be looked at."),
    CHANGES(ExitCode.DONE, "Nothing is in the way, and connecting would change something."),
    NO_CHANGES(ExitCode.DONE, "Nothing is in the way, and nothing would change.");

    private final ExitCode exitCode;
    private final String words;

    Status(ExitCode exitCode, String words) {
      this.exitCode = exitCode;
      this.words = words;
    }

    ExitCode exitCode() {
      return exitCode;
    }

    String words() {
      return words;
    }
  }
}
