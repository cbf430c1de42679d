package icaconnect.entry;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The attack: a direct call names a host of the caller's to send answers to. */
class ForeignResponseUrlTest {
  private static final String BUCKET = "cloudformation-custom-resource-response-useast1";
  private final ResponseHosts hosts = new ResponseHosts("us-east-1", "amazonaws.com", false);

  @ParameterizedTest
  @ValueSource(
      strings = {
        ".s3.amazonaws.com/key?X-Amz-Signature=x",
        ".s3.us-east-1.amazonaws.com/arn%3Aaws%3Acloudformation/lab%7CConnection?X-Amz-Expires=7200",
        ".s3-us-east-1.amazonaws.com/key"
      })
  void cloudformations_own_bucket_of_the_region_is_answered(String rest) {
    assertThat(hosts.accept("https://" + BUCKET + rest)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "https://evil.example/x",
        "http://cloudformation-custom-resource-response-useast1.s3.amazonaws.com/x",
        "https://cloudformation-custom-resource-response-useast1.s3.amazonaws.com:8443/x",
        "https://user@cloudformation-custom-resource-response-useast1.s3.amazonaws.com/x",
        "https://cloudformation-custom-resource-response-useast1.s3.amazonaws.com@evil.example/x",
        "https://evil.example/cloudformation-custom-resource-response-useast1.s3.amazonaws.com/",
        "https://evil.example#cloudformation-custom-resource-response-useast1.s3.amazonaws.com/",
        "https://cloudformation-custom-resource-response-useast1.s3.amazonaws.com.evil.example/x",
        "https://cloudformation-custom-resource-response-useast1.s3xamazonaws.com/x",
        "https://cloudformation-custom-resource-response-euwest1.s3.eu-west-1.amazonaws.com/x",
        "https://cloudformation-custom-resource-response-useast1.s3.eu-west-1.amazonaws.com/x",
        "https://cloudformation-custom-resource-response-useast1-evil.s3.amazonaws.com/x",
        "https://evil.s3.amazonaws.com/x",
        "https://cloudformation-custom-resource-response-useast1.s3.amazonaws.com/x\r\nHost: evil",
        "https://cloudformation-custom-resource-response-useast1.s3.amazonaws.com\\@evil.example/",
        "http://127.0.0.1:9999/x",
        "http://169.254.169.254/latest/meta-data",
        "file:///etc/passwd"
      })
  void no_other_url_is_answered(String url) {
    assertThat(hosts.accept(url)).isFalse();
  }

  @Test
  void loopback_needs_its_switch_and_no_more_than_loopback_comes_with_it() {
    var emulator = new ResponseHosts("us-east-1", "amazonaws.com", true);

    assertThat(emulator.accept("http://127.0.0.1:4566/bucket/key?x=y")).isTrue();
    assertThat(emulator.accept("http://evil.example/x")).isFalse();
    assertThat(emulator.accept("http://127.0.0.1@evil.example/x")).isFalse();
    assertThat(emulator.accept("http://localhost.evil.example/x")).isFalse();
  }

  @Test
  void partitions_have_their_own_suffix() {
    var china = new ResponseHosts("cn-north-1", "amazonaws.com.cn", false);

    assertThat(
            china.accept(
                "https://cloudformation-custom-resource-response-cnnorth1.s3.cn-north-1.amazonaws.com.cn/x"))
        .isTrue();
    assertThat(
            china.accept(
                "https://cloudformation-custom-resource-response-cnnorth1.s3.cn-north-1.amazonaws.com/x"))
        .isFalse();
  }
}
