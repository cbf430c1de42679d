package icaconnect.bucketpolicy;

import icaconnect.policy.ApplicationRole;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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
  static final Set<String> POLICY_CALLS = Set.of(OwnCalls.GET_POLICY, OwnCalls.PUT_POLICY);

  private static final Set<String> CORS_CALLS = Set.of(OwnCalls.GET_CORS, OwnCalls.PUT_CORS);

  /** All of them. */
  static final Set<String> CALLS =
      Stream.concat(POLICY_CALLS.stream(), CORS_CALLS.stream())
          .collect(Collectors.toUnmodifiableSet());

  private static final Set<String> PROOF_CALLS = Set.of(OwnCalls.GET_POLICY);

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

  /** The same roles as far as they make these calls. */
  OwnRoles making(Set<String> calls) {
    return new OwnRoles(arnPattern, roles.stream().map(role -> role.making(calls)).toList());
  }
}
