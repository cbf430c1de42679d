package icaconnect.ica;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The operations as documented, and answers that a later ICA may give. */
class IcaClientTest extends WireMockIca {
  private static final ObjectNode US = IcaShapes.region(ID, "US", "US", "North Virginia");

  @Test
  void signs_in_with_the_api_key_and_then_shows_the_token_only() {
    stub(reading("/api/regions"), json(200, IcaShapes.list(List.of(US))));

    assertThat(ica.regions())
        .singleElement()
        .extracting(Region::code, Region::cityName)
        .containsExactly("US", "North Virginia");
    ica.regions();

    WIRE.verify(1, postRequestedFor(at("/api/tokens")).withHeader("X-API-Key", equalTo(API_KEY)));
    assertThat(WIRE.getAllServeEvents())
        .filteredOn(event -> event.getRequest().getUrl().endsWith("/regions"))
        .hasSize(2)
        .allSatisfy(event -> {
          assertThat(event.getRequest().getHeader("Authorization")).isEqualTo("Bearer " + TOKEN);
          assertThat(event.getRequest().containsHeader("X-API-Key")).isFalse();
        });
  }

  @Test
  void creates_a_credential_of_type_aws_user() {
    stub(
        posting("/api/storageCredentials"),
        json(201, IcaShapes.credential(ID, "ica-lab", "AWS_USER")));

    assertThat(ica.createCredential("ica-lab", KEY))
        .isEqualTo(new StorageCredential(ID, "ica-lab", "AWS_USER", IcaShapes.TENANT));

    WIRE.verify(
        postRequestedFor(at("/api/storageCredentials"))
            .withRequestBody(
                equalToJson(
                    """
                    {"name": "ica-lab", "type": "AWS_USER",
                     "awsCredentials": {"accessKeyId": "AKIAEXAMPLE", "secretAccessKey": "secret-Pq7/Zx+41"}}\
                    """)));
  }

  @Test
  void replaces_the_key_of_a_credential() {
    String path = "/api/storageCredentials/" + ID + ":updateSecrets";
    stub(posting(path), aResponse().withStatus(204));

    ica.updateSecrets(ID, KEY);

    WIRE.verify(
        postRequestedFor(at(path))
            .withRequestBody(
                equalToJson(
                    """
                    {"awsCredentials": {"accessKeyId": "AKIAEXAMPLE", "secretAccessKey": "secret-Pq7/Zx+41"}}\
                    """)));
  }

  @Test
  void creates_a_configuration_with_prefix_and_kms_key() {
    stub(
        posting("/api/storageConfigurations"),
        json(201, IcaShapes.configuration(ID, "lab-1", "INITIALIZING", US)));
    var details =
        new AwsDetails("lab-reads", "ica/", "aws:kms", "arn:aws:kms:us-east-1:111122223333:key/k");

    var created =
        ica.createConfiguration(new NewConfiguration("lab-1", "Bucket lab-reads", ID, ID, details));

    assertThat(created.validationStatus()).isEqualTo(ValidationStatus.INITIALIZING);
    WIRE.verify(
        postRequestedFor(at("/api/storageConfigurations"))
            .withRequestBody(
                equalToJson(
                    """
                    {"name": "lab-1", "description": "Bucket lab-reads", "type": "AWS_S3",
                     "storageCredentialId": "%1$s", "regionId": "%1$s",
                     "awsDetails": {"bucketName": "lab-reads", "keyPrefix": "ica/", "serverSideEncryptionAlgorithm": "aws:kms",
                                    "serverSideEncryptionKey": "arn:aws:kms:us-east-1:111122223333:key/k"}}\
                    """
                        .formatted(ID))));
  }

  @Test
  void leaves_out_what_is_not_set() {
    stub(
        posting("/api/storageConfigurations"),
        json(201, IcaShapes.configuration(ID, "lab-1", "INITIALIZING", US)));

    ica.createConfiguration(
        new NewConfiguration(
            "lab-1", "Bucket lab-reads", ID, ID, new AwsDetails("lab-reads", null, null, null)));

    assertThat(WIRE.getAllServeEvents().getFirst().getRequest().getBodyAsString())
        .contains("\"awsDetails\":{\"bucketName\":\"lab-reads\"}");
  }

  @Test
  void shares_validates_and_reads_the_status_with_icas_reason() {
    String path = "/api/storageConfigurations/" + ID;
    stub(posting(path + ":share"), aResponse().withStatus(204));
    stub(posting(path + ":validate"), aResponse().withStatus(204));
    stub(
        reading(path),
        json(
            200,
            IcaShapes.configuration(ID, "lab-1", "ERROR", US)
                .put("errorMessage", "Access Denied")));

    ica.share(ID);
    ica.validate(ID);
    var configuration = ica.configuration(ID);

    assertThat(configuration.validationStatus()).isEqualTo(ValidationStatus.ERROR);
    assertThat(configuration.errorMessage()).isEqualTo("Access Denied");
  }

  @Test
  void reads_a_list_of_300_configurations() {
    stub(reading("/api/storageConfigurations"), json(200, configurations(0, 300)));

    assertThat(ica.configurations())
        .hasSize(300)
        .last()
        .extracting(StorageConfiguration::name)
        .isEqualTo("lab-299");
  }

  @Test
  void follows_the_page_token_should_these_lists_get_one() {
    String path = "/api/storageConfigurations";
    stubOffContract(reading(path), json(200, configurations(0, 100).put("nextPageToken", "p 2")));
    stubOffContract(
        reading(path).withQueryParam("pageToken", equalTo("p 2")),
        json(200, configurations(100, 200).put("nextPageToken", "p3")));
    stubOffContract(
        reading(path).withQueryParam("pageToken", equalTo("p3")),
        json(200, configurations(200, 300).put("nextPageToken", "")));

    assertThat(ica.configurations())
        .extracting(StorageConfiguration::name)
        .doesNotHaveDuplicates()
        .hasSize(300);
  }

  @Test
  void lets_unknown_types_states_and_fields_through() {
    var role =
        IcaShapes.credential(ID, "of-the-future", "AWS_ROLE")
            .put("roleArn", "arn:aws:iam::1:role/r");
    stubOffContract(reading("/api/storageCredentials"), json(200, IcaShapes.list(List.of(role))));
    stubOffContract(
        reading("/api/storageConfigurations/" + ID),
        json(200, IcaShapes.configuration(ID, "lab-1", "ARCHIVED", US)));

    assertThat(ica.credentials())
        .singleElement()
        .satisfies(found -> assertThat(found.isAwsUser()).isFalse());
    assertThat(ica.configuration(ID).validationStatus()).isEqualTo(ValidationStatus.OTHER);
  }

  @Test
  void does_not_take_a_login_page_for_an_answer() {
    stubOffContract(
        reading("/api/regions"), aResponse().withStatus(200).withBody("<html>sign in</html>"));

    assertThatThrownBy(ica::regions)
        .isInstanceOf(IcaFailure.Unreadable.class)
        .hasMessageNotContaining("html");
  }

  @Test
  void an_id_that_would_change_the_path_is_never_sent() {
    assertThatIllegalArgumentException().isThrownBy(() -> ica.validate("../tokens?x="));
    assertThat(WIRE.getAllServeEvents()).isEmpty();
  }

  private static ObjectNode configurations(int from, int to) {
    return IcaShapes.list(
        IntStream.range(from, to)
            .mapToObj(i ->
                IcaShapes.withDetails(
                    IcaShapes.configuration(
                        "0b7a2f0e-5d0e-4b7e-9a53-%012d".formatted(i), "lab-" + i, "OK", US),
                    IcaShapes.awsDetails("bucket-" + i, null)))
            .toList());
  }
}
