package icaconnect.policy;

import icaconnect.connection.Permissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The S3 actions without which a connection does not work. Source: Illumina's page "Connect AWS S3
 * Bucket", and for the extended ones what customers needed besides.
 */
public record NeededActions(List<String> onBucket, List<String> onObjects) {
  private static final List<String> COPY =
      List.of(
          "s3:PutObject", "s3:ListMultipartUploadParts", "s3:AbortMultipartUpload", "s3:GetObject");

  /** A move deletes its source; versions and tags travel with the object. */
  private static final List<String> MOVE =
      List.of(
          "s3:DeleteObject",
          "s3:GetObjectVersion",
          "s3:DeleteObjectVersion",
          "s3:GetObjectTagging",
          "s3:PutObjectTagging",
          "s3:DeleteObjectTagging",
          "s3:GetObjectVersionTagging",
          "s3:PutObjectVersionTagging",
          "s3:DeleteObjectVersionTagging");

  /**
   * What ICA's role needs on objects to copy across accounts, and with extended permissions to
   * move.
   */
  public static List<String> ofCopyRole(Permissions permissions) {
    return permissions == Permissions.EXTENDED
        ? Stream.concat(COPY.stream(), MOVE.stream()).toList()
        : COPY;
  }

  public static NeededActions of(Permissions permissions, boolean versions) {
    var onBucket =
        new ArrayList<>(
            List.of(
                "s3:PutBucketNotification",
                "s3:ListBucket",
                "s3:GetBucketNotification",
                "s3:GetBucketLocation"));
    var onObjects =
        new ArrayList<>(
            List.of("s3:PutObject", "s3:GetObject", "s3:RestoreObject", "s3:DeleteObject"));
    if (versions) {
      onBucket.addAll(List.of("s3:ListBucketVersions", "s3:GetBucketVersioning"));
      onObjects.addAll(List.of("s3:DeleteObjectVersion", "s3:GetObjectVersion"));
    }
    if (permissions == Permissions.EXTENDED) {
      onObjects.addAll(List.of("s3:ListMultipartUploadParts", "s3:AbortMultipartUpload"));
      onObjects.addAll(
          List.of("s3:GetObjectTagging", "s3:PutObjectTagging", "s3:DeleteObjectTagging"));
      if (versions) {
        onObjects.addAll(
            List.of(
                "s3:GetObjectVersionTagging",
                "s3:PutObjectVersionTagging",
                "s3:DeleteObjectVersionTagging"));
      }
    }
    return new NeededActions(List.copyOf(onBucket), List.copyOf(onObjects));
  }
}
