package icaconnect.policy;

import static org.assertj.core.api.Assertions.assertThat;

import icaconnect.lambda.Json;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeliveryTest {
  private static final String QUEUE = "arn:aws:sqs:eu-west-2:111122223333:reads";

  /**
   * Conditions of queues' policies as AWS's pages and people write them, with another bucket's, and
   * another account's.
   */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'Service': 's3.amazonaws.com'}                      | {}                                                              | LetIn",
        "{'Service': ['sns.amazonaws.com', 's3.amazonaws.com']} | {}                                                            | LetIn",
        "'*'                                                  | {'ArnEquals': {'aws:SourceArn': 'arn:aws:s3:::lab'}}            | LetIn",
        "{'AWS': '*'}                                         | {'ArnLike': {'aws:SourceArn': 'arn:aws:s3:*:*:lab'}}            | LetIn",
        "{'Service': 's3.amazonaws.com'}                      | {'StringLike': {'aws:SourceArn': 'arn:aws:s3:::l*'}}            | LetIn",
        "{'Service': 's3.amazonaws.com'}                      | {'StringEquals': {'aws:SourceAccount': '111122223333'}}         | LetIn",
        "{'Service': 's3.amazonaws.com'}                      | {'ArnLike': {'aws:SourceArn': 'arn:aws:s3:::lab-old'}}          | NotAllowed",
        "{'Service': 's3.amazonaws.com'}                      | {'StringEquals': {'aws:SourceArn': 'arn:aws:s3:*:*:lab'}}       | NotAllowed",
        "{'Service': 's3.amazonaws.com'}                      | {'StringEquals': {'aws:SourceAccount': '444455556666'}}         | NotAllowed",
        "{'Service': 'sns.amazonaws.com'}                     | {}                                                              | NotAllowed",
        "{'AWS': 'arn:aws:iam::111122223333:root'}            | {}                                                              | NotAllowed",
        "{'CanonicalUser': '79a59df900b949e55d96a1e698fbacedfd6e09d98eacf8f8d5218e7cd47ef2be'} | {}                             | NotAllowed",
        "{'Service': 's3.amazonaws.com'}                      | {'StringEquals': {'aws:SourceOrgID': 'o-1'}}                    | Unsure",
      })
  void lets_s3_in_as_its_allow_says(String principal, String condition, String expected) {
    assertThat(
            delivery(
                """
                {'Effect': 'Allow', 'Principal': %s, 'Action': 'SQS:SendMessage', 'Resource': '%s', 'Condition': %s}\
                """
                    .formatted(principal, QUEUE, condition)))
        .isEqualTo(expected);
  }

  /** Statements of the policies of keys, as AWS's page, CDK and people write them. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'Service': 's3.amazonaws.com'} | ['kms:GenerateDataKey', 'kms:Decrypt']  | {}                                                                | LetIn",
        "{'Service': ['sns.amazonaws.com', 's3.amazonaws.com']} | ['kms:GenerateDataKey*', 'kms:Decrypt'] | {}                                            | LetIn",
        "{'Service': 's3.amazonaws.com'} | 'kms:*'                                 | {'StringEquals': {'aws:ResourceAccount': '111122223333'}}         | LetIn",
        "{'Service': 's3.amazonaws.com'} | 'kms:GenerateDataKey'                   | {}                                                                | NotAllowed",
        "{'Service': 'sns.amazonaws.com'} | 'kms:*'                                | {}                                                                | NotAllowed",
        "{'AWS': 'arn:aws:iam::111122223333:root'} | 'kms:*'                       | {}                                                                | NotAllowed",
        "{'Service': 's3.amazonaws.com'} | 'kms:*'                                 | {'StringEquals': {'aws:PrincipalServiceName': 'sns.amazonaws.com'}} | NotAllowed",
        "{'Service': 's3.amazonaws.com'} | 'kms:*'                                 | {'StringEquals': {'aws:SourceAccount': '111122223333'}}           | Unsure",
        "{'Service': 's3.amazonaws.com'} | 'kms:*'                                 | {'ArnLike': {'aws:SourceArn': 'arn:aws:s3:::lab'}}                | Unsure",
        "{'AWS': '*'}                    | 'kms:*'                                 | {'StringEquals': {'kms:ViaService': 'sqs.eu-west-2.amazonaws.com', 'kms:CallerAccount': '111122223333'}} | Unsure",
      })
  void a_keys_policy_lets_s3_in_by_both_actions(
      String principal, String actions, String condition, String expected) {
    String policy =
        """
        {'Version': '2012-10-17', 'Statement': [
          {'Effect': 'Allow', 'Principal': %s, 'Action': %s, 'Resource': '*', 'Condition': %s}]}
        """
            .formatted(principal, actions, condition);
    assertThat(
            Delivery.ofKey(
                    Json.parse(policy.replace('\'', '"')),
                    "arn:aws:kms:eu-west-2:111122223333:key/k",
                    "111122223333",
                    "eu-west-2",
                    Instant.EPOCH)
                .getClass()
                .getSimpleName())
        .isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'Principal': '*'                              | {'Bool': {'aws:SecureTransport': 'false'}}               | LetIn",
        "'Principal': '*'                              | {'Bool': {'aws:PrincipalIsAWSService': 'false'}}         | LetIn",
        "'Principal': {'AWS': '*'}                     | {'StringNotEquals': {'aws:SourceAccount': '111122223333'}} | LetIn",
        "'NotPrincipal': {'Service': 's3.amazonaws.com'} | {}                                                     | LetIn",
        "'Principal': {'AWS': '111122223333'}          | {}                                                       | LetIn",
        "'Principal': '*'                              | {'StringNotEquals': {'aws:PrincipalServiceName': 's3.amazonaws.com'}} | LetIn",
        "'Principal': '*'                              | {'Null': {'aws:PrincipalServiceNamesList': 'true'}}      | LetIn",
        "'Principal': '*'                              | {'StringNotEquals': {'aws:ResourceAccount': '111122223333'}} | LetIn",
        "'Principal': '*'                              | {'StringNotEquals': {'aws:RequestedRegion': 'eu-west-2'}} | LetIn",
        "'Principal': '*'                              | {'DateGreaterThan': {'aws:CurrentTime': '2027-01-01'}}   | LetIn",
        "'Principal': '*'                              | {'NumericLessThan': {'aws:EpochTime': '1700000000'}}     | LetIn",
        "'Principal': '*'                              | {}                                                       | Denied",
        "'Principal': {'Service': 's3.amazonaws.com'}  | {}                                                       | Denied",
        "'NotPrincipal': {'AWS': '111122223333'}       | {}                                                       | Denied",
        "'Principal': '*'                              | {'StringNotEquals': {'aws:PrincipalOrgID': 'o-1'}}       | Unsure",
      })
  void a_deny_beats_the_allow(String principal, String condition, String expected) {
    assertThat(
            delivery(
                """
                {'Effect': 'Allow', 'Principal': {'Service': 's3.amazonaws.com'}, 'Action': 'sqs:*', 'Resource': '*'},
                {'Effect': 'Deny', %s, 'Action': 'sqs:SendMessage', 'Resource': '*', 'Condition': %s}\
                """
                    .formatted(principal, condition)))
        .isEqualTo(expected);
  }

  private static String delivery(String statements) {
    var policy =
        Json.parse(
            ("{'Version': '2012-10-17', 'Statement': [" + statements + "]}").replace('\'', '"'));
    return Delivery.of(
            policy,
            "sqs:SendMessage",
            QUEUE,
            "arn:aws:s3:::lab",
            "111122223333",
            "eu-west-2",
            Instant.parse("2026-01-01T00:00:00Z"))
        .getClass()
        .getSimpleName();
  }
}
