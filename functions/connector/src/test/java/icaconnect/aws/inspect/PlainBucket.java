package icaconnect.aws.inspect;

import icaconnect.aws.client.Wire;
import icaconnect.aws.client.Wire.Reply;
import icaconnect.aws.client.Wire.Sent;
import java.util.HashMap;
import java.util.Map;

/** What S3 answers about a bucket that nobody has configured, but for what a test says. */
final class PlainBucket {
  private static final Map<String, String> NOTHING =
      Map.of(
          "object-lock", "ObjectLockConfigurationNotFoundError",
          "encryption", "ServerSideEncryptionConfigurationNotFoundError",
          "ownershipControls", "OwnershipControlsNotFoundError",
          "publicAccessBlock", "NoSuchPublicAccessBlockConfiguration",
          "tagging", "NoSuchTagSet",
          "replication", "ReplicationConfigurationNotFoundError");

  static final String OPEN =
      "<PublicAccessBlockConfiguration><BlockPublicAcls>false</BlockPublicAcls></PublicAccessBlockConfiguration>";
  static final String SHUT =
      "<PublicAccessBlockConfiguration><BlockPublicAcls>true</BlockPublicAcls><IgnorePublicAcls>true</IgnorePublicAcls><BlockPublicPolicy>true</BlockPublicPolicy><RestrictPublicBuckets>true</RestrictPublicBuckets></PublicAccessBlockConfiguration>";

  private final Map<String, Reply> said = new HashMap<>();
  Reply account = Reply.xml(404, "NoSuchPublicAccessBlockConfiguration", "none");

  PlainBucket with(String subresource, Reply reply) {
    said.put(subresource, reply);
    return this;
  }

  PlainBucket with(String subresource, String body) {
    return with(subresource, Reply.ok(body));
  }

  PlainBucket ofAccount(Reply publicAccessBlock) {
    account = publicAccessBlock;
    return this;
  }

  Wire wire() {
    return new Wire(this::answer);
  }

  private Reply answer(Sent sent) {
    if (sent.uri().getPath().startsWith("/v20180820/configuration/publicAccessBlock")) {
      return account;
    }
    if (sent.method().equals("HEAD")) {
      return new Reply(200, Map.of("x-amz-bucket-region", "us-east-1"), "", true);
    }
    for (var reply : said.entrySet()) {
      if (sent.asksFor(reply.getKey())) {
        return reply.getValue();
      }
    }
    return NOTHING.entrySet().stream()
        .filter(none -> sent.asksFor(none.getKey()))
        .findFirst()
        .map(none -> Reply.xml(404, none.getValue(), "not configured"))
        .orElseGet(() -> Reply.ok("<Nothing/>"));
  }
}
