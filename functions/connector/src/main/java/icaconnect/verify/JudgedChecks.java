package icaconnect.verify;

import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.policy.Explanation;
import icaconnect.policy.IcaRequests;
import icaconnect.policy.Judgement;
import icaconnect.policy.Principal;
import icaconnect.policy.Request;
import icaconnect.policy.Ruling;
import icaconnect.step.Step;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What cannot be tried without a trace, or not by us, judged by the bucket's policy as it is now:
 * each check names the statement that decides.
 */
final class JudgedChecks {
  private static final String REMEDY =
      "Edit that statement, or see the finding on the bucket policy.";

  private final IcaRequests ica;
  private final Judgement judgement;

  JudgedChecks(Step step, JsonNode policy, Instant now) {
    this.ica = IcaRequests.of(step, now);
    this.judgement = Judgement.of(policy, ica);
  }

  static List<String> names(Step step) {
    var names = new ArrayList<>(List.of("restore-object", "put-bucket-notification"));
    if (copies(step)) {
      names.add("copy-role");
    }
    return List.copyOf(names);
  }

  List<Check> of(Step step) {
    var checks = new ArrayList<Check>();
    checks.add(ofSession("restore-object", "s3:RestoreObject"));
    checks.add(ofSession("put-bucket-notification", "s3:PutBucketNotification"));
    if (copies(step)) {
      ica.role().ifPresent(role -> checks.add(of("copy-role", by(role))));
    }
    return checks;
  }

  /** One action of ICA's sessions. */
  Check ofSession(String name, String action) {
    return of(name, by(ica.session()).and(request -> request.action().equals(action)));
  }

  private Check of(String name, Predicate<Request> which) {
    Ruling worst = new Ruling.Allowed();
    for (Request request : ica.requests()) {
      if (which.test(request)) {
        Ruling ruling = judgement.ruling(request);
        worst = severity(ruling) > severity(worst) ? ruling : worst;
      }
    }
    return Check.judged(
        name,
        inWords(worst),
        worst instanceof Ruling.Allowed ? Optional.empty() : Optional.of(REMEDY));
  }

  private static boolean copies(Step step) {
    return step.connection().crossAccountCopy()
        && step.connection().copyRole(step.facts().region()).isPresent();
  }

  private static Predicate<Request> by(Principal principal) {
    return request -> request.principal().equals(principal);
  }

  private static int severity(Ruling ruling) {
    return switch (ruling) {
      case Ruling.Allowed _ -> 0;
      case Ruling.MayBeBlocked _ -> 1;
      case Ruling.NotGranted _ -> 2;
      case Ruling.Blocked _ -> 3;
    };
  }

  private static String inWords(Ruling ruling) {
    return switch (ruling) {
      case Ruling.Allowed _ -> "not tried; nothing in the bucket policy denies it";
      case Ruling.NotGranted _ -> "not tried; no statement of the bucket policy allows it";
      case Ruling.Blocked(var by) ->
          "not tried; denied by " + Explanation.name(by) + ": " + Explanation.reason(by);
      case Ruling.MayBeBlocked(var by, var keys) ->
          "not tried; "
              + Explanation.name(by)
              + " may deny it, depending on "
              + String.join(", ", keys);
    };
  }
}
