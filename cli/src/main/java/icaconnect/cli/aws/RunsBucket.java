package icaconnect.cli.aws;

import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.aws.client.Clients;
import icaconnect.cli.deployed.Runs;
import icaconnect.lambda.Json;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/** The stack's bucket of manifests and results. */
final class RunsBucket implements Runs {
  private final S3Client s3;
  private final String bucket;
  private final String owner;

  RunsBucket(Caller caller, Stack stack) {
    this(caller.clients(), stack.output("RunsBucketName"), stack.account());
  }

  RunsBucket(Clients clients, String bucket, String owner) {
    this.s3 = clients.here(S3Client.builder());
    this.bucket = bucket;
    this.owner = owner;
  }

  @Override
  public String manifest(Path file) {
    // The workflow knows these ends in small letters only.
    String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
    String key =
        "manifests/ica-connect-" + UUID.randomUUID() + name.substring(name.lastIndexOf('.'));
    return AwsFailure.said(() -> {
      s3.putObject(
          r -> r.bucket(bucket).key(key).expectedBucketOwner(owner), RequestBody.fromFile(file));
      return key;
    });
  }

  @Override
  public List<JsonNode> results(String s3Uri) {
    String key = URI.create(s3Uri).getPath().substring(1);
    return AwsFailure.said(() ->
        s3.getObjectAsBytes(r -> r.bucket(bucket).key(key).expectedBucketOwner(owner))
            .asUtf8String()
            .lines()
            .map(Json::parse)
            .toList());
  }
}
