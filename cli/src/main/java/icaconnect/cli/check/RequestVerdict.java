package icaconnect.cli.check;

import icaconnect.policy.Explanation;
import icaconnect.policy.IcaRequests;
import icaconnect.policy.Judgement;
import icaconnect.policy.Principal;
import icaconnect.policy.Request;
import icaconnect.policy.Ruling;
import icaconnect.policy.Statement;
import icaconnect.policy.Target;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What becomes of one request of ICA's: under the bucket policy as it is, and as connecting would
 * leave it.
 *
 * @param principal user, session or role
 * @param resource its ARN; with a star at its end, everything that starts so
 * @param verdict one of {@link Word}, as the policy is now
 * @param statement the one that decides
 * @param because when that statement applies
 * @param dependsOn the condition keys, or other unknowns, that decide
 * @param afterConnect the same for the policy that connecting leaves
 */
record RequestVerdict(
    String principal,
    String principalArn,
    String action,
    String resource,
    Word verdict,
    Optional<String> statement,
    Optional<String> because,
    List<String> dependsOn,
    After afterConnect) {

  /** The judge's four rulings. */
  enum Word {
    /** Nothing in the policy is in its way; what IAM must allow, connecting grants. */
    ALLOWED,
    DENIED,
    /** It comes from another account, and no statement allows it. */
    NOT_GRANTED,
    /** It may be denied. */
    DEPENDS
  }

  /** As above. */
  record After(
      Word verdict, Optional<String> statement, Optional<String> because, List<String> dependsOn) {
    static After of(Ruling ruling) {
      return switch (ruling) {
        case Ruling.Allowed _ -> new After(Word.ALLOWED);
        case Ruling.NotGranted _ -> new After(Word.NOT_GRANTED);
        case Ruling.Blocked(var by) -> new After(Word.DENIED, by, Set.of());
        case Ruling.MayBeBlocked(var by, var keys) -> new After(Word.DEPENDS, by, keys);
      };
    }

    private After(Word verdict) {
      this(verdict, Optional.empty(), Optional.empty(), List.of());
    }

    private After(Word verdict, Statement by, Set<String> keys) {
      this(
          verdict,
          Optional.of(Explanation.name(by)),
          Optional.of(Explanation.reason(by)),
          keys.stream().sorted().toList());
    }
  }

  static List<RequestVerdict> of(IcaRequests ica, Judgement now, Judgement then) {
    return ica.requests().stream()
        .map(request ->
            of(ica, request, After.of(now.ruling(request)), After.of(then.ruling(request))))
        .toList();
  }

  private static RequestVerdict of(IcaRequests ica, Request request, After now, After then) {
    return new RequestVerdict(
        word(ica, request.principal()),
        request.principal().arn(),
        request.action(),
        switch (request.target()) {
          case Target.Exact(var arn) -> arn;
          case Target.Under(var start) -> start + "*";
        },
        now.verdict(),
        now.statement(),
        now.because(),
        now.dependsOn(),
        then);
  }

  private static String word(IcaRequests ica, Principal principal) {
    return principal.equals(ica.user())
        ? "user"
        : principal.equals(ica.session()) ? "session" : "role";
  }
}
