package icaconnect.bucketpolicy;

import icaconnect.policy.ApplicationRole;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The roles of the application's functions that work on a bucket after this step has begun; the
 * calls of the first, Inspect, have been answered then.
 *
 * @param arnPattern one ARN with wildcards for all of them, as the stack prints it
 */
public record OwnRoles(String arnPattern, List<ApplicationRole> roles) {
  /** Where nobody says which roles there are, none is judged. */
  public static final OwnRoles UNKNOWN = new OwnRoles("", List.of());

  /**
   * Without s3:DeleteBucketPolicy: a policy that has a statement of others is never deleted, and
   * ours denies nobody.
   */
  static final Set<String> POLICY_CALLS = Set.of("s3:GetBucketPolicy", "s3:PutBucketPolicy");

  private static final Set<String> CORS_CALLS = Set.of("s3:GetBucketCORS", "s3:PutBucketCORS");
  private static final Set<String> PROOF_CALLS = Set.of("s3:GetBucketPolicy");

  public OwnRoles {
    roles = List.copyOf(roles);
  }

  /** Each role by its ARN, where it is known; the sessions of a role are named as its function. */
  public static OwnRoles of(
      String arnPattern,
      String stackName,
      Optional<String> cors,
      Optional<String> bucketPolicy,
      Optional<String> verify) {
    var roles = new ArrayList<ApplicationRole>();
    cors.ifPresent(arn -> roles.add(new ApplicationRole(arn, stackName + "-cors", CORS_CALLS)));
    bucketPolicy.ifPresent(
        arn -> roles.add(new ApplicationRole(arn, stackName + "-bucket-policy", POLICY_CALLS)));
    verify.ifPresent(
        arn -> roles.add(new ApplicationRole(arn, stackName + "-verify", PROOF_CALLS)));
    return new OwnRoles(arnPattern, roles);
  }
}
