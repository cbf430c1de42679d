package icaconnect.ica;

import java.net.URI;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sts.StsClient;

/** Validates a configuration by using the key that the stand-in was given on its bucket. */
record KeyTrial(URI endpoint) implements StandInMemory.Validation {
  @Override
  public String error(AwsCredentials key, AwsDetails details) {
    var signer =
        StaticCredentialsProvider.create(
            AwsBasicCredentials.create(key.accessKeyId(), key.secretAccessKey()));
    try (var sts = client(StsClient.builder(), signer);
        var s3 = client(S3Client.builder(), signer)) {
      // AWS refuses a key that is gone; LocalStack takes its holder for the account's root.
      String caller = sts.getCallerIdentity().arn();
      if (!caller.contains(":user/")) {
        return "Stand-in: no user has the access key " + key.accessKeyId() + ".";
      }
      s3.listObjectsV2(r -> r.bucket(details.bucketName()).prefix(details.keyPrefix()).maxKeys(1));
      return null;
    } catch (SdkException e) {
      return "Stand-in: " + e.getMessage();
    }
  }

  private <B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>, C> C client(
      B builder, AwsCredentialsProvider signer) {
    return builder
        .endpointOverride(endpoint)
        .region(Region.US_EAST_1)
        .credentialsProvider(signer)
        .httpClient(UrlConnectionHttpClient.create())
        .build();
  }
}
