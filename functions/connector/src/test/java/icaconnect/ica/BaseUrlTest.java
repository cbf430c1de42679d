package icaconnect.ica;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BaseUrlTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://ica.illumina.com/ica/rest",
        "https://ica.illumina.com/ica/rest/",
        "http://localhost:8099/ica/rest",
        "http://127.0.0.1:8099",
        "http://[::1]:8099"
      })
  void tls_or_loopback(String url) {
    assertThat(BaseUrl.of(url).resolve("/api/regions").toString())
        .doesNotContain("//api")
        .endsWith("/api/regions");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://ica.illumina.com/ica/rest",
        "http://127.0.0.1.evil.example",
        "http://127.evil.example",
        "http://localhost.evil.example",
        "ftp://localhost",
        "https://user:pass@ica.illumina.com",
        "https://ica.illumina.com?x=1",
        "https://ica.illumina.com#x",
        "ica.illumina.com",
        ""
      })
  void nothing_else(String url) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> BaseUrl.of(url))
        .withMessageNotContaining("pass@");
  }
}
