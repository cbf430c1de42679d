package icaconnect.cli.aws;

import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.aws.client.Clients;
import icaconnect.cli.deployed.Runs;
import icaconnect.evidence.Known;
import icaconnect.lambda.Json;
import java.net.URI;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

/** The stack's bucket of manifests and results. */
final class RunsBucket implements Runs {
  /** Ten thousand small files in some seconds, where somebody begins to follow late. */
  private static final int AT_A_TIME = 16;

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
  public Known<Map<String, JsonNode>> outcomes(String run, Set<String> seen) {
    return Asking.known(() -> {
      var left =
          s3
              .listObjectsV2Paginator(
                  r -> r.bucket(bucket).prefix(run + "/outcomes/").expectedBucketOwner(owner))
              .contents()
              .stream()
              .map(S3Object::key)
              .filter(key -> !seen.contains(key))
              .toList();
      var texts = new LinkedHashMap<String, CompletableFuture<JsonNode>>();
      try (var pool = Executors.newFixedThreadPool(AT_A_TIME)) {
        left.forEach(key ->
            texts.put(key, CompletableFuture.supplyAsync(() -> Json.parse(text(key)), pool)));
      }
      var outcomes = new LinkedHashMap<String, JsonNode>();
      texts.forEach((key, text) -> outcomes.put(key, joined(text)));
      return outcomes;
    });
  }

  /** As if it had been asked for here. */
  private static JsonNode joined(CompletableFuture<JsonNode> asked) {
    try {
      return asked.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof SdkException failure ? failure : e;
    }
  }

  @Override
  public List<JsonNode> results(String s3Uri) {
    String key = URI.create(s3Uri).getPath().substring(1);
    return AwsFailure.said(() -> text(key).lines().map(Json::parse).toList());
  }

  private String text(String key) {
    return s3.getObjectAsBytes(r -> r.bucket(bucket).key(key).expectedBucketOwner(owner))
        .asUtf8String();
  }
}
