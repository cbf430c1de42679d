package icaconnect.connection;

import icaconnect.code.Code;
import icaconnect.failure.Refused;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What the deployer lets a request reach beyond its bucket and the laboratory's own ICA. The
 * function that has the power judges it, whatever door the request came through; what is empty is
 * off.
 *
 * @param copyRoles ARNs of roles that may be let in besides those of Illumina's account
 * @param adoptable names of users made by hand that a request may adopt
 * @param apiKeys names of the secrets of ICA API keys that a request may name
 * @param ownBuckets what this installation keeps its trail and its runs in, which no request
 *     reaches
 */
public record Limits(
    Optional<NamePattern> copyRoles,
    Optional<NamePattern> adoptable,
    Optional<NamePattern> apiKeys,
    Set<String> ownBuckets) {

  /** Where the installation's own buckets are not known. */
  public Limits(
      Optional<NamePattern> copyRoles,
      Optional<NamePattern> adoptable,
      Optional<NamePattern> apiKeys) {
    this(copyRoles, adoptable, apiKeys, Set.of());
  }

  public Limits {
    ownBuckets = Set.copyOf(ownBuckets);
  }

  /** Nobody but Illumina's account is let in, nothing is adopted, no API key is named. */
  public static final Limits CLOSED =
      new Limits(Optional.empty(), Optional.empty(), Optional.empty());

  private static final Pattern ILLUMINAS_ROLE =
      Pattern.compile("arn:aws:iam::" + IcaRegion.ICA_ACCOUNT + ":role/.+");

  /**
   * Refuses what a request asks for beyond these limits.
   *
   * @throws Refused with the parameter that would allow it
   */
  public void check(Connection connection) {
    checkBucket(connection.bucket());
    connection.crossAccountRoleArn().filter(role -> !letsIn(role)).ifPresent(Limits::stranger);
    if (connection.adoptExisting() && adoptable.isEmpty()) {
      throw new Refused(
          Code.ADOPTION_OFF,
          "This stack adopts no users and policies.",
          "Leave adoptExisting out, or have AdoptablePattern set by who deploys the stack.");
    }
    connection.ica().apiKeySecretArn().ifPresent(this::checkApiKey);
  }

  /**
   * Refuses a bucket that this application keeps its own in: who is in ICA would write the trail,
   * or the manifests that are obeyed.
   */
  public void checkBucket(BucketName bucket) {
    if (ownBuckets.contains(bucket.value())) {
      throw new Refused(
          Code.BUCKET_OF_THE_STACK,
          "The bucket " + bucket + " is the one in which this stack keeps its trail or its runs.",
          "Name a bucket with data of yours.");
    }
  }

  /** Refuses the secret of an API key that no request may name: the key decides whose ICA it is. */
  public void checkApiKey(String secretArn) {
    if (!namesKey(secretArn)) {
      throw new Refused(
          Code.API_KEY_NOT_ALLOWED,
          "This stack lets no request name the secret " + secretArn + ".",
          "Leave icaApiKeySecretArn out, or have IcaApiKeySecretPattern set by who deploys the stack.");
    }
  }

  /**
   * Refuses whom this connection may not use, whatever was found: its exemptions and its keys would
   * be somebody else's. The user is this installation's, or right below the path of all
   * installations, from before paths named one, or one to adopt, which has no path.
   *
   * @param ourUserArn what the user would be called if this installation made it
   */
  public void checkUser(Connection connection, String userArn, String ourUserArn) {
    String users = ourUserArn.substring(0, ourUserArn.indexOf(":user/") + ":user".length());
    String name = connection.userName();
    if (userArn.equals(ourUserArn) || userArn.equals(users + Ours.IAM_PATH + name)) {
      return;
    }
    checkAdoption(connection, userArn);
    if (!userArn.equals(users + "/" + name)) {
      throw notAdoptable(userArn);
    }
  }

  /** Refuses to adopt this user; those at our path are other connections'. */
  public void checkAdoption(Connection connection, String userArn) {
    if (!connection.adoptExisting()) {
      throw new Refused(
          Code.NOT_OURS,
          "The user " + userArn + " exists and was not created by ICA Bucket Connect.",
          "Give another userName, or set adoptExisting to true to use it as it is.");
    }
    if (!adopts(userArn, AwsArn.account(userArn))) {
      throw notAdoptable(userArn);
    }
  }

  private static Refused notAdoptable(String userArn) {
    return new Refused(
        Code.NOT_ADOPTABLE,
        "The user " + userArn + " is not this connection's, and not one that this stack may adopt.",
        "Give another userName, or say adoptExisting and have AdoptablePattern match the user,"
            + " which must have no path.");
  }

  /** Whether this role may be let into a bucket. */
  public boolean letsIn(String roleArn) {
    return ILLUMINAS_ROLE.matcher(roleArn).matches()
        || copyRoles.filter(pattern -> pattern.matches(roleArn)).isPresent();
  }

  /**
   * Names end where a path begins: a user with a path is never adopted.
   *
   * @param account that the user has to be of
   */
  public boolean adopts(String userArn, String account) {
    String name = userArn.substring(userArn.indexOf(":user/") + ":user/".length());
    return AwsArn.account(userArn).equals(account)
        && adoptable.filter(pattern -> pattern.matches(name)).isPresent();
  }

  /** A secret's ARN ends with a hyphen and six characters of Secrets Manager's. */
  private boolean namesKey(String secretArn) {
    String name = secretArn.substring(secretArn.indexOf(":secret:") + ":secret:".length());
    String bare = name.replaceFirst("-[A-Za-z0-9]{6}$", "");
    return apiKeys.filter(pattern -> pattern.matches(name) || pattern.matches(bare)).isPresent();
  }

  private static void stranger(String roleArn) {
    throw new Refused(
        Code.ROLE_NOT_ALLOWED,
        "The role "
            + roleArn
            + " is of account "
            + AwsArn.account(roleArn)
            + ", and this stack lets in roles of Illumina's account "
            + IcaRegion.ICA_ACCOUNT
            + " only.",
        "Leave crossAccountRoleArn out, or have CrossAccountRolePattern set by who deploys the stack.");
  }
}
