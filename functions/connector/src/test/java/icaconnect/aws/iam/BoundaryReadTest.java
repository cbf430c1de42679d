package icaconnect.aws.iam;

import static org.assertj.core.api.Assertions.assertThat;

import icaconnect.iam.IamNames;
import icaconnect.iam.IamUser;
import icaconnect.step.Invocation;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.GetPolicyRequest;
import software.amazon.awssdk.services.iam.model.GetPolicyResponse;
import software.amazon.awssdk.services.iam.model.GetPolicyVersionRequest;
import software.amazon.awssdk.services.iam.model.GetPolicyVersionResponse;
import software.amazon.awssdk.services.iam.model.GetUserRequest;
import software.amazon.awssdk.services.iam.model.GetUserResponse;
import software.amazon.awssdk.services.iam.model.ListAttachedUserPoliciesRequest;
import software.amazon.awssdk.services.iam.model.ListAttachedUserPoliciesResponse;
import software.amazon.awssdk.services.iam.model.NoSuchEntityException;

/** A stack knows its own boundary; who asks without a stack takes any for it, but never none. */
class BoundaryReadTest {
  private static final String OURS = "arn:aws:iam::111122223333:policy/ica-connect/boundary";
  private static final String BEFORE = "arn:aws:iam::111122223333:policy/ica-connect/before";
  private static final String ANOTHER = "arn:aws:iam::111122223333:policy/theirs";
  private static final String BOTH = "arn:aws:iam::111122223333:policy/ica-connect/both";
  private static final String OPEN = "arn:aws:iam::111122223333:policy/ica-connect/open";

  @Test
  void of_a_stack_and_without_one() {
    assertThat(bounded(Optional.of(OURS), OURS)).isTrue();
    assertThat(bounded(Optional.of(OURS), ANOTHER)).isFalse();
    assertThat(bounded(Optional.of(OURS), null)).isFalse();
    assertThat(bounded(Optional.empty(), ANOTHER)).isTrue();
    assertThat(bounded(Optional.empty(), null)).isFalse();
  }

  /** Of a stack that was made anew, users have the boundary of the one before. */
  @Test
  void one_that_says_the_same_counts_and_one_of_aws_is_not_even_read() {
    assertThat(bounded(Optional.of(OURS), BEFORE)).isTrue();
    assertThat(bounded(Optional.of(OURS), OPEN)).isFalse();
    assertThat(bounded(Optional.of(OURS), "arn:aws:iam::aws:policy/AdministratorAccess")).isFalse();
  }

  /** The attack: who may put boundaries gives one that spares the buckets of this stack only. */
  @Test
  void one_that_does_not_deny_this_stacks_own_buckets_is_told_from_one_that_does() {
    assertThat(user(Optional.of(OURS), BEFORE).sparesOwnBuckets()).isTrue();
    assertThat(user(Optional.of(OURS), BOTH).bounded()).isTrue();
    for (String boundary : List.of(OURS, BOTH)) {
      assertThat(user(Optional.of(OURS), boundary).sparesOwnBuckets()).isFalse();
    }
  }

  private static boolean bounded(Optional<String> stacks, String users) {
    return user(stacks, users).bounded();
  }

  private static IamUser user(Optional<String> stacks, String users) {
    var client = new OneUser(users);
    var names = new IamNames(Invocation.INSTALLATION, "lab", "lab-policy");
    return new AwsIam(client, client, stacks).read(names).user().orElseThrow();
  }

  private record OneUser(String boundary) implements IamClient {
    @Override
    public GetUserResponse getUser(GetUserRequest request) {
      return GetUserResponse.builder()
          .user(user -> {
            user.userName("lab").arn("arn:aws:iam::111122223333:user/lab");
            if (boundary != null) {
              user.permissionsBoundary(b -> b.permissionsBoundaryArn(boundary));
            }
          })
          .build();
    }

    @Override
    public ListAttachedUserPoliciesResponse listAttachedUserPolicies(
        ListAttachedUserPoliciesRequest request) {
      return ListAttachedUserPoliciesResponse.builder().isTruncated(false).build();
    }

    @Override
    public GetPolicyResponse getPolicy(GetPolicyRequest request) {
      String arn = request.policyArn();
      if (arn.startsWith("arn:aws:iam::aws:")) {
        throw new AssertionError("this role may not read " + arn);
      }
      if (List.of(OURS, BEFORE, BOTH, ANOTHER, OPEN).contains(arn)) {
        return GetPolicyResponse.builder()
            .policy(policy -> policy.arn(arn).defaultVersionId("v1"))
            .build();
      }
      throw NoSuchEntityException.builder().statusCode(404).build();
    }

    @Override
    public GetPolicyVersionResponse getPolicyVersion(GetPolicyVersionRequest request) {
      String arn = request.policyArn();
      String said = arn.equals(ANOTHER) ? "s3:*" : "s3:GetObject";
      // CloudFormation names the buckets of each stack anew.
      String buckets =
          switch (arn) {
            case BEFORE -> "\"arn:aws:s3:::trail-before\"";
            case BOTH -> "[\"arn:aws:s3:::trail-before\", \"arn:aws:s3:::trail-ours\"]";
            default -> "[\"arn:aws:s3:::trail-ours\"]";
          };
      String own =
          arn.equals(OPEN)
              ? ""
              : """
              , {"Sid": "NoneOfThisStack", "Effect": "Deny", "Action": "s3:*", "Resource": %s}
              """
                  .formatted(buckets);
      var document =
          """
          {"Statement": [{"Sid": "Reach", "Effect": "Allow", "Action": "%s", "Resource": "*"}%s]}
          """
              .formatted(said, own);
      return GetPolicyVersionResponse.builder()
          .policyVersion(version -> version.document(document))
          .build();
    }

    @Override
    public String serviceName() {
      return "iam";
    }

    @Override
    public void close() {}
  }
}
