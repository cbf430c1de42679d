package icaconnect.aws.inspect;

import static java.util.stream.Collectors.toMap;

import icaconnect.aws.client.Clients;
import icaconnect.aws.client.SignedCalls;
import icaconnect.aws.failure.AwsFailure;
import icaconnect.aws.iam.AwsIamFailures;
import icaconnect.aws.kms.KeyDescriptions;
import icaconnect.aws.kms.KmsKeyPolicies;
import icaconnect.aws.s3.RegionalS3;
import icaconnect.aws.s3.S3Failure;
import icaconnect.connection.IcaRegion;
import icaconnect.connection.Ours;
import icaconnect.inspect.AccountInspection;
import icaconnect.inspect.BucketFound;
import icaconnect.inspect.BucketInspection;
import icaconnect.inspect.BucketInspection.PublicAccess;
import icaconnect.inspect.DestinationFound;
import icaconnect.inspect.FoundUser;
import icaconnect.inspect.InspectPort;
import icaconnect.inspect.KeyFound;
import icaconnect.inspect.Notification;
import icaconnect.inspect.Replication;
import icaconnect.kms.KeyPolicyPort;
import icaconnect.reading.Reads;
import icaconnect.step.OwnedBucket;
import icaconnect.step.Versioning;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.IamException;
import software.amazon.awssdk.services.iam.model.NoSuchEntityException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.FilterRule;
import software.amazon.awssdk.services.s3.model.GetBucketNotificationConfigurationResponse;
import software.amazon.awssdk.services.s3.model.GetBucketVersioningResponse;
import software.amazon.awssdk.services.s3.model.NotificationConfigurationFilter;
import software.amazon.awssdk.services.s3.model.ObjectLockConfiguration;
import software.amazon.awssdk.services.s3.model.ObjectLockEnabled;
import software.amazon.awssdk.services.s3.model.Payer;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.ServerSideEncryptionByDefault;
import software.amazon.awssdk.services.s3.model.ServerSideEncryptionRule;
import software.amazon.awssdk.services.s3.model.Tag;

/** Reads a bucket and the connection's user with S3 and IAM. */
public final class AwsInspect implements InspectPort {
  private static final int FORBIDDEN = 403;

  private final IamClient iam;
  private final S3Client anyRegion;
  private final RegionalS3 s3;
  private final KeyDescriptions keys;
  private final KeyPolicyPort keyPolicies;
  private final SignedCalls signed;
  private final AccountPublicAccess accountPublicAccess;
  private final Denials denials;
  private final Optional<String> roleThatMakesUsers;

  /**
   * @param roleThatMakesUsers the ARN of this application's role, whose making of users is to be
   *     foreseen
   */
  public AwsInspect(Optional<String> roleThatMakesUsers) {
    this(new Clients(), Denials.FATAL, roleThatMakesUsers);
  }

  /** Where no role's making of users is to be foreseen. */
  public AwsInspect(Clients clients, Denials denials) {
    this(clients, denials, Optional.empty());
  }

  AwsInspect(Clients clients, Denials denials, Optional<String> roleThatMakesUsers) {
    this.roleThatMakesUsers = roleThatMakesUsers;
    this.denials = denials;
    iam = clients.here(IamClient.builder());
    anyRegion = clients.here(S3Client.builder().crossRegionAccessEnabled(true));
    s3 = new RegionalS3(clients);
    keys = new KeyDescriptions(clients);
    keyPolicies = new KmsKeyPolicies(clients);
    signed = clients.signed();
    accountPublicAccess = new AccountPublicAccess(signed, denials);
  }

  @Override
  public BucketFound bucket(String name, String account) {
    String region;
    try {
      region =
          anyRegion.headBucket(r -> r.bucket(name).expectedBucketOwner(account)).bucketRegion();
    } catch (S3Exception e) {
      return switch (AwsFailure.isAwss(e) ? e.statusCode() : 0) {
        case 404 -> new BucketFound.Missing();
        case 403 -> new ForbiddenBucket(anyRegion, name, account, regionIn(e)).why();
        default -> throw S3Failure.of(e, name);
      };
    }
    try {
      return new BucketFound.Bucket(read(s3.in(region), name, account, region));
    } catch (S3Exception e) {
      throw S3Failure.of(e, name);
    }
  }

  /** S3 tells it in every answer about a bucket. */
  private static String regionIn(S3Exception e) {
    return Optional.ofNullable(e.awsErrorDetails())
        .map(AwsErrorDetails::sdkHttpResponse)
        .flatMap(answer -> answer.firstMatchingHeader("x-amz-bucket-region"))
        .orElse("");
  }

  @Override
  public Optional<FoundUser> user(String userName) {
    try {
      var user = iam.getUser(r -> r.userName(userName)).user();
      var bucket =
          user.tags().stream()
              .filter(tag -> tag.key().equals(Ours.BUCKET_TAG))
              .map(tag -> tag.value())
              .findFirst();
      return Optional.of(
          new FoundUser(
              user.arn(), Optional.of(user.userId()), bucket, user.permissionsBoundary() != null));
    } catch (NoSuchEntityException e) {
      return Optional.empty();
    } catch (IamException e) {
      throw AwsIamFailures.patient(e);
    }
  }

  @Override
  public AccountInspection account(String userArn) {
    return new AccountReads(iam, denials, roleThatMakesUsers).account(userArn);
  }

  @Override
  public KeyFound key(String name, String region) {
    return keys.of(name, region);
  }

  @Override
  public Map<String, DestinationFound> destinations(List<String> arns, OwnedBucket bucket) {
    return new NotificationDestinations(
            signed, bucket, new DestinationKeys(keys, keyPolicies, bucket))
        .of(arns);
  }

  /** Asked at once, told in this order: which denial is the first one, and so the reason, stays. */
  private BucketInspection read(S3Client s3, String bucket, String owner, String region) {
    try (var reads = Reads.atOnce()) {
      var versionings =
          reads.begin(
              () -> s3.getBucketVersioning(r -> r.bucket(bucket).expectedBucketOwner(owner)));
      var locks = reads.begin(() -> objectLock(s3, bucket, owner));
      var allNotifications =
          reads.begin(() ->
              s3.getBucketNotificationConfiguration(
                  r -> r.bucket(bucket).expectedBucketOwner(owner)));
      var rules = reads.begin(() -> encryption(s3, bucket, owner));
      var ownerships = reads.begin(() -> ownership(s3, bucket, owner));
      var blocks = reads.begin(() -> ownPublicAccess(s3, bucket, owner));
      var payers = reads.begin(() -> requesterPays(s3, bucket, owner));
      var tagSets = reads.begin(() -> tags(s3, bucket, owner));
      var replications = reads.begin(() -> replications(s3, bucket, owner));

      var versioning =
          allowed(
              "s3:GetBucketVersioning", GetBucketVersioningResponse.builder().build(), versionings);
      var lock =
          allowed(
              "s3:GetBucketObjectLockConfiguration",
              Optional.<ObjectLockConfiguration>empty(),
              locks);
      var notifications =
          allowed(
              "s3:GetBucketNotification",
              GetBucketNotificationConfigurationResponse.builder().build(),
              allNotifications);
      var rule =
          allowed(
              "s3:GetEncryptionConfiguration", Optional.<ServerSideEncryptionRule>empty(), rules);
      var encryption = rule.map(ServerSideEncryptionRule::applyServerSideEncryptionByDefault);
      return new BucketInspection(
          region,
          versioning(versioning.status()),
          encryption.map(ServerSideEncryptionByDefault::sseAlgorithmAsString),
          encryption.map(ServerSideEncryptionByDefault::kmsMasterKeyID),
          rule.map(ServerSideEncryptionRule::bucketKeyEnabled).orElse(false),
          allowed("s3:GetBucketOwnershipControls", Optional.<String>empty(), ownerships),
          allowed(
              "s3:GetBucketPublicAccessBlock",
              PublicAccess.BLOCKED,
              () -> publicAccess(blocks.get(), owner, region)),
          theirs(notifications),
          destinations(notifications),
          lock.isPresent(),
          allowed("s3:GetBucketRequestPayment", false, payers),
          Undeletable.reason(versioning.mfaDelete(), lock),
          unless("s3:GetBucketTagging", tagSets),
          unless("s3:GetReplicationConfiguration", replications));
    }
  }

  private static List<Replication> replications(S3Client s3, String bucket, String owner) {
    return configured(
            "ReplicationConfigurationNotFoundError",
            () -> s3.getBucketReplication(r -> r.bucket(bucket).expectedBucketOwner(owner)))
        .map(answer -> ReplicationRules.inForce(answer.replicationConfiguration()))
        .orElse(List.of());
  }

  private static Map<String, String> tags(S3Client s3, String bucket, String owner) {
    return configured(
            "NoSuchTagSet",
            () -> s3.getBucketTagging(r -> r.bucket(bucket).expectedBucketOwner(owner)))
        .map(answer -> answer.tagSet().stream().collect(toMap(Tag::key, Tag::value)))
        .orElse(Map.of());
  }

  /** What a bucket can be connected without: no denial of it is fatal, and no other refusal. */
  private <T> Optional<T> unless(String action, Supplier<T> read) {
    try {
      return Optional.of(read.get());
    } catch (S3Exception e) {
      if (e.statusCode() >= 500
          || e.isThrottlingException()
          || "NoSuchBucket".equals(S3Failure.code(e))) {
        throw e;
      }
      denials.forgives(action, e.getMessage());
      return Optional.empty();
    }
  }

  /** What is read, or where it may not be read and that is forgiven, what says least. */
  private <T> T allowed(String action, T otherwise, Supplier<T> read) {
    try {
      return read.get();
    } catch (S3Exception e) {
      if (e.statusCode() == FORBIDDEN && denials.forgives(action, e.getMessage())) {
        return otherwise;
      }
      throw e;
    }
  }

  private static Optional<String> ownership(S3Client s3, String bucket, String owner) {
    return configured(
            "OwnershipControlsNotFoundError",
            () -> s3.getBucketOwnershipControls(r -> r.bucket(bucket).expectedBucketOwner(owner)))
        .map(answer -> answer.ownershipControls().rules().getFirst().objectOwnershipAsString());
  }

  private static Set<String> ownPublicAccess(S3Client s3, String bucket, String owner) {
    return configured(
            "NoSuchPublicAccessBlockConfiguration",
            () -> s3.getPublicAccessBlock(r -> r.bucket(bucket).expectedBucketOwner(owner)))
        .map(answer -> PublicAccessSettings.on(answer.publicAccessBlockConfiguration()))
        .orElse(Set.of());
  }

  /** The account is asked only where its settings may make up for the bucket's. */
  private PublicAccess publicAccess(Set<String> own, String owner, String region) {
    return PublicAccessSettings.areAll(own)
        ? PublicAccess.BLOCKED
        : accountPublicAccess
            .on(owner, region)
            .map(accounts -> PublicAccessSettings.together(own, accounts))
            .orElse(PublicAccess.ACCOUNT_UNSEEN);
  }

  private static boolean requesterPays(S3Client s3, String bucket, String owner) {
    return s3.getBucketRequestPayment(r -> r.bucket(bucket).expectedBucketOwner(owner)).payer()
        == Payer.REQUESTER;
  }

  private static Optional<ObjectLockConfiguration> objectLock(
      S3Client s3, String bucket, String owner) {
    return configured(
            "ObjectLockConfigurationNotFoundError",
            () -> s3.getObjectLockConfiguration(r -> r.bucket(bucket).expectedBucketOwner(owner)))
        .map(answer -> answer.objectLockConfiguration())
        .filter(lock -> lock.objectLockEnabled() == ObjectLockEnabled.ENABLED);
  }

  private static Versioning versioning(BucketVersioningStatus status) {
    return switch (status) {
      case ENABLED -> Versioning.ENABLED;
      case SUSPENDED -> Versioning.SUSPENDED;
      case null, default -> Versioning.NEVER;
    };
  }

  private static Optional<ServerSideEncryptionRule> encryption(
      S3Client s3, String bucket, String owner) {
    return configured(
            "ServerSideEncryptionConfigurationNotFoundError",
            () -> s3.getBucketEncryption(r -> r.bucket(bucket).expectedBucketOwner(owner)))
        .flatMap(answer -> answer.serverSideEncryptionConfiguration().rules().stream().findFirst());
  }

  private static List<String> destinations(GetBucketNotificationConfigurationResponse all) {
    var arns = new ArrayList<String>();
    all.queueConfigurations().forEach(one -> arns.add(one.queueArn()));
    all.topicConfigurations().forEach(one -> arns.add(one.topicArn()));
    all.lambdaFunctionConfigurations().forEach(one -> arns.add(one.lambdaFunctionArn()));
    return arns.stream().distinct().toList();
  }

  /** What ICA itself has added is in nobody's way. */
  private static List<Notification> theirs(GetBucketNotificationConfigurationResponse all) {
    var theirs = new ArrayList<Notification>();
    all.queueConfigurations().stream()
        .filter(one -> !isIcas(one.queueArn()))
        .forEach(one -> theirs.add(new Notification(prefix(one.filter()), one.eventsAsStrings())));
    all.topicConfigurations().stream()
        .filter(one -> !isIcas(one.topicArn()))
        .forEach(one -> theirs.add(new Notification(prefix(one.filter()), one.eventsAsStrings())));
    all.lambdaFunctionConfigurations().stream()
        .filter(one -> !isIcas(one.lambdaFunctionArn()))
        .forEach(one -> theirs.add(new Notification(prefix(one.filter()), one.eventsAsStrings())));
    return theirs;
  }

  private static boolean isIcas(String arn) {
    return arn != null && arn.contains(":" + IcaRegion.ICA_ACCOUNT + ":");
  }

  private static String prefix(NotificationConfigurationFilter filter) {
    return filter == null || filter.key() == null
        ? ""
        : filter.key().filterRules().stream()
            .filter(rule -> "prefix".equalsIgnoreCase(rule.nameAsString()))
            .map(FilterRule::value)
            .findFirst()
            .orElse("");
  }

  /** S3 answers 404 with a code of its own where a configuration was never made. */
  private static <T> Optional<T> configured(String absent, Supplier<T> read) {
    try {
      return Optional.of(read.get());
    } catch (S3Exception e) {
      if (absent.equals(S3Failure.code(e))) {
        return Optional.empty();
      }
      throw e;
    }
  }
}
