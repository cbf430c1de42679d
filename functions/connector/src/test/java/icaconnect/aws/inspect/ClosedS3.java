package icaconnect.aws.inspect;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetBucketPolicyRequest;
import software.amazon.awssdk.services.s3.model.GetBucketPolicyResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** An S3 whose one bucket answers with these errors; null is success. */
final class ClosedS3 implements S3Client {
  S3Exception listing;
  S3Exception listingOfAnybodys;
  S3Exception policy;
  String policyText = "{}";
  final List<Optional<String>> asked = new ArrayList<>();

  static S3Exception denied(String reason) {
    return error(
        403,
        "AccessDenied",
        "User: arn:aws:sts::111122223333:assumed-role/r/f is not authorized to perform:"
            + " s3:ListBucket on resource: \"arn:aws:s3:::lab\" "
            + reason);
  }

  static S3Exception error(int status, String code, String message) {
    return (S3Exception)
        S3Exception.builder()
            .statusCode(status)
            .awsErrorDetails(
                AwsErrorDetails.builder()
                    .serviceName("S3")
                    .errorCode(code)
                    .errorMessage(message)
                    .build())
            .build();
  }

  @Override
  public ListObjectsV2Response listObjectsV2(ListObjectsV2Request request) {
    asked.add(Optional.ofNullable(request.expectedBucketOwner()));
    S3Exception answer = request.expectedBucketOwner() == null ? listingOfAnybodys : listing;
    if (answer != null) {
      throw answer;
    }
    return ListObjectsV2Response.builder().build();
  }

  @Override
  public GetBucketPolicyResponse getBucketPolicy(GetBucketPolicyRequest request) {
    if (policy != null) {
      throw policy;
    }
    return GetBucketPolicyResponse.builder().policy(policyText).build();
  }

  @Override
  public String serviceName() {
    return "s3";
  }

  @Override
  public void close() {}
}
