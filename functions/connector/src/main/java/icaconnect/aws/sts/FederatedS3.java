package icaconnect.aws.sts;

import static icaconnect.aws.sts.IcaKey.tried;

import icaconnect.step.OwnedBucket;
import icaconnect.traffic.Encryption;
import icaconnect.verify.IcaSession;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.Tag;
import software.amazon.awssdk.services.s3.model.Tagging;

/** S3 through a federated session of the connection's user. */
final class FederatedS3 implements IcaSession {
  private final S3Client s3;
  private final String bucket;
  private final String owner;

  FederatedS3(S3Client s3, OwnedBucket bucket) {
    this.s3 = s3;
    this.bucket = bucket.name();
    this.owner = bucket.owner();
  }

  @Override
  public void location() {
    tried(() -> s3.getBucketLocation(r -> r.bucket(bucket).expectedBucketOwner(owner)));
  }

  @Override
  public void notifications() {
    tried(() ->
        s3.getBucketNotificationConfiguration(r -> r.bucket(bucket).expectedBucketOwner(owner)));
  }

  @Override
  public void list(String prefix) {
    tried(() ->
        s3.listObjectsV2(
            r -> r.bucket(bucket).expectedBucketOwner(owner).prefix(prefix).maxKeys(1)));
  }

  @Override
  public String put(String key, Encryption encryption) {
    return tried(() ->
            s3.putObject(
                r ->
                    r.bucket(bucket)
                        .expectedBucketOwner(owner)
                        .key(key)
                        .serverSideEncryption(encryption.algorithm().orElse(null))
                        .ssekmsKeyId(encryption.keyArn().orElse(null)),
                RequestBody.fromString("ica-connect")))
        .versionId();
  }

  @Override
  public void versioning() {
    tried(() -> s3.getBucketVersioning(r -> r.bucket(bucket).expectedBucketOwner(owner)));
  }

  @Override
  public void listVersions(String prefix) {
    tried(() ->
        s3.listObjectVersions(
            r -> r.bucket(bucket).expectedBucketOwner(owner).prefix(prefix).maxKeys(1)));
  }

  @Override
  public String startMultipart(String key, Encryption encryption) {
    return tried(() ->
            s3.createMultipartUpload(r ->
                r.bucket(bucket)
                    .expectedBucketOwner(owner)
                    .key(key)
                    .serverSideEncryption(encryption.algorithm().orElse(null))
                    .ssekmsKeyId(encryption.keyArn().orElse(null))))
        .uploadId();
  }

  @Override
  public void listParts(String key, String uploadId) {
    tried(() ->
        s3.listParts(r -> r.bucket(bucket).expectedBucketOwner(owner).key(key).uploadId(uploadId)));
  }

  @Override
  public void abortMultipart(String key, String uploadId) {
    tried(() ->
        s3.abortMultipartUpload(
            r -> r.bucket(bucket).expectedBucketOwner(owner).key(key).uploadId(uploadId)));
  }

  @Override
  public void tag(String key, @Nullable String versionId) {
    var probe =
        Tagging.builder().tagSet(Tag.builder().key("ica-connect-probe").value("1").build()).build();
    tried(() ->
        s3.putObjectTagging(r ->
            r.bucket(bucket)
                .expectedBucketOwner(owner)
                .key(key)
                .versionId(versionId)
                .tagging(probe)));
    tried(() ->
        s3.getObjectTagging(
            r -> r.bucket(bucket).expectedBucketOwner(owner).key(key).versionId(versionId)));
    tried(() ->
        s3.deleteObjectTagging(
            r -> r.bucket(bucket).expectedBucketOwner(owner).key(key).versionId(versionId)));
  }

  @Override
  public void get(String key) {
    tried(() -> s3.getObjectAsBytes(r -> r.bucket(bucket).expectedBucketOwner(owner).key(key)));
  }

  @Override
  public void getVersion(String key, String versionId) {
    tried(() ->
        s3.getObjectAsBytes(
            r -> r.bucket(bucket).expectedBucketOwner(owner).key(key).versionId(versionId)));
  }

  @Override
  public String delete(String key) {
    return tried(() -> s3.deleteObject(r -> r.bucket(bucket).expectedBucketOwner(owner).key(key)))
        .versionId();
  }

  @Override
  public void deleteVersion(String key, String versionId) {
    tried(() ->
        s3.deleteObject(
            r -> r.bucket(bucket).expectedBucketOwner(owner).key(key).versionId(versionId)));
  }
}
