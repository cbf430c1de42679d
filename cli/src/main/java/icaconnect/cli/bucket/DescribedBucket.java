package icaconnect.cli.bucket;

import icaconnect.cli.terminal.UsageError;
import icaconnect.inspect.AccountInspection;
import icaconnect.inspect.BucketFound;
import icaconnect.inspect.BucketInspection;
import icaconnect.inspect.BucketInspection.PublicAccess;
import icaconnect.inspect.DestinationFound;
import icaconnect.inspect.FoundUser;
import icaconnect.inspect.InspectPort;
import icaconnect.inspect.KeyFound;
import icaconnect.step.AwsAccount;
import icaconnect.step.OwnedBucket;
import icaconnect.step.Versioning;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the options say of a bucket, as the inspection would find it. */
final class DescribedBucket implements InspectPort {
  private static final Pattern ENCRYPTION =
      Pattern.compile("(AES256|aws:kms:dsse|aws:kms)(?::(.+))?");
  private static final Pattern KEY_ID = Pattern.compile("(mrk-)?[0-9a-f-]{32,36}");

  private final AwsAccount owner;
  private final Optional<String> algorithm;
  private final Optional<String> key;
  private final boolean bucketKey;
  private final Versioning versioning;
  private final Optional<FoundUser> user;

  DescribedBucket(
      AwsAccount owner,
      String encryption,
      boolean bucketKey,
      String versioning,
      Optional<FoundUser> user) {
    this.owner = owner;
    Optional<Matcher> said = Optional.ofNullable(encryption).map(DescribedBucket::encryption);
    this.algorithm = said.map(match -> match.group(1));
    this.key = said.map(match -> match.group(2)).map(this::arn);
    this.bucketKey = bucketKey;
    if (bucketKey && !algorithm.equals(Optional.of("aws:kms"))) {
      throw new UsageError(
          "--bucket-key needs --encryption aws:kms:KEYARN: other encryption has no S3 Bucket Key.");
    }
    this.versioning = versioning(versioning);
    this.user = user;
  }

  boolean namesKey() {
    return key.isPresent();
  }

  @Override
  public BucketFound bucket(String name, String account) {
    return new BucketFound.Bucket(
        new BucketInspection(
            owner.region(),
            versioning,
            algorithm,
            key,
            bucketKey,
            Optional.of("BucketOwnerEnforced"),
            PublicAccess.BLOCKED,
            List.of(),
            List.of(),
            false,
            false,
            Optional.empty(),
            Optional.of(Map.of()),
            Optional.of(List.of())));
  }

  @Override
  public KeyFound key(String name, String region) {
    return new KeyFound.Key(
        name,
        false,
        "Enabled",
        "ENCRYPT_DECRYPT",
        "SYMMETRIC_DEFAULT",
        "AWS_KMS",
        Optional.empty());
  }

  @Override
  public AccountInspection account(String userArn) {
    return AccountInspection.NOT_ASKED;
  }

  @Override
  public Map<String, DestinationFound> destinations(List<String> arns, OwnedBucket bucket) {
    return Map.of();
  }

  @Override
  public Optional<FoundUser> user(String userName) {
    return user;
  }

  private static Matcher encryption(String text) {
    var match = ENCRYPTION.matcher(text);
    if (!match.matches() || match.group(1).equals("AES256") && match.group(2) != null) {
      throw new UsageError(
          "--encryption is AES256, aws:kms or aws:kms:dsse, the latter two with :KEYARN.");
    }
    return match;
  }

  private String arn(String name) {
    if (name.startsWith("arn:") && name.contains(":key/") || name.endsWith("alias/aws/s3")) {
      return name;
    }
    if (KEY_ID.matcher(name).matches()) {
      return "arn:"
          + owner.partition()
          + ":kms:"
          + owner.region()
          + ":"
          + owner.id()
          + ":key/"
          + name;
    }
    throw new UsageError("Without AWS nobody knows the key " + name + ": give the ARN of the key.");
  }

  private static Versioning versioning(String said) {
    return switch (said == null ? "disabled" : said.toLowerCase(Locale.ROOT)) {
      case "enabled" -> Versioning.ENABLED;
      case "suspended" -> Versioning.SUSPENDED;
      case "disabled", "never", "unversioned" -> Versioning.NEVER;
      default -> throw new UsageError("--versioning is Enabled, Suspended or Disabled.");
    };
  }
}
