package icaconnect.aws.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import icaconnect.aws.client.Wire;
import icaconnect.aws.client.Wire.Reply;
import icaconnect.inspect.DestinationFound.Cause;
import icaconnect.inspect.DestinationFound.Shut;
import icaconnect.inspect.DestinationFound.There;
import icaconnect.inspect.DestinationFound.Unseen;
import icaconnect.lambda.Json;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** S3 sends nothing to a queue or a topic whose key it may not use. */
class EncryptedDestinationsTest extends DestinationScene {
  private static final String KEY = "arn:aws:kms:eu-west-2:111122223333:key/k";

  /** As CDK and AWS's page write it. */
  private static final String FOR_S3 =
      "{\"Effect\": \"Allow\", \"Principal\": {\"Service\": \"s3.amazonaws.com\"}, \"Action\": [\"kms:GenerateDataKey*\", \"kms:Decrypt\"], \"Resource\": \"*\"}";

  private static final String TO_IAM =
      "{\"Effect\": \"Allow\", \"Principal\": {\"AWS\": \"arn:aws:iam::111122223333:root\"}, \"Action\": \"kms:*\", \"Resource\": \"*\"}";

  @Test
  void a_key_whose_policy_lets_s3_in_is_in_nobodys_way_and_is_asked_for_once() {
    var wire = encrypted(KEY, key("Enabled"), keyPolicy(TO_IAM + "," + FOR_S3));

    assertThat(look(wire, List.of(QUEUE, TOPIC)).values()).containsOnly(new There());
    assertThat(wire.sent().stream().filter(sent -> service(sent).equals("kms")))
        .extracting(sent -> sent.header("X-Amz-Target"))
        .containsExactly("TrentService.DescribeKey", "TrentService.GetKeyPolicy");
  }

  @Test
  void is_shut_where_its_keys_policy_leaves_s3_out() {
    String half = FOR_S3.replace(", \"kms:Decrypt\"", "");
    for (String policy : List.of(TO_IAM, TO_IAM + "," + half)) {
      assertThat(look(encrypted("alias/team", key("Enabled"), keyPolicy(policy)), List.of(QUEUE)))
          .containsEntry(
              QUEUE,
              new Shut(
                  Cause.KEY_NOT_ALLOWED,
                  "it is encrypted with the key alias/team, and no statement of that key's policy lets s3.amazonaws.com use kms:GenerateDataKey and kms:Decrypt",
                  Optional.of(KEY)));
    }
    String deny =
        "{\"Sid\": \"OnlyUs\", \"Effect\": \"Deny\", \"Principal\": \"*\", \"Action\": \"kms:Decrypt\", \"Resource\": \"*\", \"Condition\": {\"Bool\": {\"aws:PrincipalIsAWSService\": \"true\"}}}";
    assertThat(
            look(
                    encrypted(KEY, key("Enabled"), keyPolicy(FOR_S3 + "," + deny)),
                    List.of(QUEUE, TOPIC))
                .values())
        .allSatisfy(found -> {
          assertThat(((Shut) found).cause()).isEqualTo(Cause.KEY_DENIED);
          assertThat(((Shut) found).reason()).contains("\"OnlyUs\"");
        });
  }

  @Test
  void is_shut_where_its_key_cannot_be_used() {
    for (Reply description :
        List.of(
            key("Disabled"),
            key("PendingDeletion"),
            Reply.json(400, "NotFoundException", "Alias is not found."))) {
      assertThat(look(encrypted("alias/team", description, keyPolicy(FOR_S3)), List.of(QUEUE)))
          .allSatisfy(
              (_, found) -> assertThat(((Shut) found).cause()).isEqualTo(Cause.KEY_UNUSABLE));
    }
  }

  @Test
  void is_shut_where_it_names_an_AWS_managed_key_by_its_arn() {
    var managed =
        Reply.ok(
            "{\"KeyMetadata\": {\"KeyId\": \"k\", \"Arn\": \"%s\", \"KeyManager\": \"AWS\", \"KeyState\": \"Enabled\"}}"
                .formatted(KEY));

    assertThat(look(encrypted(KEY, managed, keyPolicy(FOR_S3)), List.of(QUEUE, TOPIC)).values())
        .allMatch(found -> found instanceof Shut shut && shut.cause() == Cause.AWS_MANAGED_KEY);
  }

  /**
   * A condition that nobody can judge, a denial, another account's key, a policy twice the same.
   */
  @Test
  void says_where_nobody_knows_whether_its_key_lets_s3_in() {
    String conditional =
        FOR_S3.replace(
            "\"Resource\"",
            "\"Condition\": {\"StringEquals\": {\"aws:SourceAccount\": \"111122223333\"}}, \"Resource\"");
    var denied = Reply.json(400, "AccessDeniedException", "not authorized");
    for (var wire :
        List.of(
            encrypted(KEY, key("Enabled"), keyPolicy(conditional)),
            encrypted(KEY, denied, keyPolicy(FOR_S3)),
            encrypted(KEY, key("Enabled"), denied),
            encrypted(KEY, key("Enabled", KEY.replace("1111", "4444")), denied),
            encrypted(KEY, key("Enabled"), keyPolicy("{\"Sid\": 1, \"Sid\": 2}")),
            encrypted(KEY, Reply.json(500, "KMSInternalException", "oops"), denied))) {
      assertThat(look(wire, List.of(QUEUE, TOPIC)).values())
          .allMatch(found -> found instanceof Unseen(var reason) && reason.contains(KEY));
    }
  }

  @Test
  void does_not_wait_again_for_KMS() {
    var wire =
        new Wire(sent ->
            service(sent).equals("kms")
                ? Reply.none()
                : answer("sqs", statement("*", "*"), KEY + sent.body().contains("second")));

    assertThat(look(wire, List.of(QUEUE, QUEUE + "second")).values())
        .allMatch(found -> found instanceof Unseen(var why) && why.contains("KMS gave no answer"));
    assertThat(wire.sent().stream().filter(sent -> service(sent).equals("kms")))
        .extracting(Wire.Sent::body)
        .allSatisfy(body -> assertThat(body).doesNotContain(KEY + true));
  }

  private static Wire encrypted(String name, Reply description, Reply policy) {
    return new Wire(sent ->
        service(sent).equals("kms")
            ? sent.header("X-Amz-Target").endsWith("DescribeKey") ? description : policy
            : answer(service(sent), statement("*", "*"), name));
  }

  private static Reply key(String state) {
    return key(state, KEY);
  }

  private static Reply key(String state, String arn) {
    return Reply.ok(
        "{\"KeyMetadata\": {\"KeyId\": \"k\", \"Arn\": \"%s\", \"KeyManager\": \"CUSTOMER\", \"KeyState\": \"%s\"}}"
            .formatted(arn, state));
  }

  private static Reply keyPolicy(String statements) {
    String policy = "{\"Version\": \"2012-10-17\", \"Statement\": [" + statements + "]}";
    return Reply.ok(
        "{\"Policy\": %s}".formatted(Json.write(Json.MAPPER.getNodeFactory().textNode(policy))));
  }
}
