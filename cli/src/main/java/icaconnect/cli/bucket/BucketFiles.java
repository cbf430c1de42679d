package icaconnect.cli.bucket;

import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.cli.terminal.JsonFile;
import icaconnect.cli.terminal.UsageError;
import icaconnect.cors.CorsRule;
import icaconnect.kms.KeyGrants;
import icaconnect.kms.KeyPolicyFound;
import icaconnect.lambda.Json;
import icaconnect.preview.Preview;
import icaconnect.step.AwsAccount;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** A bucket as files and options describe it, for a check that asks nobody. */
public final class BucketFiles {
  @Option(names = "--offline", description = "Ask nobody; any of the following options implies it.")
  private boolean offline;

  @Option(names = "--account", paramLabel = "ID", description = "The account that owns the bucket.")
  private String account;

  @Option(
      names = "--policy",
      paramLabel = "FILE",
      description = "The bucket policy; without, the bucket has none.")
  private Path policy;

  @Option(
      names = "--cors",
      paramLabel = "FILE",
      description = "The CORS rules, as aws s3api get-bucket-cors prints them.")
  private Path cors;

  @Option(
      names = "--encryption",
      paramLabel = "ALGORITHM[:KEY]",
      description = "The default encryption: AES256, aws:kms or aws:kms:dsse, and the key's ARN.")
  private String encryption;

  @Option(
      names = "--bucket-key",
      description = "The default encryption has its S3 Bucket Key switched on.")
  private boolean bucketKey;

  @Option(
      names = "--versioning",
      paramLabel = "STATE",
      description = "Enabled, Suspended or Disabled, which it is unless it is said.")
  private String versioning;

  @Option(
      names = "--key-policy",
      paramLabel = "FILE",
      description = "The policy of the key; without, it is not judged.")
  private Path keyPolicy;

  @Option(
      names = "--user-arn",
      paramLabel = "ARN",
      description = "ICA's user, where it exists already.")
  private String userArn;

  @Option(names = "--user-id", paramLabel = "AIDA…", description = "That user's unique id.")
  private String userId;

  @Option(
      names = "--user-boundary",
      description = "That user has a permissions boundary, so that no NotPrincipal spares it.")
  private boolean userBoundary;

  /** Whether the command line describes a bucket. */
  public boolean given() {
    return offline
        || account != null
        || policy != null
        || cors != null
        || encryption != null
        || bucketKey
        || versioning != null
        || keyPolicy != null
        || userArn != null
        || userId != null
        || userBoundary;
  }

  /** The bucket, in this region. */
  public Looked looked(String name, String region) {
    if (account == null || !account.matches("\\d{12}")) {
      throw new UsageError(
          "Without AWS, --account must say which account owns the bucket (12 digits).");
    }
    var owner = AwsAccount.inRegion(account, region);
    var assumed =
        new ArrayList<>(
            List.of(
                "the bucket lies in " + region,
                "S3 Block Public Access is on, Object Ownership is BucketOwnerEnforced",
                "there are no event notifications, no Object Lock and no Requester Pays",
                "the account has room for a user and a policy of these names",
                "no tool such as CloudFormation or Terraform describes the bucket"));
    var user = DescribedUser.found(owner, userArn, userId, userBoundary);
    var described = new DescribedBucket(owner, encryption, bucketKey, versioning, user);
    if (described.namesKey()) {
      assumed.add("the key is enabled, symmetric and made by KMS");
      if (!bucketKey) {
        assumed.add("the bucket's S3 Bucket Key is switched off");
      }
    }
    if (userArn == null) {
      assumed.add("ICA's user does not exist yet");
    } else if (!user.orElseThrow().bounded()) {
      assumed.add("ICA's user has no permissions boundary");
    }
    var statements = Optional.ofNullable(policy).map(BucketFiles::policy);
    var rules = Optional.ofNullable(cors).map(BucketFiles::rules).orElse(List.of());
    KeyPolicyFound ofKey =
        keyPolicy == null
            ? new KeyPolicyFound.Denied("no --key-policy was given")
            : new KeyPolicyFound.Policy(JsonFile.read(keyPolicy));
    return new Looked(
        "files",
        owner,
        new Preview(
            described,
            bucket -> rules,
            bucket -> statements,
            new DescribedUser(Optional.ofNullable(userArn), name),
            key -> ofKey,
            KeyGrants.NONE),
        List.copyOf(assumed),
        new ArrayList<>());
  }

  /** The document itself, or what {@code aws s3api get-bucket-policy} prints around it. */
  private static JsonNode policy(Path file) {
    JsonNode read = JsonFile.read(file);
    if (read.path("Policy").isTextual() && !read.has("Statement")) {
      try {
        read = Json.parse(read.path("Policy").asText());
      } catch (IllegalArgumentException e) {
        throw new UsageError(file + ": its Policy is " + e.getMessage() + ".");
      }
    }
    if (!read.isObject()) {
      throw new UsageError(file + ": a bucket policy is a JSON object.");
    }
    if (!read.has("Statement")) {
      throw new UsageError(file + ": a bucket policy has a Statement, and this has none.");
    }
    return read;
  }

  private static List<CorsRule> rules(Path file) {
    JsonNode read = JsonFile.read(file);
    JsonNode list =
        read.isArray()
            ? read
            : read.has("CORSConfiguration")
                ? read.at("/CORSConfiguration/CORSRules")
                : read.path("CORSRules");
    if (!list.isArray()) {
      throw new UsageError(file + ": CORS rules are {\"CORSRules\": [...]}, or the list alone.");
    }
    var rules = new ArrayList<CorsRule>();
    for (JsonNode rule : list) {
      if (!rule.path("AllowedMethods").isArray() || !rule.path("AllowedOrigins").isArray()) {
        throw new UsageError(file + ": every CORS rule has AllowedMethods and AllowedOrigins.");
      }
      try {
        rules.add(Json.MAPPER.convertValue(rule, CorsRule.class));
      } catch (IllegalArgumentException e) {
        throw new UsageError(file + ": a CORS rule has a field of another type than S3 knows.");
      }
    }
    return List.copyOf(rules);
  }
}
