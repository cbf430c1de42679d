package icaconnect.traffic;

import java.util.List;

/**
 * What else an upload of ICA's cannot carry: S3 asks for a permission of its own for each of these
 * headers, and Illumina's policy grants none of them.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/using-with-s3-policy-actions.html
 */
public final class UploadHeaders {
  /** Condition keys of headers that need s3:PutObjectAcl. */
  public static final List<String> OF_ACLS =
      List.of(
          "s3:x-amz-acl",
          "s3:x-amz-grant-full-control",
          "s3:x-amz-grant-read",
          "s3:x-amz-grant-read-acp",
          "s3:x-amz-grant-write",
          "s3:x-amz-grant-write-acp");

  /** Condition keys of headers that need s3:PutObjectRetention or s3:PutObjectLegalHold. */
  public static final List<String> OF_OBJECT_LOCK =
      List.of(
          "s3:object-lock-mode", "s3:object-lock-retain-until-date", "s3:object-lock-legal-hold");

  private UploadHeaders() {}
}
