package icaconnect.enforced;

import software.amazon.awssdk.services.kms.KmsClient;

/**
 * A key of a team whose policy leaves administration to the account's IAM policies, and nothing
 * else: nobody but the team's role can use it.
 */
final class TeamsKey {
  private static final String POLICY =
      """
      {"Version": "2012-10-17", "Statement": [
        {"Sid": "AdministrationByIam", "Effect": "Allow", "Principal": {"AWS": "arn:aws:iam::%1$s:root"},
         "Action": ["kms:Describe*", "kms:Get*", "kms:List*", "kms:Put*", "kms:CreateGrant", "kms:RevokeGrant"], "Resource": "*"},
        {"Sid": "Team", "Effect": "Allow", "Principal": {"AWS": "arn:aws:iam::%1$s:role/team"},
         "Action": ["kms:Encrypt", "kms:Decrypt", "kms:GenerateDataKey*"], "Resource": "*"}]}
      """
          .formatted(Template.ACCOUNT);

  private TeamsKey() {}

  /** Another such key, which the team gives to an installation by a tag. */
  static String tagged(KmsClient kms, String installation) {
    return kms.createKey(r ->
            r.policy(POLICY).tags(t -> t.tagKey("ica-connect:editable-by").tagValue(installation)))
        .keyMetadata()
        .arn();
  }

  static String create(MiniStack miniStack) {
    return miniStack.root(KmsClient.builder()).createKey(r -> r.policy(POLICY)).keyMetadata().arn();
  }
}
