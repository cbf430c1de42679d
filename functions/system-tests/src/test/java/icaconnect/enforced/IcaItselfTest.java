package icaconnect.enforced;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import icaconnect.lambda.Json;
import icaconnect.workflow.LabBucket;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.sts.model.StsException;

@OnMiniStack
class IcaItselfTest {
  private static final String KEY = "runs/7/reads.bam";

  private final MiniStack miniStack;
  private final Laboratory lab;
  private final Federation federation;

  IcaItselfTest(MiniStack miniStack, Laboratory lab) {
    this.miniStack = miniStack;
    this.lab = lab;
    federation = new Federation(miniStack);
  }

  @Test
  void a_user_is_let_in_by_connect_and_shut_out_by_disconnect() {
    LabBucket bucket = bucketWithAnObject().withConfigurationOfOthers();
    String user = "illumina_" + bucket.name().substring(4);
    lab.iam.createUser(r -> r.userName(user).permissionsBoundary(lab.boundaryArn()));
    AwsCredentials key = federation.newKey(user);

    assertThatThrownBy(() -> federation.session(key, user))
        .isInstanceOf(StsException.class)
        .hasMessageContaining("not authorized");
    assertThat(direct(key).can(bucket.name(), KEY)).isEmpty();

    lab.connect(bucket, "\"userName\": \"%s\", \"adoptExisting\": true".formatted(user));
    Visitor ica = ica(key, user);
    assertThat(ica.can(bucket.name(), KEY)).isEqualTo(Visitor.EVERYTHING);
    assertThat(direct(key).can(bucket.name(), KEY)).isEqualTo(Visitor.EVERYTHING);

    lab.disconnect(bucket);
    assertThatThrownBy(() -> federation.session(key, user))
        .isInstanceOf(StsException.class)
        .hasMessageContaining("not authorized");
    assertThat(ica.can(bucket.name(), KEY)).as("a session opened before the disconnect").isEmpty();
  }

  @Test
  void the_connections_own_key_works_between_connect_and_disconnect_only() {
    LabBucket bucket = bucketWithAnObject();
    lab.connect(bucket);
    String user = "ica-" + bucket.name();
    AwsCredentials key = storedKey(user);
    Visitor ica = ica(key, user);
    assertThat(ica.can(bucket.name(), KEY)).isEqualTo(Visitor.EVERYTHING);

    lab.disconnect(bucket);
    assertThatThrownBy(() -> federation.session(key, user)).isInstanceOf(StsException.class);
    assertThat(ica.can(bucket.name(), KEY)).isEmpty();
    assertThat(direct(key).can(bucket.name(), KEY)).isEmpty();
  }

  @Test
  void one_connection_opens_no_other_bucket() {
    LabBucket connected = bucketWithAnObject();
    LabBucket other = bucketWithAnObject();
    lab.connect(connected);
    lab.connect(other);

    Visitor ica = ica(storedKey("ica-" + connected.name()), "ica-" + connected.name());
    assertThat(ica.can(other.name(), KEY)).isEmpty();
  }

  @Test
  void a_prefix_opens_no_neighbouring_folder() {
    LabBucket bucket = bucketWithAnObject();
    lab.connect(bucket, "\"prefix\": \"run/\"");

    Visitor ica = ica(storedKey("ica-" + bucket.name()), "ica-" + bucket.name());
    assertThat(ica.can(bucket.name(), KEY))
        .as("the list is the bucket's, as the vendor's policy has it")
        .containsExactly(Visitor.LIST);
  }

  @Test
  void extended_permissions_open_sessions_under_the_users_name_only() {
    LabBucket bucket = bucketWithAnObject();
    lab.connect(bucket, "\"permissions\": \"extended\"");
    String user = "ica-" + bucket.name();

    assertThat(ica(storedKey(user), user).can(bucket.name(), KEY)).isEqualTo(Visitor.EVERYTHING);
    assertThatThrownBy(() -> federation.session(storedKey(user), "pipeline"))
        .isInstanceOf(StsException.class)
        .hasMessageContaining("not authorized");
  }

  private LabBucket bucketWithAnObject() {
    LabBucket bucket = lab.bucket();
    lab.s3.putObject(r -> r.bucket(bucket.name()).key(KEY), RequestBody.fromString("reads"));
    return bucket;
  }

  private AwsCredentials storedKey(String user) {
    var secret =
        Json.parse(
            lab.secrets
                .getSecretValue(r -> r.secretId("ica-connect/ica-connect/" + user))
                .secretString());
    return AwsBasicCredentials.create(
        secret.path("accessKeyId").asText(), secret.path("secretAccessKey").asText());
  }

  private Visitor ica(AwsCredentials key, String user) {
    return Visitor.of("ICA", miniStack, federation.session(key, user));
  }

  private Visitor direct(AwsCredentials key) {
    return Visitor.of("the user itself", miniStack, key);
  }
}
