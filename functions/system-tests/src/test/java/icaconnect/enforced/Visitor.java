package icaconnect.enforced;

import java.util.Set;
import java.util.TreeSet;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Somebody who tries what ICA does with a bucket. */
record Visitor(String name, S3Client s3) {
  static final String LIST = "list";
  static final String GET = "get";
  static final String PUT = "put";
  static final String DELETE = "delete";
  static final Set<String> EVERYTHING = Set.of(LIST, GET, PUT, DELETE);

  static Visitor of(String name, MiniStack miniStack, AwsCredentials credentials) {
    return new Visitor(name, miniStack.as(credentials, S3Client.builder()));
  }

  static Visitor anonymous(MiniStack miniStack) {
    return new Visitor(
        "anonymous",
        S3Client.builder()
            .endpointOverride(miniStack.endpoint())
            .region(Region.of(Template.REGION))
            .credentialsProvider(AnonymousCredentialsProvider.create())
            .httpClient(UrlConnectionHttpClient.create())
            .build());
  }

  /** What of list, get, put and delete is not denied; the key must be there. */
  Set<String> can(String bucket, String key) {
    var allowed = new TreeSet<String>();
    attempt(allowed, LIST, () -> s3.listObjectsV2(r -> r.bucket(bucket)));
    attempt(allowed, GET, () -> s3.getObjectAsBytes(r -> r.bucket(bucket).key(key)));
    attempt(
        allowed,
        PUT,
        () -> s3.putObject(r -> r.bucket(bucket).key(key), RequestBody.fromString("read")));
    attempt(allowed, DELETE, () -> s3.deleteObject(r -> r.bucket(bucket).key(key + ".gone")));
    return allowed;
  }

  private static void attempt(Set<String> allowed, String what, Runnable call) {
    try {
      call.run();
      allowed.add(what);
    } catch (S3Exception e) {
      if (e.statusCode() != 403) {
        throw e;
      }
    }
  }

  @Override
  public String toString() {
    return name;
  }
}
