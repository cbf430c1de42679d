package icaconnect.iam;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What this step keeps in the journal, so that its deeds can be found and told from theirs.
 *
 * @param userAdopted the user was there before us: it is never tagged and never deleted
 * @param policyAdopted likewise the policy
 * @param userFound the user is ours and older than this record: an earlier one has been lost
 */
public record IamEntry(
    String userName,
    String policyName,
    boolean userAdopted,
    boolean policyAdopted,
    boolean userFound) {
  /** https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateUser.html */
  private static final Pattern USER = Pattern.compile("[\\w+=,.@-]{1,64}");

  /** https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreatePolicy.html */
  private static final Pattern POLICY = Pattern.compile("[\\w+=,.@-]{1,128}");

  IamEntry(String userName, String policyName, boolean userAdopted, boolean policyAdopted) {
    this(userName, policyName, userAdopted, policyAdopted, false);
  }

  /** Empty where it names no user and no policy that IAM could have. */
  static Optional<IamEntry> read(JsonNode json) {
    String user = json.path("userName").textValue();
    String policy = json.path("policyName").textValue();
    return user == null
            || policy == null
            || !USER.matcher(user).matches()
            || !POLICY.matcher(policy).matches()
        ? Optional.empty()
        : Optional.of(
            new IamEntry(
                user,
                policy,
                json.path("userAdopted").asBoolean(),
                json.path("policyAdopted").asBoolean(),
                json.path("userFound").asBoolean()));
  }

  IamEntry withUserFound(boolean found) {
    return new IamEntry(userName, policyName, userAdopted, policyAdopted, found);
  }
}
