package icaconnect.aws.s3;

import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetBucketPolicyRequest;
import software.amazon.awssdk.services.s3.model.GetBucketPolicyResponse;
import software.amazon.awssdk.services.s3.model.PutBucketPolicyRequest;
import software.amazon.awssdk.services.s3.model.PutBucketPolicyResponse;

/** An S3 with one bucket policy. */
final class OnePolicy implements S3Client {
  private String policy;
  private RuntimeException failure;

  OnePolicy(String policy) {
    this.policy = policy;
  }

  /** Takes what it is given, and fails to say so. */
  OnePolicy failing(RuntimeException failure) {
    this.failure = failure;
    return this;
  }

  String policy() {
    return policy;
  }

  @Override
  public GetBucketPolicyResponse getBucketPolicy(GetBucketPolicyRequest request) {
    return GetBucketPolicyResponse.builder().policy(policy).build();
  }

  @Override
  public PutBucketPolicyResponse putBucketPolicy(PutBucketPolicyRequest request) {
    policy = request.policy();
    if (failure != null) {
      throw failure;
    }
    return PutBucketPolicyResponse.builder().build();
  }

  @Override
  public String serviceName() {
    return "s3";
  }

  @Override
  public void close() {}
}
