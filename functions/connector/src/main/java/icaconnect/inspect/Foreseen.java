package icaconnect.inspect;

import java.util.Set;

/**
 * What IAM's policy simulator says stops this application's role from making the user.
 *
 * @param role that was simulated
 * @param byOrganisation the actions that service control policies do not allow, as far as it
 *     evaluates them
 * @param byBoundary those that the role's own permissions boundary does not allow
 * @param organisationAnswered it said something of the organisation; it does not where the account
 *     is in none
 */
public record Foreseen(
    String role,
    Set<String> byOrganisation,
    Set<String> byBoundary,
    boolean organisationAnswered) {}
