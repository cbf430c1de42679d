package icaconnect.aws.client;

import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ContainerCredentialsProvider;
import software.amazon.awssdk.auth.credentials.EnvironmentVariableCredentialsProvider;

/**
 * The credentials of the function's own role. Lambda puts them into the environment, except under
 * SnapStart: those would be in the snapshot, so a restored function fetches them from the address
 * that it finds there instead. https://docs.aws.amazon.com/lambda/latest/dg/snapstart-activate.html
 */
final class OwnCredentials implements AwsCredentialsProvider {
  private static final String FETCHED_FROM = "AWS_CONTAINER_CREDENTIALS_FULL_URI";
  private static final AwsCredentials NOBODY =
      AwsBasicCredentials.create("AKIAREHEARSAL0000000", "rehearsal");

  private final AwsCredentialsProvider given =
      System.getenv(FETCHED_FROM) == null
          ? EnvironmentVariableCredentialsProvider.create()
          : ContainerCredentialsProvider.create();

  @Override
  public AwsCredentials resolveCredentials() {
    return Rehearsal.isOn() ? NOBODY : given.resolveCredentials();
  }
}
