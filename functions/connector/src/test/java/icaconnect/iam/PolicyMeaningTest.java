package icaconnect.iam;

import static org.assertj.core.api.Assertions.assertThat;

import icaconnect.lambda.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PolicyMeaningTest {
  private static final String POLICY =
      """
      {'Version': '2012-10-17', 'Statement': [
        {'Effect': 'Allow', 'Action': ['s3:GetObject', 's3:PutObject'], 'Resource': 'arn:aws:s3:::b/*'},
        {'Effect': 'Allow', 'Action': 's3:ListBucket', 'Resource': ['arn:aws:s3:::b'],
         'Condition': {'Bool': {'aws:SecureTransport': true}, 'StringLike': {'s3:prefix': ['a/*', 'b/*']}}}]}\
      """;

  @Test
  void does_not_change_with_the_way_of_writing() {
    assertThat(meaning(POLICY))
        .isEqualTo(
            meaning(
                """
                {'Id': 'x', 'Statement': [
                  {'Sid': 'List', 'Resource': 'arn:aws:s3:::b', 'Effect': 'Allow', 'Action': ['S3:listbucket'],
                   'Condition': {'StringLike': {'s3:prefix': ['b/*', 'a/*']},
                                 'Bool': {'aws:SecureTransport': ['true']}}},
                  {'Action': ['s3:PutObject', 's3:GetObject'], 'Effect': 'Allow', 'Resource': ['arn:aws:s3:::b/*']}],
                 'Version': '2012-10-17'}\
                """));
  }

  @Test
  void knows_a_lone_statement_from_no_list() {
    assertThat(meaning("{'Statement': {'Effect': 'Allow', 'Action': '*', 'Resource': '*'}}"))
        .isEqualTo(
            meaning("{'Statement': [{'Effect': 'Allow', 'Action': ['*'], 'Resource': ['*']}]}"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'2012-10-17' → '2008-10-17'",
        "'Allow' → 'Deny'",
        "'s3:PutObject' → 's3:DeleteObject'",
        "'Action' → 'NotAction'",
        "'Resource' → 'NotResource'",
        "s3:::b/* → s3:::B/*",
        "'a/*', → ",
        "true → false",
        "'Bool' → 'BoolIfExists'",
        "'aws:SecureTransport' → 'aws:MultiFactorAuthPresent'",
      })
  void changes_with_what_is_said(String edit) {
    String[] words = edit.split(" → ?", 2);

    assertThat(POLICY).contains(words[0]);
    assertThat(meaning(POLICY.replace(words[0], words[1]))).isNotEqualTo(meaning(POLICY));
  }

  private static PolicyMeaning meaning(String policy) {
    return PolicyMeaning.of(Json.parse(policy.replace('\'', '"')));
  }
}
