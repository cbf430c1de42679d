package icaconnect.policy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.Set;

/**
 * A Principal or NotPrincipal element in any spelling.
 *
 * @param everyone a star is among them
 * @param aws accounts, ARNs and ids, in {@link CanonicalPolicy#principal} spelling
 * @param services AWS's services, such as s3.amazonaws.com
 * @param canonicalUsers it names accounts by canonical user id, which may be ours
 */
record PrincipalElement(
    boolean negated,
    boolean everyone,
    Set<String> aws,
    Set<String> services,
    boolean canonicalUsers) {
  private static final String STAR = "*";
  private static final String CANONICAL_USER = "CanonicalUser";

  static PrincipalElement read(JsonNode statement) {
    boolean negated = statement.has("NotPrincipal");
    JsonNode element = statement.path(negated ? "NotPrincipal" : "Principal");
    var aws = new HashSet<String>();
    JsonNode named = element.isObject() ? element.path("AWS") : element;
    PolicyDocument.listOf(named).forEach(item -> aws.add(CanonicalPolicy.principal(item.asText())));
    var services = new HashSet<String>();
    PolicyDocument.listOf(element.path("Service")).forEach(item -> services.add(item.asText()));
    return new PrincipalElement(
        negated, aws.contains(STAR), aws, services, element.has(CANONICAL_USER));
  }

  /** Whether a statement that denies keeps it out. */
  Verdict keepsOut(Principal principal) {
    return negated ? notSpared(principal) : named(principal);
  }

  /** Whether it denies this very principal by its ARN, and not everyone or a whole account. */
  boolean means(Principal principal) {
    return !negated && !everyone && aws.contains(principal.arn());
  }

  /**
   * Whether a statement that allows lets it in. Its NotPrincipal lets nobody in whom it lists in
   * any way: being wrong the other way would take for granted what is not.
   */
  Verdict letsIn(Principal principal) {
    return negated
        ? Verdict.of(
            !everyone && !canonicalUsers && principal.names().stream().noneMatch(this::lists))
        : named(principal);
  }

  private Verdict named(Principal principal) {
    if (everyone) {
      return Verdict.APPLIES;
    }
    for (String name : principal.names()) {
      if (lists(name)) {
        return Verdict.APPLIES;
      }
    }
    return canonicalUsers && principal.arn() != null
        ? Verdict.dependsOn(CANONICAL_USER)
        : Verdict.DOES_NOT_APPLY;
  }

  /**
   * AWS wants the principal and its account listed, else it may deny the whole account; and it
   * never spares who has a permissions boundary. Being wrong the other way would lock ICA out.
   * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notprincipal.html
   */
  private Verdict notSpared(Principal principal) {
    return Verdict.of(principal.bounded() || !excepts(principal));
  }

  /** Whether its NotPrincipal lists all that AWS wants listed of this principal. */
  boolean excepts(Principal principal) {
    return negated
        && (everyone
            || (!principal.sparedBy().isEmpty()
                && principal.sparedBy().stream().allMatch(this::lists)));
  }

  private boolean lists(String name) {
    return aws.contains(name) || services.contains(name);
  }
}
