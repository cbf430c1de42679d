package icaconnect.policy;

import static org.assertj.core.api.Assertions.assertThat;

import icaconnect.connection.Permissions;
import org.junit.jupiter.api.Test;

class NeededActionsTest {
  @Test
  void only_a_bucket_with_versions_asks_for_actions_on_versions() {
    assertThat(NeededActions.of(Permissions.DOCUMENTED, false).onObjects())
        .containsExactly("s3:PutObject", "s3:GetObject", "s3:RestoreObject", "s3:DeleteObject");
    assertThat(NeededActions.of(Permissions.DOCUMENTED, true).onObjects())
        .contains("s3:DeleteObjectVersion", "s3:GetObjectVersion")
        .doesNotContain("s3:GetObjectVersionTagging");
    assertThat(NeededActions.of(Permissions.DOCUMENTED, false).onBucket())
        .doesNotContain("s3:ListBucketVersions");
    assertThat(NeededActions.of(Permissions.DOCUMENTED, true).onBucket())
        .contains("s3:ListBucketVersions", "s3:GetBucketVersioning");
  }

  @Test
  void only_extended_permissions_ask_for_tags_and_parts() {
    assertThat(NeededActions.of(Permissions.EXTENDED, false).onObjects())
        .contains("s3:PutObjectTagging", "s3:AbortMultipartUpload")
        .doesNotContain("s3:PutObjectVersionTagging");
    assertThat(NeededActions.of(Permissions.EXTENDED, true).onObjects())
        .contains("s3:PutObjectTagging", "s3:PutObjectVersionTagging");
  }

  @Test
  void only_with_extended_permissions_the_copy_role_moves() {
    assertThat(NeededActions.ofCopyRole(Permissions.DOCUMENTED))
        .contains("s3:PutObject", "s3:GetObject")
        .doesNotContain("s3:DeleteObject");
    assertThat(NeededActions.ofCopyRole(Permissions.EXTENDED))
        .contains("s3:PutObject", "s3:GetObject", "s3:DeleteObject", "s3:GetObjectTagging");
  }
}
