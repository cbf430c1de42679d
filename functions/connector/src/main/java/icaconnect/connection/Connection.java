package icaconnect.connection;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One bucket to be made usable by ICA; valid by construction. Its id is the bucket's name.
 *
 * @param verifyOnly bucket and key are left to whoever describes them in code: nothing is written
 *     to either, neither by a connect nor by what takes it back
 */
public record Connection(
    BucketName bucket,
    Prefix prefix,
    Optional<IcaRegion> icaRegion,
    String userName,
    String policyName,
    List<String> allowedOrigins,
    Permissions permissions,
    boolean crossAccountCopy,
    Optional<String> crossAccountRoleArn,
    DenyStatements denyStatements,
    Set<String> exemptSids,
    KeyAccess keyAccess,
    boolean verifyOnly,
    boolean adoptExisting,
    IcaRegistration ica,
    Optional<ExpectedPlan> expectedPlan,
    Mode mode) {

  /** As a mode it is short for the field of this name, in an apply. */
  static final String VERIFY_ONLY = "verifyOnly";

  public static final String ICA_ORIGIN = "https://ica.illumina.com";

  private static final Pattern USER_NAME =
      Pattern.compile("[\\w+=.@-]{1," + ConnectionNames.MAX_USER_NAME + "}");
  private static final Pattern POLICY_NAME = Pattern.compile("[\\w+=,.@-]{1,128}");
  private static final Pattern ORIGIN =
      Pattern.compile("https://[a-z0-9]([a-z0-9.-]*[a-z0-9])?(:\\d{1,5})?");
  private static final Pattern ROLE_ARN =
      Pattern.compile("arn:aws[a-z-]*:iam::\\d{12}:role/[\\w+=,.@/-]{1,512}");

  public Connection {
    allowedOrigins = List.copyOf(allowedOrigins);
    exemptSids = Set.copyOf(exemptSids);
  }

  /**
   * The connection that this JSON asks for.
   *
   * @throws icaconnect.failure.InvalidRequest with every problem at once
   */
  public static Connection parse(JsonNode json) {
    var problems = new Problems();
    var request = ConnectionRequest.read(json, problems);
    checkValues(request, problems);
    problems.throwIfAny();
    var bucket = new BucketName(Objects.requireNonNull(request.bucket()));
    return new Connection(
        bucket,
        request.prefix() == null ? Prefix.ROOT : new Prefix(request.prefix()),
        Optional.ofNullable(request.icaRegion()).flatMap(IcaRegion::of),
        given(request.userName()).orElseGet(() -> ConnectionNames.userName(bucket)),
        given(request.policyName()).orElseGet(() -> ConnectionNames.policyName(bucket)),
        request.allowedOrigins() == null ? List.of(ICA_ORIGIN) : request.allowedOrigins(),
        choice(Permissions.class, request.permissions()).orElse(Permissions.DOCUMENTED),
        Boolean.TRUE.equals(request.crossAccountCopy()),
        given(request.crossAccountRoleArn()),
        choice(DenyStatements.class, request.denyStatements()).orElse(DenyStatements.EXEMPT),
        request.exemptSids() == null ? Set.of() : Set.copyOf(request.exemptSids()),
        choice(KeyAccess.class, request.keyAccess()).orElse(KeyAccess.REPORT),
        Boolean.TRUE.equals(request.verifyOnly()) || VERIFY_ONLY.equals(request.mode()),
        Boolean.TRUE.equals(request.adoptExisting()),
        IcaRegistration.of(request),
        given(request.expectedPlan()).map(ExpectedPlan::of),
        choice(Mode.class, request.mode()).orElse(Mode.APPLY));
  }

  /** The user of a connection that this JSON has asked for, whatever else it says. */
  public static String userName(JsonNode json) {
    return given(json.path("userName").textValue())
        .orElseGet(() -> ConnectionNames.userName(new BucketName(json.path("bucket").asText())));
  }

  /** The policy of such a connection. */
  public static String policyName(JsonNode json) {
    return given(json.path("policyName").textValue())
        .orElseGet(() -> ConnectionNames.policyName(new BucketName(json.path("bucket").asText())));
  }

  /**
   * The role that ICA copies across accounts with: the one given, or the region's published one.
   */
  public Optional<String> copyRole(String bucketRegion) {
    return crossAccountRoleArn.or(
        () -> IcaRegion.of(bucketRegion).flatMap(IcaRegion::crossAccountRoleArn));
  }

  private static void checkValues(ConnectionRequest request, Problems problems) {
    if (request.bucket() == null) {
      problems.add("bucket", "is required");
    } else {
      BucketName.problem(request.bucket()).ifPresent(why -> problems.add("bucket", why));
    }
    if (request.prefix() != null) {
      Prefix.problem(request.prefix()).ifPresent(why -> problems.add("prefix", why));
    }
    if (request.icaRegion() != null && IcaRegion.of(request.icaRegion()).isEmpty()) {
      problems.add("icaRegion", "must be one of " + IcaRegion.codes());
    }
    problems.unless(
        "userName",
        request.userName(),
        USER_NAME,
        "must be 1 to 32 letters, digits or _+=.@- (its secret takes no comma)");
    problems.unless(
        "policyName",
        request.policyName(),
        POLICY_NAME,
        "must be 1 to 128 letters, digits or _+=,.@-");
    problems.unless(
        "crossAccountRoleArn",
        request.crossAccountRoleArn(),
        ROLE_ARN,
        "must be the ARN of an IAM role");
    if (request.allowedOrigins() != null) {
      if (request.allowedOrigins().isEmpty()) {
        problems.add("allowedOrigins", "must name at least one origin");
      }
      request.allowedOrigins().stream()
          .filter(origin -> !ORIGIN.matcher(origin).matches())
          .forEach(
              origin -> problems.add("allowedOrigins", "must be origins such as " + ICA_ORIGIN));
    }
    IcaRegistration.check(request, problems);
    if (request.expectedPlan() != null) {
      ExpectedPlan.problem(request.expectedPlan())
          .ifPresent(why -> problems.add("expectedPlan", why));
    }
    checkChoice(Permissions.class, "permissions", request.permissions(), problems);
    checkChoice(DenyStatements.class, "denyStatements", request.denyStatements(), problems);
    checkKeyAccess(request, problems);
    checkMode(request, problems);
  }

  /** With verifyOnly the owner writes before there is a user to grant to: see decision 1701. */
  private static void checkKeyAccess(ConnectionRequest request, Problems problems) {
    checkChoice(KeyAccess.class, "keyAccess", request.keyAccess(), problems);
    boolean verifyOnly =
        Boolean.TRUE.equals(request.verifyOnly()) || VERIFY_ONLY.equals(request.mode());
    if (verifyOnly && "grant".equals(request.keyAccess())) {
      problems.add(
          "keyAccess",
          "cannot be grant with verifyOnly: the owner makes what is missing before ICA's user is made, and KMS takes no grant to a user that does not exist; leave keyAccess out, and have the owner add the statement that the answer names");
    }
  }

  private static void checkMode(ConnectionRequest request, Problems problems) {
    boolean asMode = VERIFY_ONLY.equals(request.mode());
    if (request.mode() != null && !asMode && choice(Mode.class, request.mode()).isEmpty()) {
      problems.add(
          "mode", "must be one of " + String.join(", ", words(Mode.class)) + ", " + VERIFY_ONLY);
    }
    if (asMode && Boolean.FALSE.equals(request.verifyOnly())) {
      problems.add("mode", "is verifyOnly, and the field verifyOnly is false");
    }
  }

  private static <E extends Enum<E>> void checkChoice(
      Class<E> type, String field, @Nullable String value, Problems problems) {
    if (value != null && choice(type, value).isEmpty()) {
      problems.add(field, "must be one of " + String.join(", ", words(type)));
    }
  }

  private static <E extends Enum<E>> Optional<E> choice(Class<E> type, @Nullable String word) {
    return java.util.Arrays.stream(type.getEnumConstants())
        .filter(value -> word(value).equals(word))
        .findFirst();
  }

  private static <E extends Enum<E>> List<String> words(Class<E> type) {
    return java.util.Arrays.stream(type.getEnumConstants()).map(Connection::word).toList();
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  private static Optional<String> given(@Nullable String value) {
    return Optional.ofNullable(value);
  }
}
