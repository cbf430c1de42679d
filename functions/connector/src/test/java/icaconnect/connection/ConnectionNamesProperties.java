package icaconnect.connection;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class ConnectionNamesProperties {
  @Property(tries = 10_000)
  void user_names_fit_into_a_federated_session(@ForAll("buckets") BucketName bucket) {
    assertThat(ConnectionNames.userName(bucket)).matches("[\\w+=.@-]{5,32}");
  }

  @Property(tries = 10_000)
  void different_buckets_get_different_users(
      @ForAll("buckets") BucketName one, @ForAll("buckets") BucketName other) {
    assertThat(ConnectionNames.userName(one).equals(ConnectionNames.userName(other)))
        .isEqualTo(one.equals(other));
  }

  @Property(tries = 10_000)
  void policy_names_fit(@ForAll("buckets") BucketName bucket) {
    assertThat(ConnectionNames.policyName(bucket)).matches("[\\w+=,.@-]{1,128}");
  }

  @Provide
  Arbitrary<BucketName> buckets() {
    return Arbitraries.strings()
        .withChars("abcz019-.")
        .ofMinLength(3)
        .ofMaxLength(63)
        .filter(BucketName::isValid)
        .map(BucketName::new);
  }
}
