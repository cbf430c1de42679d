package icaconnect.enforced;

import static icaconnect.enforced.Estate.BELOW_A_PATH;
import static icaconnect.enforced.Estate.BOSS;
import static icaconnect.enforced.Estate.OTHER_BUCKET;

import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import software.amazon.awssdk.services.kms.model.CreateGrantRequest;
import software.amazon.awssdk.services.kms.model.GrantConstraints;

/**
 * Whoever runs code inside the function of keys lets in nobody but ICA, and changes the named keys
 * only.
 */
@OnMiniStack
class EscapeFromTheKmsFunctionTest {
  private final MiniStack miniStack;
  private final Laboratory lab;
  private final Estate estate;

  EscapeFromTheKmsFunctionTest(MiniStack miniStack, Laboratory lab, Estate estate) {
    this.miniStack = miniStack;
    this.lab = lab;
    this.estate = estate;
  }

  @TestFactory
  Stream<DynamicTest>
      the_function_of_keys_writes_the_named_keys_policy_and_cannot_lock_itself_out() {
    var in = Intruder.inside("KmsFunction", miniStack, lab);
    String key = lab.application.teamsKey();
    String policy = lab.keyPolicy(key).toString();
    return Stream.of(
        DynamicTest.dynamicTest(
            "the named key's", () -> in.kms.putKeyPolicy(r -> r.keyId(key).policy(policy))),
        in.denied(
            "with the lockout safety check off",
            () ->
                in.kms.putKeyPolicy(
                    r -> r.keyId(key).policy(policy).bypassPolicyLockoutSafetyCheck(true))),
        in.denied(
            "another key's",
            () -> in.kms.putKeyPolicy(r -> r.keyId(TeamsKey.create(miniStack)).policy(policy))));
  }

  /** Each but the first differs from what the function is for in one thing. */
  @TestFactory
  Stream<DynamicTest> the_function_of_keys_is_denied_every_grant_but_ours() {
    var in = Intruder.inside("KmsFunction", miniStack, lab);
    String key = lab.application.teamsKey();
    String user = lab.iam.getUser(r -> r.userName(estate.connectionUser)).user().arn();
    String context = "arn:aws:s3:::" + estate.connected.name();
    return Stream.of(
        DynamicTest.dynamicTest(
            "ours is allowed, and so is ending it",
            () -> {
              String id = in.kms.createGrant(grant(key, user, context)).grantId();
              in.kms.revokeGrant(r -> r.keyId(key).grantId(id));
            }),
        in.denied(
            "without a constraint",
            () ->
                in.kms.createGrant(
                    grant(key, user, context).copy(r -> r.constraints((GrantConstraints) null)))),
        in.denied(
            "for a part of the context",
            () ->
                in.kms.createGrant(
                    grant(key, user, context)
                        .copy(r ->
                            r.constraints(
                                c -> c.encryptionContextSubset(Map.of("aws:s3:arn", context)))))),
        in.denied(
            "for a bucket outside the pattern",
            () -> in.kms.createGrant(grant(key, user, "arn:aws:s3:::" + OTHER_BUCKET))),
        in.denied(
            "of one operation more",
            () ->
                in.kms.createGrant(
                    grant(key, user, context)
                        .copy(r ->
                            r.operationsWithStrings(
                                "Decrypt", "Encrypt", "GenerateDataKey", "CreateGrant")))),
        in.denied(
            "to somebody else's user",
            () ->
                in.kms.createGrant(grant(key, "arn:aws:iam::000000000000:user/" + BOSS, context))),
        in.denied(
            "to a user below a path that begins as the adoptable names do",
            () ->
                in.kms.createGrant(
                    grant(
                        key,
                        lab.iam.getUser(r -> r.userName(BELOW_A_PATH)).user().arn(),
                        context))),
        in.denied(
            "to a role below a path that begins as the deployer's roles do",
            () ->
                in.kms.createGrant(
                    grant(key, "arn:aws:iam::222233334444:role/partner-it/root-admin", context))),
        in.denied(
            "to a role of another account",
            () ->
                in.kms.createGrant(
                    grant(key, "arn:aws:iam::666666666666:role/ica_use1_crossacct", context))),
        in.denied(
            "that somebody else may retire",
            () ->
                in.kms.createGrant(grant(key, user, context).copy(r -> r.retiringPrincipal(user)))),
        in.denied(
            "on a key that nobody has named or tagged",
            () -> in.kms.createGrant(grant(TeamsKey.create(miniStack), user, context))));
  }

  private static CreateGrantRequest grant(String key, String grantee, String bucketArn) {
    return CreateGrantRequest.builder()
        .keyId(key)
        .name("an-attempt")
        .granteePrincipal(grantee)
        .operationsWithStrings("Decrypt", "Encrypt", "GenerateDataKey")
        .constraints(c -> c.encryptionContextEquals(Map.of("aws:s3:arn", bucketArn)))
        .build();
  }
}
