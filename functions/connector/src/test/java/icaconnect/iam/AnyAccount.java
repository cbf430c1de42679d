package icaconnect.iam;

import static icaconnect.iam.IamFixtures.NAMES;

import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.connection.Ours;
import icaconnect.lambda.Json;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Provide;
import net.jqwik.api.domains.DomainContextBase;

/**
 * Accounts in which anything of other people's may be under a connection's names, and what these do
 * next.
 */
final class AnyAccount extends DomainContextBase {
  static final String BYSTANDER = "bystander";
  private static final String READ_ONLY = "arn:aws:iam::aws:policy/ReadOnlyAccess";
  private static final JsonNode OTHER_DOCUMENT =
      Json.parse("{\"Version\":\"2012-10-17\",\"Statement\":[]}");
  private static final JsonNode EVERYTHING =
      Json.parse(
          "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"*\"}]}");
  private static final Map<String, String> THEIR_TAGS = Map.of("team", "genomics");

  /** What an account is made of; data, so that a failing one can be read. */
  record Account(
      Optional<Map<String, String>> userTags,
      Optional<Map<String, String>> policyTags,
      String policyPath,
      boolean policySaysWhatIcaNeeds,
      boolean attached,
      int otherPolicies) {

    InMemoryIam build(JsonNode icaNeeds) {
      var iam = new InMemoryIam();
      iam.putUser(
          new IamUser(
              BYSTANDER, "arn:aws:iam::111122223333:user/bystander", Map.of(), List.of(READ_ONLY)));
      userTags.ifPresent(
          tags -> iam.putUser(new IamUser(NAMES.userName(), userArn(), tags, others())));
      JsonNode document = policySaysWhatIcaNeeds ? icaNeeds : OTHER_DOCUMENT;
      policyTags.ifPresent(tags -> iam.putPolicy(policyArn(), tags, document));
      if (attached && userTags.isPresent() && policyTags.isPresent()) {
        iam.attach(NAMES.userName(), policyArn());
      }
      return iam;
    }

    private String userArn() {
      return "arn:aws:iam::111122223333:user/" + NAMES.userName();
    }

    private String policyArn() {
      return "arn:aws:iam::111122223333:policy" + policyPath + NAMES.policyName();
    }

    private List<String> others() {
      return IntStream.range(0, otherPolicies)
          .mapToObj(number -> "arn:aws:iam::aws:policy/Their" + number)
          .toList();
    }
  }

  /** What others may do to a connected account. */
  enum Edit {
    ATTACH_A_POLICY_TO_THE_USER,
    DETACH_THE_POLICY,
    PUT_THE_USER_INTO_A_GROUP,
    REMOVE_THE_USER,
    ATTACH_THE_POLICY_TO_ANOTHER_USER,
    EDIT_THE_POLICY,
    LET_THE_POLICY_GRANT_EVERYTHING,
    TAG_THE_USER_AS_THEIRS,
    TAG_THE_POLICY_AS_THEIRS,
    TAKE_THE_USER_OUT_OF_ITS_BOUNDARY,
    MAKE_A_USER_OF_THE_NAME,
    MAKE_A_POLICY_OF_THE_NAME,
    REMOVE_THE_POLICY,
    REMOVE_THE_OTHER_USER;

    void make(InMemoryIam iam, String policyArn) {
      String user = NAMES.userName();
      boolean userIsThere = iam.user(user).isPresent();
      boolean policyIsThere = iam.policy(policyArn).isPresent();
      switch (this) {
        case ATTACH_A_POLICY_TO_THE_USER -> when(userIsThere, () -> iam.attach(user, READ_ONLY));
        case DETACH_THE_POLICY -> when(userIsThere, () -> iam.detach(user, policyArn));
        case PUT_THE_USER_INTO_A_GROUP ->
            when(
                userIsThere,
                () ->
                    iam.give(
                        user, List.of(new AttachedItem(AttachedItem.Kind.GROUP, "scientists"))));
        case REMOVE_THE_USER -> iam.removeUser(user);
        case ATTACH_THE_POLICY_TO_ANOTHER_USER ->
            when(
                policyIsThere && iam.user(BYSTANDER).isPresent(),
                () -> iam.attach(BYSTANDER, policyArn));
        case EDIT_THE_POLICY ->
            when(
                policyIsThere && iam.versions(policyArn).size() < 5,
                () -> iam.addVersion(policyArn, OTHER_DOCUMENT));
        case LET_THE_POLICY_GRANT_EVERYTHING ->
            when(
                policyIsThere && iam.versions(policyArn).size() < 5,
                () -> iam.addVersion(policyArn, EVERYTHING));
        case TAG_THE_USER_AS_THEIRS -> iam.user(user).ifPresent(it -> iam.putUser(theirs(it)));
        case TAG_THE_POLICY_AS_THEIRS -> iam.tagPolicy(policyArn, THEIR_TAGS);
        case TAKE_THE_USER_OUT_OF_ITS_BOUNDARY ->
            iam.user(user)
                .ifPresent(it ->
                    iam.putUser(
                        new IamUser(
                            it.name(), it.arn(), it.tags(), it.attachedPolicyArns(), false)));
        case MAKE_A_USER_OF_THE_NAME ->
            when(
                !userIsThere,
                () -> iam.putUser(new IamUser(user, NAMES.userArn(), THEIR_TAGS, List.of())));
        case MAKE_A_POLICY_OF_THE_NAME ->
            when(
                iam.policyNamed(NAMES.policyName()).isEmpty(),
                () -> iam.putPolicy(NAMES.policyArn(), THEIR_TAGS, EVERYTHING));
        case REMOVE_THE_POLICY -> iam.removePolicy(policyArn);
        case REMOVE_THE_OTHER_USER -> iam.removeUser(BYSTANDER);
      }
    }

    private static IamUser theirs(IamUser user) {
      return new IamUser(
          user.name(), user.arn(), THEIR_TAGS, user.attachedPolicyArns(), user.bounded());
    }

    private static void when(boolean possible, Runnable edit) {
      if (possible) {
        edit.run();
      }
    }
  }

  @Provide
  Arbitrary<Account> accounts() {
    Arbitrary<Map<String, String>> tags =
        Arbitraries.of(
            Map.of(), Map.of("team", "genomics"), Map.of(Ours.BUCKET_TAG, "other-bucket"));
    return Combinators.combine(
            tags.optional(0.5),
            tags.optional(0.5),
            Arbitraries.of("/", Ours.IAM_PATH),
            Arbitraries.of(true, true, false),
            Arbitraries.of(true, false),
            Arbitraries.integers().between(0, 10))
        .as(Account::new);
  }

  @Provide
  Arbitrary<Edit> edits() {
    return Arbitraries.of(Edit.class);
  }
}
