package icaconnect.connection;

/** The marks by which this product knows what it wrote. Changing one orphans what carries it. */
public final class Ours {
  /** The id of our CORS rule. */
  public static final String CORS_RULE_ID = "ica-connect";

  /** The Sid of our bucket policy statement for copies across accounts. */
  public static final String CROSS_ACCOUNT_SID = "IcaConnectCrossAccountCopy";

  /**
   * What the Sid of our statements in key policies starts with; a digest of the bucket's name
   * follows.
   */
  public static final String KEY_SID = "IcaConnectKeyUse";

  /** The tag on users, policies and secrets; its value is the bucket's name. */
  public static final String BUCKET_TAG = "ica-connect:bucket";

  /** The IAM path of users and policies that we create. */
  public static final String IAM_PATH = "/ica-connect/";

  /** Our secrets' names start with this and end with the user's name. */
  public static final String SECRET_PREFIX = "ica-connect/";

  private Ours() {}
}
