package icaconnect.verify;

import icaconnect.report.Report;
import icaconnect.verify.Check.Status;
import java.util.List;

/**
 * What the probe found.
 *
 * @param left what could not be taken away again
 * @param proven whether no check failed and something was tried
 */
public record Verification(boolean proven, List<Check> checks, List<Left> left, Report report) {
  static Verification of(List<Check> checks, List<Left> left) {
    boolean failed = checks.stream().anyMatch(check -> check.status() == Status.FAIL);
    boolean tried = checks.stream().anyMatch(check -> check.status() == Status.PASS);
    return new Verification(tried && !failed, checks, left, Report.of("verify", List.of()));
  }
}
