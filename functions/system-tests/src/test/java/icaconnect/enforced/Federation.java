package icaconnect.enforced;

import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.sts.StsClient;

/** Users' keys, and sessions opened with them as ICA opens them. */
record Federation(MiniStack miniStack) {
  private static final String ALL_OF_S3 =
      "{\"Version\": \"2012-10-17\", \"Statement\": [{\"Effect\": \"Allow\", \"Action\": \"s3:*\", \"Resource\": \"*\"}]}";

  /** A new key of a user that is there. */
  AwsCredentials newKey(String userName) {
    var key =
        miniStack.root(IamClient.builder()).createAccessKey(r -> r.userName(userName)).accessKey();
    return AwsBasicCredentials.create(key.accessKeyId(), key.secretAccessKey());
  }

  AwsSessionCredentials session(AwsCredentials key, String name) {
    var session =
        miniStack
            .as(key, StsClient.builder())
            .getFederationToken(r -> r.name(name).policy(ALL_OF_S3))
            .credentials();
    return AwsSessionCredentials.create(
        session.accessKeyId(), session.secretAccessKey(), session.sessionToken());
  }

  /** A new user with an inline policy that allows these actions on everything. */
  AwsCredentials userWho(String userName, String... actions) {
    var iam = miniStack.root(IamClient.builder());
    iam.createUser(r -> r.userName(userName));
    if (actions.length > 0) {
      iam.putUserPolicy(r ->
          r.userName(userName)
              .policyName("all")
              .policyDocument(
                  "{\"Version\": \"2012-10-17\", \"Statement\": [{\"Effect\": \"Allow\", \"Action\": [\"%s\"], \"Resource\": \"*\"}]}"
                      .formatted(String.join("\", \"", actions))));
    }
    return newKey(userName);
  }
}
