package icaconnect.iam;

/**
 * What this step keeps in the journal, so that its deeds can be found and told from theirs.
 *
 * @param userAdopted the user was there before us: it is never tagged and never deleted
 * @param policyAdopted likewise the policy
 */
public record IamEntry(
    String userName, String policyName, boolean userAdopted, boolean policyAdopted) {}
