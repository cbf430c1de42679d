package icaconnect.enforced;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Two stacks in one account: neither reaches what the other one made. */
@OnMiniStack
class TwoStacksTest {
  private static Application dev;

  private final MiniStack miniStack;
  private final Laboratory lab;
  private final Estate estate;

  TwoStacksTest(MiniStack miniStack, Laboratory lab, Estate estate) {
    this.miniStack = miniStack;
    this.lab = lab;
    this.estate = estate;
  }

  @BeforeEach
  void deployTheSecond() {
    dev = dev == null ? lab.application.beside(miniStack, "dev") : dev;
  }

  @Test
  void a_bucket_that_the_other_stack_has_connected_is_refused_with_that_stacks_name() {
    var connected = lab.bucket();
    lab.connect(connected);
    var before = connected.configuration();
    var traces = lab.tracesOf(connected.name());

    assertThatThrownBy(() -> dev.connect(Laboratory.request(connected, "")))
        .hasMessageContaining("OTHER_INSTALLATION")
        .hasMessageContaining("ica-connect/us-east-1");
    assertThat(Application.changed(dev.disconnect(Laboratory.request(connected, "")))).isFalse();

    assertThat(connected.configuration()).isEqualTo(before);
    assertThat(lab.tracesOf(connected.name())).isEqualTo(traces);
    assertThat(Application.changed(lab.connect(connected, ""))).isFalse();
  }

  @Test
  void a_bucket_each_and_both_are_given_back() {
    var ones = lab.bucket();
    var others = lab.bucket();
    var before = others.configuration();
    lab.connect(ones);
    dev.connect(Laboratory.request(others, ""));

    assertThat(Application.changed(dev.connect(Laboratory.request(others, "")))).isFalse();
    assertThat(lab.tracesOf("ica-connect/dev/ica-" + others.name())).isNotEmpty();
    dev.disconnect(Laboratory.request(others, ""));
    lab.disconnect(ones);

    assertThat(others.configuration()).isEqualTo(before);
    assertThat(lab.tracesOf(others.name())).isEmpty();
    assertThat(lab.tracesOf(ones.name())).isEmpty();
  }

  @TestFactory
  Stream<DynamicTest> a_function_of_the_other_stack_is_denied() {
    var iam = inside("IamFunction");
    var credential = inside("CredentialFunction");
    var rotation = inside("RotationFunction");
    var verify = inside("VerifyFunction");
    String user = estate.connectionUser;
    String secret = "ica-connect/ica-connect/" + user;
    return Stream.of(
        credential.denied(
            "a key of this stack's user",
            () -> credential.iam.createAccessKey(r -> r.userName(user))),
        credential.denied(
            "writing this stack's secret",
            () -> credential.secrets.putSecretValue(r -> r.secretId(secret).secretString("x"))),
        rotation.denied(
            "rotating this stack's user",
            () -> rotation.iam.createAccessKey(r -> r.userName(user))),
        rotation.denied(
            "reading this stack's secret by the rotation",
            () -> rotation.secrets.getSecretValue(r -> r.secretId(secret))),
        verify.denied(
            "reading this stack's secret",
            () -> verify.secrets.getSecretValue(r -> r.secretId(secret))),
        iam.denied("deleting this stack's user", () -> iam.iam.deleteUser(r -> r.userName(user))),
        iam.denied(
            "deleting this stack's policy",
            () -> iam.iam.deletePolicy(r -> r.policyArn(estate.ourPolicy))),
        iam.denied(
            "taking this stack's policy from its user",
            () -> iam.iam.detachUserPolicy(r -> r.userName(user).policyArn(estate.ourPolicy))),
        iam.denied(
            "a user at this stack's path",
            () ->
                iam.iam.createUser(r ->
                    r.userName("x")
                        .path("/ica-connect/ica-connect/us-east-1/")
                        .permissionsBoundary(dev.template().arn("ConnectionBoundary")))));
  }

  private Intruder inside(String function) {
    return new Intruder(miniStack, dev.function(function).role().credentials());
  }

  @AfterAll
  static void endTheSecond() {
    if (dev != null) {
      dev.closeBeside();
      dev = null;
    }
  }
}
