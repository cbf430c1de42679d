package icaconnect.step;

/** What the steps are called in reports, documents and the journal. */
public final class StepName {
  public static final String CORS = "cors";
  public static final String BUCKET_POLICY = "bucketPolicy";
  public static final String IAM = "iam";
  public static final String KMS = "kms";
  public static final String CREDENTIAL = "credential";
  public static final String REGISTRATION = "registration";

  private StepName() {}
}
