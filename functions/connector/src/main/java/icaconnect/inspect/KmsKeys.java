package icaconnect.inspect;

import static icaconnect.report.Finding.info;
import static icaconnect.report.Finding.warning;

import icaconnect.code.Code;
import icaconnect.connection.Connection;
import icaconnect.failure.Refused;
import icaconnect.failure.TryAgain;
import icaconnect.kms.GrantBounds;
import icaconnect.report.Finding;
import icaconnect.step.AwsAccount;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Finds the key that S3 will really use for a bucket's default encryption, and refuses one that S3
 * cannot use. Which keys S3 can use:
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingKMSEncryption.html
 */
final class KmsKeys {
  private static final String AWS_MANAGED = "alias/aws/s3";

  /** KMS is still making or changing the key. */
  private static final Set<String> PASSING = Set.of("Creating", "Updating");

  private KmsKeys() {}

  /**
   * @param arn the customer managed key's; empty where there is none
   */
  record Used(Optional<String> arn, List<Finding> findings) {
    static final Used NONE = new Used(Optional.empty(), List.of());
  }

  static Used of(
      Connection connection, BucketInspection bucket, AwsAccount account, InspectPort port) {
    if (bucket.encryptionAlgorithm().filter(each -> each.startsWith("aws:kms")).isEmpty()) {
      return Used.NONE;
    }
    var named = bucket.kmsKeyArn();
    if (named.isEmpty() || isAlias(named.get(), AWS_MANAGED)) {
      return new Used(Optional.empty(), List.of(awsManaged(connection)));
    }
    String name = named.get();
    refuseAnotherRegion(name, bucket.region());
    return switch (port.key(name, bucket.region())) {
      case KeyFound.Missing() ->
          throw new Refused(
              Code.KMS_KEY_MISSING,
              "The bucket is to be encrypted with the key "
                  + name
                  + ", and there is none of this name in "
                  + bucket.region()
                  + ".",
              "Give the bucket's default encryption a key that exists, by its ARN.");
      case KeyFound.Denied(var reason) -> {
        var used = unseen(name, account, reason);
        GrantBounds.check(connection, account, name, underBucketKey(bucket));
        yield used;
      }
      case KeyFound.Key key when key.awsManaged() ->
          new Used(Optional.empty(), List.of(awsManaged(connection)));
      case KeyFound.Key key -> {
        refuseUnusable(key, bucket.region());
        GrantBounds.check(connection, account, key.arn(), underBucketKey(bucket));
        yield new Used(Optional.of(key.arn()), findings(connection, bucket, account, name, key));
      }
    };
  }

  /** Dual-layer encryption has no S3 Bucket Key, whatever the configuration says. */
  static boolean underBucketKey(BucketInspection bucket) {
    return bucket.bucketKey() && bucket.encryptionAlgorithm().filter("aws:kms"::equals).isPresent();
  }

  private static boolean isAlias(String name, String alias) {
    return name.equals(alias) || (name.startsWith("arn:") && name.endsWith(":" + alias));
  }

  private static void refuseAnotherRegion(String name, String region) {
    String[] parts = name.split(":", 6);
    if (name.startsWith("arn:") && parts.length == 6 && !parts[3].equals(region)) {
      throw new Refused(
          Code.KMS_KEY_ELSEWHERE,
          "The bucket lies in " + region + " and is to be encrypted with " + name + ".",
          "Use a key of the bucket's region, or the replica there of a multi-Region key: S3 takes no other.");
    }
  }

  /** The ARN of a key can be believed; what stands behind an alias cannot be guessed. */
  private static Used unseen(String name, AwsAccount account, String reason) {
    if (!name.startsWith("arn:") || !name.contains(":key/")) {
      throw new Refused(
          Code.KMS_KEY_UNSEEN,
          "The bucket's default encryption names its key "
              + name
              + ", and KMS does not tell this application which key that is: "
              + reason,
          "Let the key's policy allow kms:DescribeKey to this account ("
              + account.id()
              + "), or name the key by its ARN in the bucket's default encryption.");
    }
    return new Used(
        Optional.of(name),
        List.of(
            warning(
                Code.KMS_KEY_UNSEEN,
                "KMS does not describe the key "
                    + name
                    + " to this application, so nobody has looked whether it is enabled: "
                    + reason,
                "Ask the key's owner, or let the key's policy allow kms:DescribeKey to account "
                    + account.id()
                    + ".")));
  }

  private static void refuseUnusable(KeyFound.Key key, String region) {
    if (!key.region().equals(region)) {
      refuseAnotherRegion(key.arn(), region);
    }
    if (PASSING.contains(key.state())) {
      throw new TryAgain("The key " + key.arn() + " is still " + key.state() + ".");
    }
    if (!key.usage().equals("ENCRYPT_DECRYPT") || !key.spec().equals("SYMMETRIC_DEFAULT")) {
      throw new Refused(
          Code.KMS_KEY_WRONG_KIND,
          "The key "
              + key.arn()
              + " is for "
              + key.usage()
              + " ("
              + key.spec()
              + "): S3 can use symmetric encryption keys only, so every upload fails.",
          "Give the bucket's default encryption a symmetric encryption key.");
    }
    if (!key.state().equals("Enabled")) {
      throw new Refused(
          Code.KMS_KEY_NOT_ENABLED,
          "The key "
              + key.arn()
              + " is "
              + key.state()
              + ": nobody can read or write what it encrypts.",
          remedyFor(key));
    }
  }

  private static String remedyFor(KeyFound.Key key) {
    return switch (key.state()) {
      case "Disabled" ->
          "Enable it (aws kms enable-key --key-id " + key.arn() + "), or choose another key.";
      case "PendingDeletion", "PendingReplicaDeletion" ->
          "Cancel its deletion and enable it (aws kms cancel-key-deletion --key-id "
              + key.arn()
              + "), or choose another key.";
      case "PendingImport" -> "Import its key material, or choose another key.";
      case "Unavailable" ->
          "Reconnect its key store (" + key.origin() + "), or choose another key.";
      default -> "Make it Enabled, or choose another key.";
    };
  }

  private static List<Finding> findings(
      Connection connection,
      BucketInspection bucket,
      AwsAccount account,
      String name,
      KeyFound.Key key) {
    var findings = new ArrayList<Finding>();
    if (!key.account().equals(account.id())) {
      findings.add(
          warning(
              Code.KMS_KEY_OF_ANOTHER_ACCOUNT,
              "The key " + key.arn() + " belongs to account " + key.account() + ".",
              "Ask its owner for a statement in the key's policy that allows account "
                  + account.id()
                  + " kms:Decrypt, kms:Encrypt and kms:GenerateDataKey: this application cannot read or change that policy."));
    }
    if (connection.crossAccountCopy() && !name.startsWith("arn:")) {
      findings.add(
          warning(
              Code.KMS_KEY_NOT_BY_ARN,
              "The bucket's default encryption names its key "
                  + name
                  + ", which KMS looks up in the account of whoever writes: ICA's copies would ask for a key of Illumina's.",
              "Name the key by its ARN in the bucket's default encryption: " + key.arn() + "."));
    }
    if (key.origin().equals("EXTERNAL_KEY_STORE") || key.origin().equals("AWS_CLOUDHSM")) {
      findings.add(
          warning(
              Code.KMS_KEY_STORE,
              "The key "
                  + key.arn()
                  + " lives in a key store of yours ("
                  + key.origin()
                  + "): when that is away or slow, ICA's reads and writes fail.",
              "Keep the key store connected and sized for ICA's requests"
                  + (bucket.bucketKey()
                      ? "."
                      : ", and switch the S3 Bucket Key on to have fewer.")));
    }
    key.multiRegion()
        .filter("REPLICA"::equals)
        .ifPresent(_ ->
            findings.add(
                info(
                    Code.KMS_KEY_REPLICA,
                    "The key "
                        + key.arn()
                        + " is a replica of a multi-Region key, with a key policy of its own.",
                    "Change the key policy of this replica, not the primary key's, where ICA needs it.")));
    if (bucket.encryptionAlgorithm().filter("aws:kms:dsse"::equals).isPresent()) {
      findings.add(
          warning(
              Code.KMS_DSSE,
              "The bucket's default is dual-layer encryption (aws:kms:dsse), and ICA asks for aws:kms: what ICA uploads with that header is encrypted once.",
              "Use aws:kms if that is enough, or expect ICA's objects to differ from the others."));
    }
    return findings;
  }

  private static Finding awsManaged(Connection connection) {
    return warning(
        Code.AWS_MANAGED_KEY,
        "The bucket is encrypted with the AWS managed key aws/s3, which cannot be shared.",
        connection.crossAccountCopy()
            ? "Copies across accounts will fail: use a customer managed key."
            : "Use a customer managed key if objects shall be copied across accounts.");
  }
}
