package icaconnect.cli.terminal;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** What the process ends with; {@code --help} and the README show these words. */
public enum ExitCode {
  DONE(0, "done, or nothing to do"),
  BROKEN(1, "an error of ica-connect itself"),
  CHANGES(2, "with --detailed-exitcode: something would change"),
  REFUSED(3, "refused, or something would keep ICA out: change that first"),
  FAILED(4, "failed; the answer says what was taken back"),
  NOT_PROVEN(5, "not proven: all is in place and it does not work, or ICA says so; taken back"),
  TRY_AGAIN(6, "AWS or another execution was busy, or nobody answered: try again"),
  NOT_ASKED(
      7, "AWS could not be asked, or not for everything: credentials, permissions, no such stack"),
  USAGE(64, "the command line, a file that it names, or the request is not valid"),
  INTERRUPTED(130, "interrupted: what was started goes on, see follow");

  private final int number;
  private final String words;

  ExitCode(int number, String words) {
    this.number = number;
    this.words = words;
  }

  public int number() {
    return number;
  }

  public String words() {
    return words;
  }

  /** As picocli wants the table for {@code --help}. */
  public static Map<String, String> table() {
    return Arrays.stream(values())
        .collect(
            Collectors.toMap(
                code -> Integer.toString(code.number),
                code -> code.words,
                (one, other) -> one,
                LinkedHashMap::new));
  }
}
