package icaconnect.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import icaconnect.connection.Prefix;
import icaconnect.lambda.Json;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SessionPolicyTest {
  private static final String KEY = "arn:aws-cn:kms:cn-north-1:111122223333:key/1234abcd";

  @Test
  void allows_the_bucket_the_prefix_and_the_key_in_their_partition() {
    assertThat(Json.parse(SessionPolicy.of("aws-cn", "lab-genomics", "a/", Optional.of(KEY))))
        .isEqualTo(
            Json.parse(
                """
                {"Version": "2012-10-17", "Statement": [
                  {"Effect": "Allow", "Action": "s3:*",
                   "Resource": ["arn:aws-cn:s3:::lab-genomics", "arn:aws-cn:s3:::lab-genomics/a/*"]},
                  {"Effect": "Allow", "Action": ["kms:Decrypt", "kms:Encrypt", "kms:GenerateDataKey"],
                   "Resource": "arn:aws-cn:kms:cn-north-1:111122223333:key/1234abcd"}]}
                """));
  }

  @Test
  void says_nothing_of_keys_where_there_is_none() {
    assertThat(SessionPolicy.of("aws", "lab-genomics", "", Optional.empty())).doesNotContain("kms");
  }

  /** A prefix has 512 bytes at most, a quotation mark takes two characters in JSON. */
  @ParameterizedTest
  @ValueSource(strings = {"p", "\"", "\u00e9"})
  void fits_into_what_STS_takes_for_every_bucket_and_prefix(String letter) {
    String prefix = new Prefix(letter.repeat(letter.equals("\u00e9") ? 255 : 511) + "/").value();

    assertThat(SessionPolicy.of("aws-us-gov", "b".repeat(63), prefix, Optional.of(KEY)))
        .hasSizeLessThanOrEqualTo(SessionPolicy.LONGEST);
  }
}
