package icaconnect.policy;

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

  public static Request of(
      Principal principal, String action, Target target, Map<String, Fact> ofAction) {
    return new Request(principal, action, action.toLowerCase(Locale.ROOT), target, ofAction);
  }

  Fact fact(String lowerKey) {
    Fact fact = ofAction.get(lowerKey);
    if (fact != null) {
      return fact;
    }
    return KeysOfActions.isAbsent(lowerKey, lowerAction)
        ? Fact.ABSENT
        : principal.facts().getOrDefault(lowerKey, Fact.UNKNOWN);
  }
}
