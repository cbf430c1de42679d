package icaconnect.aws.s3;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.aws.client.Clients;
import icaconnect.fleet.Runs;
import icaconnect.lambda.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Manifests and outcomes in the stack's own bucket. */
public final class S3Runs implements Runs {
  /** Reads at a time: 10,000 outcomes take about ten seconds so, and minutes one by one. */
  private static final int READERS = 32;

  private static final int PRECONDITION_FAILED = 412;

  /** Another write of the same key was on its way: S3 asks for the whole upload again. */
  private static final int CONFLICT = 409;

  private static final int UPLOADS = 5;

  /** The object's metadata that tells its content. */
  private static final String DIGEST = "sha256";

  private final S3Client s3;
  private final String bucket;
  private final String owner;

  public S3Runs() {
    this(new Clients(), System.getenv("RUNS_BUCKET"), System.getenv("ACCOUNT_ID"));
  }

  S3Runs(Clients clients, String bucket, String owner) {
    this.s3 = clients.here(S3Client.builder());
    this.bucket = bucket;
    this.owner = owner;
  }

  @Override
  public Optional<String> read(String key) {
    try {
      return Optional.of(
          s3.getObjectAsBytes(r -> r.bucket(bucket).key(key).expectedBucketOwner(owner))
              .asUtf8String());
    } catch (NoSuchKeyException e) {
      return Optional.empty();
    }
  }

  @Override
  public void write(String key, String text) {
    s3.putObject(put(key, "application/json").build(), RequestBody.fromString(text));
  }

  @Override
  public String keep(String key, String mediaType, Consumer<PrintWriter> content) {
    try {
      Path file = Files.createTempFile("run", null);
      try {
        try (var writer = new PrintWriter(Files.newBufferedWriter(file))) {
          content.accept(writer);
          if (writer.checkError()) {
            throw new IOException("the file could not be written: " + file);
          }
        }
        return keep(put(key, mediaType), file);
      } finally {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes.html */
  private String keep(PutObjectRequest.Builder put, Path file) throws IOException {
    String digest = sha256(file);
    var request = put.ifNoneMatch("*").metadata(Map.of(DIGEST, digest)).build();
    try {
      upload(request, file);
    } catch (S3Exception e) {
      if (e.statusCode() != PRECONDITION_FAILED) {
        throw e;
      }
      if (!digest.equals(digestOf(request.key()))) {
        throw new IllegalStateException(
            "There is another file "
                + request.key()
                + " already, which this run has not written. Remedy: ask CloudTrail who wrote it, and start the run again.");
      }
    }
    return "s3://" + bucket + "/" + request.key();
  }

  /** Without a wait: what was in the way has ended when S3 says so, and is found by the next. */
  private void upload(PutObjectRequest request, Path file) {
    for (int upload = 1; ; upload++) {
      try {
        s3.putObject(request, RequestBody.fromFile(file));
        return;
      } catch (S3Exception e) {
        if (e.statusCode() != CONFLICT || upload == UPLOADS) {
          throw e;
        }
      }
    }
  }

  private String digestOf(String key) {
    return s3.headObject(r -> r.bucket(bucket).key(key).expectedBucketOwner(owner))
        .metadata()
        .getOrDefault(DIGEST, "");
  }

  private static String sha256(Path file) throws IOException {
    try (var bytes =
        new DigestInputStream(Files.newInputStream(file), MessageDigest.getInstance("SHA-256"))) {
      bytes.transferTo(OutputStream.nullOutputStream());
      return HexFormat.of().formatHex(bytes.getMessageDigest().digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private PutObjectRequest.Builder put(String key, String mediaType) {
    return PutObjectRequest.builder()
        .bucket(bucket)
        .key(key)
        .expectedBucketOwner(owner)
        .contentType(mediaType);
  }

  @Override
  public void eachOutcome(String run, Consumer<JsonNode> taker) {
    var pages =
        s3.listObjectsV2Paginator(
            r -> r.bucket(bucket).prefix(Runs.outcomes(run)).expectedBucketOwner(owner));
    try (var readers = Executors.newFixedThreadPool(READERS)) {
      for (var page : pages) {
        List<Future<Optional<String>>> texts =
            page.contents().stream()
                .map(S3Object::key)
                .map(key -> readers.submit(() -> read(key)))
                .toList();
        texts.forEach(text -> result(text).map(Json::parse).ifPresent(taker));
      }
    }
  }

  private static Optional<String> result(Future<Optional<String>> text) {
    try {
      return text.get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException cause
          ? cause
          : new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  @Override
  public List<String> folders(String kind) {
    return s3
        .listObjectsV2Paginator(
            r -> r.bucket(bucket).prefix(kind + "/").delimiter("/").expectedBucketOwner(owner))
        .commonPrefixes()
        .stream()
        .map(folder -> folder.prefix().substring(0, folder.prefix().length() - 1))
        .toList();
  }

  @Override
  public void eachResult(String run, Consumer<JsonNode> taker) {
    try (var lines =
        new BufferedReader(
            new InputStreamReader(
                s3.getObject(
                    r -> r.bucket(bucket).key(Runs.results(run)).expectedBucketOwner(owner)),
                UTF_8))) {
      lines.lines().map(Json::parse).forEach(taker);
    } catch (NoSuchKeyException e) {
      // A run that is at work, or was stopped, has gathered nothing.
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
