package icaconnect.bucketpolicy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ForeignSidTest {
  private static final String OURS =
      "{'Sid':'x','Effect':'Allow','Principal':{'AWS':'arn:aws:iam::079623148045:role/ica_use1_crossacct'},"
          + "'Action':['s3:PutObject','s3:GetObject'],'Resource':'arn:aws:s3:::lab-genomics/*'}";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "Allow        | Allow      | true",
        "s3:GetObject | s3:*       | false",
        "s3:GetObject | iam:PassRole | false",
        "'Allow'      | 'Deny'     | false",
        "role/ica_    | user/ica_  | false",
        "'Resource'   | 'NotResource' | false"
      })
  void a_statement_of_our_form_may_be_an_installations(String what, String by, boolean ours) {
    assertThat(ForeignSid.looksOurs(Policies.json(OURS.replace(what, by)))).isEqualTo(ours);
  }
}
