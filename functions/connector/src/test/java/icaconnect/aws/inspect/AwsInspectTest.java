package icaconnect.aws.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import icaconnect.aws.client.Wire;
import icaconnect.aws.client.Wire.Reply;
import icaconnect.inspect.BucketFound;
import icaconnect.inspect.BucketInspection;
import icaconnect.inspect.BucketInspection.PublicAccess;
import icaconnect.inspect.FoundUser;
import icaconnect.inspect.Notification;
import icaconnect.inspect.Replication;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is made of S3's own answers about a bucket. */
class AwsInspectTest {
  private static final String ACCOUNT = "111122223333";

  private final List<String> forgiven = new ArrayList<>();

  @Test
  void the_account_is_not_asked_where_the_bucket_blocks_all_public_access_itself() {
    var wire = new PlainBucket().with("publicAccessBlock", PlainBucket.SHUT).wire();

    assertThat(look(wire).publicAccess()).isEqualTo(PublicAccess.BLOCKED);
    assertThat(wire.sent()).noneMatch(sent -> sent.uri().getPath().startsWith("/v2018"));
  }

  @Test
  void the_accounts_block_counts_as_the_buckets() {
    var wire = new PlainBucket().ofAccount(Reply.ok(PlainBucket.SHUT)).wire();

    assertThat(look(wire).publicAccess()).isEqualTo(PublicAccess.BLOCKED);
    var asked =
        wire.sent().stream()
            .filter(sent -> sent.uri().getPath().startsWith("/v2018"))
            .findFirst()
            .orElseThrow();
    assertThat(asked.uri().getHost()).isEqualTo(ACCOUNT + ".s3-control.us-east-1.amazonaws.com");
    assertThat(asked.header("x-amz-account-id")).isEqualTo(ACCOUNT);
    assertThat(asked.header("Authorization")).contains("/us-east-1/s3/aws4_request");
  }

  @Test
  void each_setting_counts_that_one_of_the_two_has() {
    var half =
        "<PublicAccessBlockConfiguration><BlockPublicAcls>true</BlockPublicAcls><IgnorePublicAcls>true</IgnorePublicAcls></PublicAccessBlockConfiguration>";
    var other =
        "<PublicAccessBlockConfiguration><BlockPublicPolicy>true</BlockPublicPolicy><RestrictPublicBuckets>true</RestrictPublicBuckets></PublicAccessBlockConfiguration>";

    assertThat(
            look(new PlainBucket()
                    .with("publicAccessBlock", half)
                    .ofAccount(Reply.ok(other))
                    .wire())
                .publicAccess())
        .isEqualTo(PublicAccess.BLOCKED);
    assertThat(look(new PlainBucket().with("publicAccessBlock", half).wire()).publicAccess())
        .isEqualTo(PublicAccess.PARTLY_BLOCKED);
    assertThat(look(new PlainBucket().ofAccount(Reply.ok(PlainBucket.OPEN)).wire()).publicAccess())
        .isEqualTo(PublicAccess.NOT_BLOCKED);
  }

  @Test
  void an_account_that_may_not_be_seen_stops_nothing_and_is_said() {
    for (Reply reply :
        List.of(Reply.xml(403, "AccessDenied", "no"), Reply.page(404), Reply.none())) {
      forgiven.clear();
      assertThat(look(new PlainBucket().ofAccount(reply).wire()).publicAccess())
          .isEqualTo(PublicAccess.ACCOUNT_UNSEEN);
      assertThat(forgiven).containsExactly("s3:GetAccountPublicAccessBlock");
    }
  }

  @Test
  void what_is_written_stays_where_object_lock_has_a_default_retention_or_mfa_delete_is_on() {
    String lock =
        "<ObjectLockConfiguration><ObjectLockEnabled>Enabled</ObjectLockEnabled>%s</ObjectLockConfiguration>";
    String retention = "<Rule><DefaultRetention><Mode>%s</Mode>%s</DefaultRetention></Rule>";
    assertThat(undeletable("object-lock", lock.formatted("")))
        .as("Object Lock alone keeps nothing that nobody asks it to keep")
        .isEmpty();
    assertThat(
            undeletable(
                "object-lock",
                lock.formatted(retention.formatted("COMPLIANCE", "<Years>2</Years>"))))
        .hasValue("Object Lock keeps every new version for 2 years (COMPLIANCE)");
    assertThat(
            undeletable(
                "object-lock",
                lock.formatted(retention.formatted("GOVERNANCE", "<Days>30</Days>"))))
        .hasValue("Object Lock keeps every new version for 30 days (GOVERNANCE)");
    assertThat(
            undeletable(
                "versioning",
                "<VersioningConfiguration><Status>Enabled</Status><MfaDelete>Enabled</MfaDelete></VersioningConfiguration>"))
        .hasValueSatisfying(why -> assertThat(why).startsWith("MFA Delete is on"));
    assertThat(
            undeletable(
                "versioning",
                "<VersioningConfiguration><Status>Enabled</Status></VersioningConfiguration>"))
        .isEmpty();
  }

  private Optional<String> undeletable(String subresource, String answer) {
    return look(new PlainBucket().with(subresource, answer).wire()).undeletable();
  }

  @Test
  void icas_own_notifications_are_not_in_icas_way() {
    var found =
        look(
            new PlainBucket()
                .with(
                    "notification",
                    """
                    <NotificationConfiguration>
                      <QueueConfiguration><Id>ica</Id><Queue>arn:aws:sqs:us-east-1:079623148045:ica</Queue>
                        <Event>s3:ObjectCreated:*</Event></QueueConfiguration>
                      <TopicConfiguration><Id>lims</Id><Topic>arn:aws:sns:us-east-1:111122223333:lims</Topic>
                        <Event>s3:ObjectCreated:*</Event>
                        <Filter><S3Key><FilterRule><Name>Prefix</Name><Value>runs/</Value></FilterRule></S3Key></Filter>
                      </TopicConfiguration>
                    </NotificationConfiguration>
                    """)
                .wire());

    assertThat(found.notifications())
        .containsExactly(new Notification("runs/", List.of("s3:ObjectCreated:*")));
    assertThat(found.destinations()).hasSize(2);
  }

  @Test
  void replication_rules_in_force_are_read_of_either_kind() {
    var found =
        look(
            new PlainBucket()
                .with(
                    "replication",
                    """
                    <ReplicationConfiguration><Role>arn:aws:iam::111122223333:role/copy</Role>
                      <Rule><ID>old</ID><Status>Enabled</Status><Prefix>runs/</Prefix>
                        <Destination><Bucket>arn:aws:s3:::archive</Bucket></Destination></Rule>
                      <Rule><ID>off</ID><Status>Disabled</Status><Prefix></Prefix>
                        <Destination><Bucket>arn:aws:s3:::nowhere</Bucket></Destination></Rule>
                      <Rule><ID>new</ID><Status>Enabled</Status><Priority>1</Priority>
                        <Filter><And><Prefix>ica/</Prefix><Tag><Key>keep</Key><Value>yes</Value></Tag></And></Filter>
                        <SourceSelectionCriteria><SseKmsEncryptedObjects><Status>Enabled</Status></SseKmsEncryptedObjects></SourceSelectionCriteria>
                        <Destination><Bucket>arn:aws:s3:::elsewhere</Bucket><Account>444455556666</Account>
                          <EncryptionConfiguration><ReplicaKmsKeyID>arn:aws:kms:eu-west-2:444455556666:key/k</ReplicaKmsKeyID></EncryptionConfiguration>
                        </Destination></Rule>
                    </ReplicationConfiguration>
                    """)
                .wire());

    assertThat(found.replications().orElseThrow())
        .containsExactly(
            new Replication(
                "runs/", "arn:aws:s3:::archive", Optional.empty(), false, Optional.empty()),
            new Replication(
                "ica/",
                "arn:aws:s3:::elsewhere",
                Optional.of("444455556666"),
                true,
                Optional.of("arn:aws:kms:eu-west-2:444455556666:key/k")));
  }

  @Test
  void replication_rules_that_may_not_be_read_stop_nothing() {
    assertThat(
            look(new PlainBucket().with("replication", Reply.xml(403, "AccessDenied", "no")).wire())
                .replications())
        .isEmpty();
    assertThat(forgiven).contains("s3:GetReplicationConfiguration");
  }

  /**
   * A bucket with ABAC refuses PutBucketTagging and DeleteBucketTagging; GetBucketTagging works on.
   * https://docs.aws.amazon.com/AmazonS3/latest/userguide/buckets-tagging-enable-abac.html
   */
  @Test
  void a_bucket_with_abac_is_looked_at_as_any_other() {
    var tagged =
        new PlainBucket()
            .with("abac", "<AbacStatus><Status>Enabled</Status></AbacStatus>")
            .with(
                "tagging",
                "<Tagging><TagSet><Tag><Key>aws:cloudformation:stack-name</Key><Value>lab</Value></Tag></TagSet></Tagging>");

    assertThat(look(tagged.wire()).tags()).contains(Map.of("aws:cloudformation:stack-name", "lab"));
  }

  /** Should S3 ever want ListTagsForResource for such a bucket's tags, too. */
  @Test
  void tags_that_s3_wants_another_call_for_stop_nothing() {
    for (Reply reply :
        List.of(
            Reply.xml(400, "InvalidRequest", "Use ListTagsForResource"),
            Reply.xml(405, "MethodNotAllowed", "not with ABAC"),
            Reply.xml(403, "AccessDenied", "no"))) {
      assertThat(look(new PlainBucket().with("tagging", reply).wire()).tags()).isEmpty();
    }
  }

  /** What a NotPrincipal says of the user hangs on it. */
  @Test
  void any_permissions_boundary_of_the_user_is_seen() {
    String boundary =
        "<PermissionsBoundary><PermissionsBoundaryType>Policy</PermissionsBoundaryType><PermissionsBoundaryArn>arn:aws:iam::111122223333:policy/theirs</PermissionsBoundaryArn></PermissionsBoundary>";

    assertThat(user(boundary).bounded()).isTrue();
    assertThat(user("").bounded()).isFalse();
  }

  private FoundUser user(String more) {
    var wire =
        new Wire(_ ->
            Reply.ok(
                "<GetUserResponse><GetUserResult><User><UserName>u</UserName><UserId>AIDA1</UserId><Arn>arn:aws:iam::111122223333:user/u</Arn>"
                    + more
                    + "</User></GetUserResult></GetUserResponse>"));
    return new AwsInspect(wire.clients(), (_, _) -> false).user("u").orElseThrow();
  }

  private BucketInspection look(Wire wire) {
    var aws =
        new AwsInspect(
            wire.clients(),
            (action, _) -> {
              forgiven.add(action);
              return false;
            });
    return ((BucketFound.Bucket) aws.bucket("lab", ACCOUNT)).inspection();
  }
}
