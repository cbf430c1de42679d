package icaconnect.registration;

import static org.assertj.core.api.Assertions.assertThat;

import icaconnect.connection.BucketName;
import icaconnect.connection.Connection;
import icaconnect.lambda.Json;
import java.util.HashSet;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class RegistrationNamesProperties {
  @Property
  void derived_names_keep_the_limits_of_the_api(@ForAll("buckets") BucketName bucket) {
    var names = derived(bucket);

    assertThat(names.configuration())
        .matches("^[a-z0-9][a-z0-9.-]*[a-z0-9]$")
        .hasSizeBetween(3, 15);
    assertThat(names.credential()).matches("^[a-zA-Z0-9_-]*$").hasSizeBetween(1, 150);
    assertThat(names.derivedCredential()).isTrue();
  }

  @Property
  void a_configurations_name_reads_as_a_start_and_a_digest(@ForAll("buckets") BucketName bucket) {
    assertThat(derived(bucket).configuration()).matches("[a-z0-9]+(-[a-z0-9]+)*-[a-z0-9]{9}");
  }

  @Example
  void a_start_that_ends_between_two_words_gets_no_second_hyphen() {
    assertThat(derived(new BucketName("demo-lab-sequencing-data")).configuration())
        .matches("demo-[a-z0-9]{9}");
  }

  @Property
  void derived_names_are_stable(@ForAll("buckets") BucketName bucket) {
    assertThat(derived(bucket)).isEqualTo(derived(new BucketName(bucket.value())));
  }

  @Property
  void derived_names_would_pass_as_given_ones(@ForAll("buckets") BucketName bucket) {
    var names = derived(bucket);

    var given =
        RegistrationNames.of(
            bucket, Optional.of(names.credential()), Optional.of(names.configuration()));

    assertThat(given)
        .isEqualTo(new RegistrationNames(names.credential(), false, names.configuration()));
    var request = Json.MAPPER.createObjectNode().put("bucket", bucket.value());
    request
        .put("storageCredentialName", names.credential())
        .put("storageConfigurationName", names.configuration());
    assertThat(RegistrationNames.of(Connection.parse(request))).isEqualTo(given);
  }

  @Property
  void two_buckets_never_share_names(
      @ForAll("buckets") BucketName one, @ForAll("buckets") BucketName other) {
    if (!one.equals(other)) {
      assertThat(derived(one).credential()).isNotEqualTo(derived(other).credential());
      assertThat(derived(one).configuration()).isNotEqualTo(derived(other).configuration());
    }
  }

  @Example
  void a_hundred_thousand_like_named_buckets_get_as_many_names() {
    var credentials = new HashSet<String>();
    var configurations = new HashSet<String>();
    for (int i = 0; i < 100_000; i++) {
      var names = derived(new BucketName("genomics-lab-sequencing-run-" + i));
      credentials.add(names.credential());
      configurations.add(names.configuration());
    }
    assertThat(credentials).hasSize(100_000);
    assertThat(configurations).hasSize(100_000);
  }

  @Provide
  Arbitrary<BucketName> buckets() {
    var edge = Arbitraries.strings().withCharRange('a', 'z').numeric().ofLength(1);
    var middle =
        Arbitraries.strings()
            .withCharRange('a', 'z')
            .numeric()
            .withChars('.', '-')
            .ofMinLength(1)
            .ofMaxLength(61);
    return Combinators.combine(edge, middle, edge)
        .as((a, b, c) -> a + b.replace("..", ".-") + c)
        .filter(RegistrationNamesProperties::isBucketName)
        .map(BucketName::new);
  }

  private static boolean isBucketName(String name) {
    try {
      new BucketName(name);
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static RegistrationNames derived(BucketName bucket) {
    return RegistrationNames.of(bucket, Optional.empty(), Optional.empty());
  }
}
