package icaconnect.aws.client;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

class ClientsTest {
  private final Clients clients =
      new Clients(AnonymousCredentialsProvider.create(), () -> "eu-central-1");

  @Test
  void every_client_of_a_person_is_for_the_region_that_the_person_means() {
    try (var here = clients.here(S3Client.builder());
        var once = clients.once(S3Client.builder())) {
      assertThat(here.serviceClientConfiguration().region()).isEqualTo(Region.EU_CENTRAL_1);
      assertThat(once.serviceClientConfiguration().region()).isEqualTo(Region.EU_CENTRAL_1);
    }
  }
}
