package icaconnect.aws.iam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.http.Fault;
import icaconnect.aws.client.Clients;
import icaconnect.credential.AnswerLost;
import java.net.URI;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.services.iam.IamClient;

/** What is on the wire when the answer to CreateAccessKey is lost. */
class CreateAccessKeyFaultsTest {
  private final WireMockServer iam =
      new WireMockServer(WireMockConfiguration.options().dynamicPort());

  @BeforeEach
  void start() {
    iam.start();
  }

  @AfterEach
  void stop() {
    iam.stop();
  }

  @ParameterizedTest
  @EnumSource(Fault.class)
  void a_call_whose_answer_is_lost_is_sent_once(Fault fault) {
    iam.stubFor(WireMock.any(WireMock.anyUrl()).willReturn(WireMock.aResponse().withFault(fault)));

    assertThatThrownBy(() -> keys().create("ica-lab")).isInstanceOf(AnswerLost.class);

    assertThat(iam.getAllServeEvents()).hasSize(1);
  }

  @Test
  void a_service_that_fails_may_have_made_the_key_and_is_asked_once() {
    iam.stubFor(WireMock.any(WireMock.anyUrl()).willReturn(WireMock.aResponse().withStatus(500)));

    assertThatThrownBy(() -> keys().create("ica-lab")).isInstanceOf(AnswerLost.class);

    assertThat(iam.getAllServeEvents()).hasSize(1);
  }

  private IamAccessKeys keys() {
    var credentials = StaticCredentialsProvider.create(AwsBasicCredentials.create("AKIA", "x"));
    var clients = new Clients(credentials);
    var builder = IamClient.builder().endpointOverride(URI.create(iam.baseUrl()));
    return new IamAccessKeys(
        clients.in("us-east-1", builder),
        clients.in("us-east-1", builder, AwsRetryStrategy.doNotRetry()));
  }
}
