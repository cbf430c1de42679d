package icaconnect.aws.iam;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import icaconnect.connection.AwsArn;
import icaconnect.iam.IamNames;
import icaconnect.iam.IamState;
import icaconnect.iam.IamUser;
import icaconnect.iam.ManagedPolicy;
import icaconnect.iam.PolicyVersion;
import icaconnect.lambda.Json;
import icaconnect.reading.Reads;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.AttachedPermissionsBoundary;
import software.amazon.awssdk.services.iam.model.AttachedPolicy;
import software.amazon.awssdk.services.iam.model.NoSuchEntityException;
import software.amazon.awssdk.services.iam.model.Policy;
import software.amazon.awssdk.services.iam.model.Tag;
import software.amazon.awssdk.services.iam.model.User;

/** What IAM has of a connection; four calls where the connection is there already. */
record AwsIamReads(IamClient iam, Optional<String> boundaryArn) {
  /** In the boundary of the template: it denies the buckets of runs and trail. */
  private static final String OWN_BUCKETS = "NoneOfThisStack";

  /**
   * The policy is mostly where we would make it.
   *
   * @param first the ARNs of policies that are asked for beside the user
   */
  IamState state(IamNames names, List<String> first) {
    try (var reads = Reads.atOnce()) {
      var users =
          reads.begin(
              () -> found(() -> iam.getUser(request -> request.userName(names.userName())).user()));
      var policies = new HashMap<String, Supplier<Optional<ManagedPolicy>>>();
      first.forEach(arn -> policies.put(arn, reads.begin(() -> managed(arn))));
      var attachments =
          reads.begin(() -> users.get().map(it -> attachedTo(it.userName())).orElse(List.of()));
      Optional<User> user = users.get();
      List<AttachedPolicy> attached = attachments.get();
      var policy = policy(reads, names, attached, policies);
      return IamState.of(user.map(it -> toUser(it, attached)), policy);
    }
  }

  boolean isBounded(String userName) {
    return hasOwn(boundary(iam.getUser(request -> request.userName(userName)).user()));
  }

  List<PolicyVersion> versions(String policyArn) {
    return iam
        .listPolicyVersionsPaginator(request -> request.policyArn(policyArn))
        .versions()
        .stream()
        .map(version ->
            new PolicyVersion(
                version.versionId(), version.createDate(), version.isDefaultVersion()))
        .toList();
  }

  /** An attached policy's ARN is known; IAM finds no policy by its name alone. */
  private Optional<ManagedPolicy> policy(
      Reads reads,
      IamNames names,
      List<AttachedPolicy> attached,
      Map<String, Supplier<Optional<ManagedPolicy>>> asked) {
    var places =
        Stream.concat(
                attached.stream()
                    .filter(policy -> policy.policyName().equals(names.policyName()))
                    .map(AttachedPolicy::policyArn),
                names.policyArns().stream())
            .distinct()
            .toList();
    String ours = names.policyArns().getFirst();
    if (places.getFirst().equals(ours) && found(ours, asked).isPresent()) {
      return found(ours, asked);
    }
    places.forEach(arn -> asked.computeIfAbsent(arn, it -> reads.begin(() -> managed(it))));
    return places.stream().flatMap(arn -> found(arn, asked).stream()).findFirst();
  }

  private static Optional<ManagedPolicy> found(
      String arn, Map<String, Supplier<Optional<ManagedPolicy>>> asked) {
    return Objects.requireNonNull(asked.get(arn)).get();
  }

  private Optional<ManagedPolicy> managed(String arn) {
    return found(() -> iam.getPolicy(request -> request.policyArn(arn)).policy())
        .map(policy -> toPolicy(policy, document(policy)));
  }

  private JsonNode document(Policy policy) {
    String text =
        iam.getPolicyVersion(
                request -> request.policyArn(policy.arn()).versionId(policy.defaultVersionId()))
            .policyVersion()
            .document();
    return Json.parse(URLDecoder.decode(text, StandardCharsets.UTF_8));
  }

  private List<AttachedPolicy> attachedTo(String userName) {
    return iam
        .listAttachedUserPoliciesPaginator(request -> request.userName(userName))
        .attachedPolicies()
        .stream()
        .toList();
  }

  private IamUser toUser(User user, List<AttachedPolicy> attached) {
    List<String> arns = attached.stream().map(AttachedPolicy::policyArn).toList();
    var boundary = boundary(user);
    Optional<Boolean> spares =
        hasOwn(boundary) ? Optional.of(false) : boundary.flatMap(this::sparesOwnBuckets);
    return new IamUser(
        user.userName(),
        user.arn(),
        tags(user.tags()),
        arns,
        spares.isPresent(),
        spares.orElse(false));
  }

  private static Optional<String> boundary(User user) {
    return Optional.ofNullable(user.permissionsBoundary())
        .map(AttachedPermissionsBoundary::permissionsBoundaryArn);
  }

  /** Without a stack any boundary may be its; none never is. */
  private boolean hasOwn(Optional<String> boundary) {
    return boundary.isPresent() && (boundaryArn.isEmpty() || boundary.equals(boundaryArn));
  }

  /**
   * Users of a stack that was made anew have the boundary of the one before; CloudFormation calls
   * the own buckets of the new one otherwise.
   *
   * @return whether it lets them be reached; empty where it says otherwise anything else
   */
  private Optional<Boolean> sparesOwnBuckets(String other) {
    String own = boundaryArn.orElseThrow();
    if (!AwsArn.account(other).equals(AwsArn.account(own))) {
      return Optional.empty();
    }
    return managed(own)
        .map(ManagedPolicy::document)
        .flatMap(ours ->
            managed(other)
                .map(ManagedPolicy::document)
                .filter(theirs -> comparable(theirs).equals(comparable(ours)))
                .map(theirs -> !ownBuckets(theirs).containsAll(ownBuckets(ours))));
  }

  private static JsonNode comparable(JsonNode document) {
    var copy = document.deepCopy();
    for (JsonNode statement : copy.path("Statement")) {
      if (statement.path("Sid").asText().equals(OWN_BUCKETS)) {
        ((ObjectNode) statement).remove("Resource");
      }
    }
    return copy;
  }

  private static Set<String> ownBuckets(JsonNode document) {
    var arns = new HashSet<String>();
    for (JsonNode statement : document.path("Statement")) {
      if (statement.path("Sid").asText().equals(OWN_BUCKETS)) {
        JsonNode resource = statement.path("Resource");
        (resource.isArray() ? resource : List.of(resource)).forEach(arn -> arns.add(arn.asText()));
      }
    }
    return arns;
  }

  private static ManagedPolicy toPolicy(Policy policy, JsonNode document) {
    int uses = count(policy.attachmentCount()) + count(policy.permissionsBoundaryUsageCount());
    return new ManagedPolicy(policy.arn(), tags(policy.tags()), document, uses);
  }

  private static int count(Integer uses) {
    return uses == null ? 0 : uses;
  }

  private static Map<String, String> tags(List<Tag> tags) {
    return tags.stream().collect(Collectors.toMap(Tag::key, Tag::value));
  }

  private static <T> Optional<T> found(Supplier<T> call) {
    try {
      return Optional.of(call.get());
    } catch (NoSuchEntityException e) {
      return Optional.empty();
    }
  }
}
