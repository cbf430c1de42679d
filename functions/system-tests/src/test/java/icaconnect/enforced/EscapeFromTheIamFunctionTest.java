package icaconnect.enforced;

import static icaconnect.enforced.Estate.ADMINISTRATOR_ACCESS;
import static icaconnect.enforced.Estate.ADOPTABLE;
import static icaconnect.enforced.Estate.BELOW_A_PATH;
import static icaconnect.enforced.Estate.BOSS;
import static icaconnect.enforced.Estate.EVERYTHING;
import static icaconnect.enforced.Estate.UNBOUNDED;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Whoever runs code inside the function that creates users creates only bounded ones. */
@OnMiniStack
class EscapeFromTheIamFunctionTest {
  private final MiniStack miniStack;
  private final Laboratory lab;
  private final Estate estate;

  EscapeFromTheIamFunctionTest(MiniStack miniStack, Laboratory lab, Estate estate) {
    this.miniStack = miniStack;
    this.lab = lab;
    this.estate = estate;
  }

  @TestFactory
  Stream<DynamicTest> the_iam_function_is_denied() {
    var in = Intruder.inside("IamFunction", miniStack, lab);
    String own = estate.connectionUser;
    String boundary = lab.boundaryArn();
    return Stream.of(
        in.denied(
            "attaching AdministratorAccess to a connection's user",
            () -> in.iam.attachUserPolicy(r -> r.userName(own).policyArn(ADMINISTRATOR_ACCESS))),
        in.denied(
            "attaching its own policy to somebody else's user",
            () -> in.iam.attachUserPolicy(r -> r.userName(BOSS).policyArn(estate.ourPolicy))),
        in.denied(
            "attaching its own policy to an adoptable user outside the boundary",
            () -> in.iam.attachUserPolicy(r -> r.userName(ADOPTABLE).policyArn(estate.ourPolicy))),
        in.denied(
            "attaching its own policy to a user below a path that begins as adoptable names do",
            () ->
                in.iam.attachUserPolicy(r -> r.userName(BELOW_A_PATH).policyArn(estate.ourPolicy))),
        in.denied(
            "rewriting a policy of its own that a person attached to a user outside the boundary",
            () ->
                in.iam.createPolicyVersion(r ->
                    r.policyArn(estate.attachedByHand)
                        .policyDocument(EVERYTHING)
                        .setAsDefault(true))),
        in.denied(
            "attaching a policy below such a path to a connection's user",
            () -> in.iam.attachUserPolicy(r -> r.userName(own).policyArn(estate.policyBelowAPath))),
        in.denied(
            "attaching its own policy to a user at its path without a boundary",
            () -> in.iam.attachUserPolicy(r -> r.userName(UNBOUNDED).policyArn(estate.ourPolicy))),
        in.denied(
            "attaching AdministratorAccess to its own role",
            () ->
                in.iam.attachRolePolicy(r ->
                    r.roleName("ica-connect-IamFunctionRole").policyArn(ADMINISTRATOR_ACCESS))),
        in.denied(
            "an inline policy for its own role",
            () ->
                in.iam.putRolePolicy(r ->
                    r.roleName("ica-connect-IamFunctionRole")
                        .policyName("x")
                        .policyDocument(EVERYTHING))),
        in.denied(
            "an inline policy for a connection's user",
            () ->
                in.iam.putUserPolicy(
                    r -> r.userName(own).policyName("x").policyDocument(EVERYTHING))),
        in.denied(
            "a user without a boundary",
            () ->
                in.iam.createUser(
                    r -> r.userName("x").path("/ica-connect/ica-connect/us-east-1/"))),
        in.denied(
            "a user under another boundary",
            () ->
                in.iam.createUser(r ->
                    r.userName("x")
                        .path("/ica-connect/ica-connect/us-east-1/")
                        .permissionsBoundary(estate.ourPolicy))),
        in.denied(
            "a user at another path",
            () -> in.iam.createUser(r -> r.userName("x").permissionsBoundary(boundary))),
        in.denied(
            "taking a user's boundary away",
            () -> in.iam.deleteUserPermissionsBoundary(r -> r.userName(own))),
        in.denied(
            "giving a user another boundary",
            () ->
                in.iam.putUserPermissionsBoundary(
                    r -> r.userName(own).permissionsBoundary(ADMINISTRATOR_ACCESS))),
        in.denied(
            "a new version of the boundary",
            () ->
                in.iam.createPolicyVersion(
                    r -> r.policyArn(boundary).policyDocument(EVERYTHING).setAsDefault(true))),
        in.denied(
            "an older version of the boundary",
            () -> in.iam.setDefaultPolicyVersion(r -> r.policyArn(boundary).versionId("v1"))),
        in.denied("deleting the boundary", () -> in.iam.deletePolicy(r -> r.policyArn(boundary))),
        in.denied(
            "a policy at another path",
            () -> in.iam.createPolicy(r -> r.policyName("illumina-x").policyDocument(EVERYTHING))),
        in.denied(
            "a key for a connection's user", () -> in.iam.createAccessKey(r -> r.userName(own))),
        in.denied(
            "a password for a connection's user",
            () -> in.iam.createLoginProfile(r -> r.userName(own).password("Secret-1234567"))),
        in.denied("deleting somebody else's user", () -> in.iam.deleteUser(r -> r.userName(BOSS))),
        in.denied(
            "deleting an adoptable user", () -> in.iam.deleteUser(r -> r.userName(ADOPTABLE))),
        in.denied(
            "a role",
            () -> in.iam.createRole(r -> r.roleName("x").assumeRolePolicyDocument(EVERYTHING))));
  }
}
