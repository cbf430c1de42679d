package icaconnect.inspect;

import java.util.List;
import java.util.Optional;

/**
 * What the account lets a new user and policy be made.
 *
 * @param quotas empty where they could not be seen
 * @param globalTokens the version of the sessions that STS opens at its global endpoint
 * @param foreseen what the policy simulator says; empty where it was not asked or did not answer
 * @param unseen what nobody has looked at, and by which action one would
 */
public record AccountInspection(
    Optional<Quotas> quotas,
    Optional<Integer> globalTokens,
    Optional<Foreseen> foreseen,
    List<String> unseen) {
  /** Where nothing is known of STS, and nothing foreseen. */
  public AccountInspection(Optional<Quotas> quotas, List<String> unseen) {
    this(quotas, Optional.empty(), Optional.empty(), unseen);
  }

  /** Where nobody is asked. */
  public static final AccountInspection NOT_ASKED =
      new AccountInspection(Optional.empty(), List.of());

  /** Users and customer managed policies, as IAM counts them. */
  public record Quotas(int users, int usersQuota, int policies, int policiesQuota) {
    int usersLeft() {
      return Math.max(0, usersQuota - users);
    }

    int policiesLeft() {
      return Math.max(0, policiesQuota - policies);
    }
  }
}
