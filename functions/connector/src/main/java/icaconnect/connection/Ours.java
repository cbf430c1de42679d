package icaconnect.connection;

/**
 * What the marks of every installation start with. As they stand here they are of the time before
 * marks named an installation: ours only where a record of ours says so. Changing one orphans what
 * carries it.
 */
public final class Ours {
  /** The id of our CORS rule. */
  public static final String CORS_RULE_ID = "ica-connect";

  /** The Sid of our bucket policy statement for copies across accounts. */
  public static final String CROSS_ACCOUNT_SID = "IcaConnectCrossAccountCopy";

  /**
   * What the Sid of our statements in key policies starts with; a digest of the bucket's name ends
   * it.
   */
  public static final String KEY_SID = "IcaConnectKeyUse";

  /** The tag on users, policies and secrets; its value is the bucket's name. */
  public static final String BUCKET_TAG = "ica-connect:bucket";

  /** The tag beside it; its value is the installation's name. */
  public static final String INSTALLATION_TAG = "ica-connect:installation";

  /** What users' names start with where the request gives none. */
  public static final String USER_NAME = "ica-";

  /** The IAM path of users and policies that we create. */
  public static final String IAM_PATH = "/ica-connect/";

  /** Our secrets' names start with this and end with the user's name. */
  public static final String SECRET_PREFIX = "ica-connect/";

  private Ours() {}

  /** Whether the user lies right at our path, as in the time before paths named an installation. */
  public static boolean isEarlierUser(String userArn) {
    int path = userArn.indexOf(":user" + IAM_PATH);
    return path >= 0 && userArn.indexOf('/', path + (":user" + IAM_PATH).length()) < 0;
  }
}
