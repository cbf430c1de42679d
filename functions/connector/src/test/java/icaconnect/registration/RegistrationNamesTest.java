package icaconnect.registration;

import static org.assertj.core.api.Assertions.assertThat;

import icaconnect.connection.BucketName;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RegistrationNamesTest {
  private static final BucketName BUCKET = new BucketName("genomics.lab-reads");

  /** Changing these orphans what exists in ICA. */
  @Test
  void derived_names_stay_what_they_are() {
    assertThat(RegistrationNames.of(BUCKET, Optional.empty(), Optional.empty()))
        .isEqualTo(new RegistrationNames("ica-genomics_lab-reads", true, "genom-o1v6miaay"));
  }

  @Test
  void given_names_are_taken_as_they_are() {
    assertThat(RegistrationNames.of(BUCKET, Optional.of("Lab_1"), Optional.of("lab.1")))
        .isEqualTo(new RegistrationNames("Lab_1", false, "lab.1"));
  }
}
