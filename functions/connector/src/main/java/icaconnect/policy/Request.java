package icaconnect.policy;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * One request of a principal, as far as it is known.
 *
 * @param action as AWS spells it
 * @param lowerAction actions are compared without regard to case
 * @param ofAction what is known about requests of this action only, by condition key in lower case
 */
public record Request(
    Principal principal,
    String action,
    String lowerAction,
    Target target,
    Map<String, Fact> ofAction) {

  private static final Map<String, String> IN_OWN_ORGANISATION =
      Map.of(
          "aws:resourceorgid", "aws:principalorgid",
          "aws:resourceorgpaths", "aws:principalorgpaths");

  public static Request of(
      Principal principal, String action, Target target, Map<String, Fact> ofAction) {
    return new Request(principal, action, action.toLowerCase(Locale.ROOT), target, ofAction);
  }

  /**
   * The key that stands for this one as well: a bucket of the principal's own account is in the
   * principal's own organisation.
   */
  String sameAs(String lowerKey) {
    String other = IN_OWN_ORGANISATION.get(lowerKey);
    return other != null
            && principal.facts().get("aws:principalaccount") instanceof Fact.Known account
            && account.equals(principal.facts().get("aws:resourceaccount"))
        ? other
        : lowerKey;
  }

  /** The same request, of which this is known besides. */
  Request assuming(String lowerKey, Fact fact) {
    var facts = new HashMap<>(ofAction);
    facts.put(lowerKey, fact);
    return new Request(principal, action, lowerAction, target, facts);
  }

  Fact fact(String anyKey) {
    String lowerKey = sameAs(anyKey);
    Fact fact = ofAction.get(lowerKey);
    if (fact != null) {
      return fact;
    }
    return KeysOfActions.isAbsent(lowerKey, lowerAction)
        ? Fact.ABSENT
        : principal.facts().getOrDefault(lowerKey, Fact.UNKNOWN);
  }
}
