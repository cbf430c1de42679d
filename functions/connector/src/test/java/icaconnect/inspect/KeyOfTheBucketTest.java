package icaconnect.inspect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.connection.Limits;
import icaconnect.failure.Refused;
import icaconnect.failure.TryAgain;
import icaconnect.step.Invocation;
import icaconnect.step.OwnedBucket;
import icaconnect.step.StepInput;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The default encryption may name its key in four ways, and S3 uses one key. */
class KeyOfTheBucketTest {
  private static final String ID = "1234abcd-12ab-34cd-56ef-1234567890ab";
  private static final String ARN = "arn:aws:kms:us-east-1:111122223333:key/" + ID;

  @ParameterizedTest
  @ValueSource(
      strings = {
        ID,
        ARN,
        "alias/lab",
        "arn:aws:kms:us-east-1:111122223333:alias/lab",
      })
  void is_known_by_its_arn_however_it_is_named(String name) {
    var answer = inspect(name, key());

    assertThat(answer.at("/facts/kmsKeyArn").textValue()).isEqualTo(ARN);
    assertThat(codes(answer)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"alias/aws/s3", "arn:aws:kms:us-east-1:111122223333:alias/aws/s3"})
  void that_AWS_manages_is_recognised_by_its_alias(String name) {
    var answer = inspect(name, new KeyFound.Missing());

    assertThat(codes(answer)).containsExactly("AWS_MANAGED_KEY");
    assertThat(answer.at("/facts/kmsKeyArn").textValue()).isNull();
  }

  @Test
  void that_AWS_manages_is_recognised_by_its_id() {
    var managed =
        new KeyFound.Key(
            ARN, true, "Enabled", "ENCRYPT_DECRYPT", "SYMMETRIC_DEFAULT", "AWS_KMS", none());

    assertThat(codes(inspect(ID, managed))).containsExactly("AWS_MANAGED_KEY");
  }

  @ParameterizedTest
  @CsvSource({
    "Disabled, enable-key",
    "PendingDeletion, cancel-key-deletion",
    "PendingReplicaDeletion, cancel-key-deletion",
    "PendingImport, Import its key material",
    "Unavailable, Reconnect its key store",
    "SomethingNew, Make it Enabled"
  })
  void is_refused_where_it_is_not_enabled(String state, String remedy) {
    var key =
        new KeyFound.Key(
            ARN, false, state, "ENCRYPT_DECRYPT", "SYMMETRIC_DEFAULT", "AWS_KMS", none());

    assertThatThrownBy(() -> inspect("alias/lab", key))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("KMS_KEY_NOT_ENABLED")
        .hasMessageContaining(remedy);
  }

  @Test
  void is_waited_for_while_it_is_made() {
    var key =
        new KeyFound.Key(
            ARN, false, "Creating", "ENCRYPT_DECRYPT", "SYMMETRIC_DEFAULT", "AWS_KMS", none());

    assertThatThrownBy(() -> inspect(ARN, key)).isInstanceOf(TryAgain.class);
  }

  @ParameterizedTest
  @CsvSource({
    "SIGN_VERIFY, RSA_2048",
    "ENCRYPT_DECRYPT, RSA_4096",
    "GENERATE_VERIFY_MAC, HMAC_256"
  })
  void is_refused_where_S3_cannot_use_its_kind(String usage, String spec) {
    var key = new KeyFound.Key(ARN, false, "Enabled", usage, spec, "AWS_KMS", none());

    assertThatThrownBy(() -> inspect(ARN, key))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("KMS_KEY_WRONG_KIND");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "arn:aws:kms:eu-west-2:111122223333:key/" + ID,
        "arn:aws:kms:eu-west-2:111122223333:alias/lab"
      })
  void is_refused_in_another_region_before_KMS_is_asked(String name) {
    assertThatThrownBy(() -> inspect(name, null))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("KMS_KEY_ELSEWHERE");
  }

  @Test
  void is_refused_where_there_is_none() {
    assertThatThrownBy(() -> inspect("alias/gone", new KeyFound.Missing()))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("KMS_KEY_MISSING");
  }

  @Test
  void is_believed_by_its_arn_where_nobody_may_look() {
    var answer = inspect(ARN, new KeyFound.Denied("not authorized to perform: kms:DescribeKey"));

    assertThat(answer.at("/facts/kmsKeyArn").textValue()).isEqualTo(ARN);
    assertThat(codes(answer)).containsExactly("KMS_KEY_UNSEEN");
  }

  @ParameterizedTest
  @ValueSource(strings = {ID, "alias/lab", "arn:aws:kms:us-east-1:111122223333:alias/lab"})
  void is_not_guessed_where_nobody_may_look(String name) {
    assertThatThrownBy(() -> inspect(name, new KeyFound.Denied("no")))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("KMS_KEY_UNSEEN");
  }

  @Test
  void of_another_account_is_another_teams_to_change() {
    String arn = "arn:aws:kms:us-east-1:999988887777:key/" + ID;
    var key =
        new KeyFound.Key(
            arn, false, "Enabled", "ENCRYPT_DECRYPT", "SYMMETRIC_DEFAULT", "AWS_KMS", none());

    assertThat(codes(inspect(arn, key))).containsExactly("KMS_KEY_OF_ANOTHER_ACCOUNT");
  }

  @Test
  void by_a_name_without_an_account_is_another_key_for_who_copies() {
    var answer =
        inspect(
            "aws:kms",
            "alias/lab",
            key(),
            StepInput.connect("lab").asking("prefix", "ica/").asking("crossAccountCopy", true));

    assertThat(codes(answer)).contains("KMS_KEY_NOT_BY_ARN");
  }

  @ParameterizedTest
  @CsvSource({
    "EXTERNAL_KEY_STORE,, KMS_KEY_STORE",
    "AWS_CLOUDHSM,, KMS_KEY_STORE",
    "AWS_KMS, REPLICA, KMS_KEY_REPLICA"
  })
  void that_lives_elsewhere_is_said_to(String origin, String multiRegion, String code) {
    var key =
        new KeyFound.Key(
            ARN,
            false,
            "Enabled",
            "ENCRYPT_DECRYPT",
            "SYMMETRIC_DEFAULT",
            origin,
            Optional.ofNullable(multiRegion));

    assertThat(codes(inspect(ARN, key))).contains(code);
  }

  @Test
  void of_two_layers_is_said_to_be() {
    assertThat(codes(inspect("aws:kms:dsse", ARN, key(), request()))).contains("KMS_DSSE");
  }

  @Test
  void is_not_asked_for_on_the_way_back() {
    var answer = inspect("aws:kms", "alias/gone", null, StepInput.disconnect("lab"));

    assertThat(answer.at("/facts/exists").asBoolean()).isTrue();
  }

  private static KeyFound key() {
    return new KeyFound.Key(
        ARN, false, "Enabled", "ENCRYPT_DECRYPT", "SYMMETRIC_DEFAULT", "AWS_KMS", none());
  }

  private static Optional<String> none() {
    return Optional.empty();
  }

  private static StepInput request() {
    return StepInput.connect("lab").asking("prefix", "ica/");
  }

  private static List<String> codes(JsonNode answer) {
    return answer.at("/report/findings").findValuesAsText("code");
  }

  private static JsonNode inspect(String name, KeyFound found) {
    return inspect("aws:kms", name, found, request());
  }

  private static JsonNode inspect(
      String algorithm, String name, KeyFound found, StepInput request) {
    var keys = found == null ? Map.<String, KeyFound>of() : Map.of(name, found);
    return Invocation.of(
        new InspectHandler(Invocation.STACK, new Reading(algorithm, name, keys), Limits.CLOSED, ""),
        request.json());
  }

  /** A bucket that names its key so, and a KMS that knows these names in the bucket's region. */
  private record Reading(String algorithm, String keyName, Map<String, KeyFound> keys)
      implements InspectPort {
    @Override
    public BucketFound bucket(String name, String account) {
      return new BucketFound.Bucket(
          InspectedBucket.with(bucket -> {
            bucket.algorithm = Optional.of(algorithm);
            bucket.key = Optional.of(keyName);
            bucket.bucketKey = true;
          }));
    }

    @Override
    public KeyFound key(String name, String region) {
      assertThat(region).isEqualTo("us-east-1");
      assertThat(keys).as("KMS is asked for " + name).containsKey(name);
      return keys.get(name);
    }

    @Override
    public AccountInspection account(String userArn) {
      return AccountInspection.NOT_ASKED;
    }

    @Override
    public Map<String, DestinationFound> destinations(List<String> arns, OwnedBucket bucket) {
      return Map.of();
    }

    @Override
    public Optional<FoundUser> user(String userName) {
      return Optional.empty();
    }
  }
}
