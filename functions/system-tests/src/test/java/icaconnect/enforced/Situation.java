package icaconnect.enforced;

import static org.assertj.core.api.Assertions.assertThat;

import icaconnect.workflow.LabBucket;
import java.util.function.Consumer;
import software.amazon.awssdk.services.kms.model.GrantOperation;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;

/**
 * A bucket in some state, and what happens to it: each is a whole connect and disconnect that must
 * go well.
 */
enum Situation {
  NEVER_VERSIONED(lab -> lab.goThrough(lab.bucket(), "")),

  VERSIONED(lab -> lab.goThrough(lab.bucket().versioned(BucketVersioningStatus.ENABLED), "")),

  SUSPENDED(lab ->
      lab.goThrough(
          lab.bucket()
              .versioned(BucketVersioningStatus.ENABLED)
              .versioned(BucketVersioningStatus.SUSPENDED),
          "\"prefix\": \"runs/run 7/\"")),

  CONFIGURED_BY_OTHERS(lab ->
      lab.goThrough(
          lab.bucket().versioned(BucketVersioningStatus.ENABLED).withConfigurationOfOthers(),
          "\"permissions\": \"extended\", \"crossAccountCopy\": true")),

  COPIED_WITHOUT_A_POLICY_OF_ITS_OWN(
      lab -> lab.goThrough(lab.bucket(), "\"crossAccountCopy\": true")),

  /** Whoever may not ask KMS what an alias stands for cannot connect such a bucket. */
  ENCRYPTED_BY_AN_ALIAS(lab -> lab.goThrough(lab.bucket().encryptedWith(lab.keyByAlias()), "")),

  /** Connects twice, and gives the key's policy back as it was. */
  ENCRYPTED_BY_A_KEY_THAT_KEEPS_ICA_OUT(lab -> {
    var before = lab.keyPolicy(lab.application.teamsKey());
    lab.goThrough(
        lab.bucket().encryptedWith(lab.application.teamsKey()), "\"keyAccess\": \"statement\"");
    assertThat(lab.keyPolicy(lab.application.teamsKey())).isEqualTo(before);
  }),

  ENCRYPTED_BY_A_KEY_THAT_ITS_TAG_GIVES_TO_THE_STACK(lab -> {
    String key = TeamsKey.tagged(lab.kms, Template.STACK + "/us-east-1");
    var before = lab.keyPolicy(key);
    lab.goThrough(lab.bucket().encryptedWith(key), "\"keyAccess\": \"statement\"");
    assertThat(lab.keyPolicy(key)).isEqualTo(before);
  }),

  /** Connects twice, and leaves no grant. */
  ENCRYPTED_BY_A_KEY_THAT_A_GRANT_OPENS(lab -> {
    String key = lab.application.teamsKey();
    var before = lab.grantsOn(key);
    lab.goThrough(lab.bucket().underABucketKeyOf(key), "\"keyAccess\": \"grant\"");
    assertThat(lab.grantsOn(key)).isEqualTo(before);
  }),

  ENCRYPTED_BY_A_KEY_WHOSE_TAG_LETS_A_GRANT_OPEN_IT(lab -> {
    String key = TeamsKey.tagged(lab.kms, Template.STACK + "/us-east-1");
    lab.goThrough(lab.bucket().underABucketKeyOf(key), "\"keyAccess\": \"grant\"");
    assertThat(lab.grantsOn(key)).isEmpty();
  }),

  /** The team has let the user in its own way; whoever may not see that asks for a statement. */
  ENCRYPTED_BY_A_KEY_WITH_A_GRANT(lab -> {
    String user = "illumina_granted";
    String arn =
        lab.iam
            .createUser(r -> r.userName(user).permissionsBoundary(lab.boundaryArn()))
            .user()
            .arn();
    try {
      String key = TeamsKey.tagged(lab.kms, Template.STACK + "/eu-west-2");
      lab.kms.createGrant(r ->
          r.keyId(key)
              .granteePrincipal(arn)
              .operations(
                  GrantOperation.DECRYPT,
                  GrantOperation.ENCRYPT,
                  GrantOperation.GENERATE_DATA_KEY));
      var plan =
          lab.plan(
              lab.bucket().encryptedWith(key),
              "\"userName\": \"%s\", \"adoptExisting\": true".formatted(user));
      assertThat(plan.findValuesAsText("code")).contains("KMS_GRANTED");
    } finally {
      lab.iam.deleteUser(r -> r.userName(user));
    }
  }),

  /** A connect whose role may not read the tags goes on, and says that nobody has looked. */
  DESCRIBED_IN_CODE(lab -> {
    var plan = lab.plan(lab.bucket().tagged("ManagedBy", "terraform"), "");
    assertThat(plan.findValuesAsText("code")).contains("DESCRIBED_IN_CODE");
  }),

  LEFT_TO_ITS_OWNER(lab -> {
    var bucket = lab.bucket().encryptedWith(lab.application.teamsKey());
    var plan = lab.plan(bucket, "\"verifyOnly\": true");
    var addition = plan.at("/InspectFunction/addition/json");
    assertThat(addition.path("corsRules")).hasSize(1);
    assertThat(addition.path("keyPolicyStatements")).hasSize(1);
    assertThat(Application.changed(plan)).as("what a user and a key need").isTrue();
    assertThat(
            lab.application
                .step(
                    "disconnect",
                    Laboratory.request(bucket, "\"verifyOnly\": true"),
                    "CorsFunction")
                .findValuesAsText("code"))
        .contains("OWNER_TAKES_OUT");
  }),

  PLANNED_ONLY(lab -> {
    var plan = lab.plan(lab.bucket().withConfigurationOfOthers(), "\"crossAccountCopy\": true");
    assertThat(plan.findValuesAsText("code"))
        .as("quotas are looked at")
        .doesNotContain("ACCOUNT_UNSEEN");
  }),

  /** What may not be looked up would be said to be unknown: here all of it is known. */
  WITH_WHAT_STANDS_BESIDE_IT(lab -> {
    var other = lab.bucket().versioned(BucketVersioningStatus.ENABLED);
    var bucket =
        lab.bucket()
            .versioned(BucketVersioningStatus.ENABLED)
            .withoutPublicAccessBlock()
            .notifying(Template.ACCOUNT)
            .replicatedTo(
                "arn:aws:s3:::" + other.name(),
                "arn:aws:iam::%s:role/copy".formatted(Template.ACCOUNT));
    var messages =
        String.join("\n", lab.plan(bucket, "\"prefix\": \"ica/\"").findValuesAsText("message"));
    assertThat(messages)
        .containsPattern(
            "what S3 cannot deliver to any more: [^\n]*sqs[^\n]*sns[^\n]*function:gone")
        .contains("and the account's does not make up for it")
        .contains("is replicated to arn:aws:s3:::" + other.name());
  }),

  /** A policy that changes is replaced, with the versions that somebody else has made of it. */
  CHANGED_SIX_TIMES(lab -> {
    LabBucket bucket = lab.bucket();
    for (int change = 0; change < 6; change++) {
      lab.connect(
          bucket, "\"permissions\": \"%s\"".formatted(change % 2 == 0 ? "documented" : "extended"));
    }
    lab.iam.createPolicyVersion(r ->
        r.policyArn(
                "arn:aws:iam::%s:policy/ica-connect/ica-connect/us-east-1/ica-bucket-%s"
                    .formatted(Template.ACCOUNT, bucket.name()))
            .policyDocument(Estate.EVERYTHING)
            .setAsDefault(true));
    lab.connect(bucket);
    lab.disconnect(bucket);
  }),

  KEY_DELETED_BY_SOMEBODY(lab -> {
    LabBucket bucket = lab.bucket();
    String key = lab.connect(bucket, "").findValue("accessKeyId").asText();
    lab.iam.deleteAccessKey(r -> r.userName("ica-" + bucket.name()).accessKeyId(key));
    lab.connect(bucket);
    lab.disconnect(bucket);
  }),

  BUCKET_GONE(lab -> {
    LabBucket bucket = lab.bucket();
    lab.connect(bucket);
    bucket.delete();
    lab.disconnect(bucket);
  }),

  /** A disconnect that cannot see the bucket takes nothing back, and says which statement it is. */
  SHUT_BY_SOMEBODY(Shut::disconnectInVain),

  /** What the policy denies to this application is refused before anything is made. */
  CLOSED_TO_CORS(Shut::connectInVain),

  USER_MADE_BY_HAND(lab -> {
    LabBucket bucket = lab.bucket();
    String user = "illumina_" + bucket.name().substring(4);
    lab.iam.createUser(r -> r.userName(user).permissionsBoundary(lab.boundaryArn()));
    lab.connect(bucket, "\"userName\": \"%s\", \"adoptExisting\": true".formatted(user));
    lab.disconnect(bucket);
  }),

  /** Somebody gave our user more: it stays and loses only what is ours. */
  USER_CARRIES_WHAT_IS_THEIRS(lab -> {
    LabBucket bucket = lab.bucket();
    String user = "ica-" + bucket.name();
    lab.connect(bucket);
    String theirs = lab.iam.createAccessKey(r -> r.userName(user)).accessKey().accessKeyId();
    assertThat(lab.disconnect(bucket).findValuesAsText("code")).contains("USER_KEPT");
    lab.iam.deleteAccessKey(r -> r.userName(user).accessKeyId(theirs));
    lab.disconnect(bucket);
    assertThat(lab.tracesOf(bucket.name())).isEmpty();
  }),

  DISCONNECT_PLANNED(lab -> {
    LabBucket bucket = lab.bucket();
    lab.connect(bucket);
    lab.planDisconnect(bucket);
    lab.disconnect(bucket);
  }),

  POLICY_MADE_BY_HAND(lab -> {
    LabBucket bucket = lab.bucket();
    String policy = "illumina-" + bucket.name();
    lab.iam.createPolicy(
        r -> r.policyName(policy).policyDocument(Laboratory.vendorsPolicy(bucket)));
    lab.connect(bucket, "\"policyName\": \"%s\", \"adoptExisting\": true".formatted(policy));
    lab.disconnect(bucket);
  }),

  /** As nobody has been registered before: the tenant is learned. */
  FIRST_TO_BE_REGISTERED(lab -> {
    lab.application.lose("tenant#ica");
    lab.goThrough(lab.bucket(), "");
    assertThat(lab.application.knows("tenant#ica")).isTrue();
  }),

  REGISTERED_WITH_ANOTHER_API_KEY(lab -> {
    LabBucket bucket = lab.bucket();
    lab.connect(
        bucket, "\"icaApiKeySecretArn\": \"%s\"".formatted(lab.application.ica().requestsSecret()));
    lab.disconnect(bucket);
  }),

  DECLARED_IN_A_TEMPLATE(Doors::declare),

  DECLARED_NO_MORE(Doors::withdraw),

  DECLARED_ELSEWHERE_NOW(Doors::cleanUp),

  DECLARED_AND_REPLACED_IN_VAIN(Doors::replaceInVain),

  DECLARED_AND_REFUSED(Doors::refuse),

  DECLARED_AND_LEFT_BY_A_DEAD_FUNCTION(Doors::answerForTheDead),

  TO_BE_DELETED(Doors::deleteTheStack),

  LISTED(Doors::list),

  KEY_REPLACED(Rotations::replaceTheKey),

  KEY_REPLACED_IN_VAIN(Rotations::goBack),

  KEY_REPLACED_OF_A_USER_MADE_BY_HAND(Rotations::replaceTheKeyOfAUserMadeByHand),

  MANY_FROM_A_MANIFEST(Fleets::runOverAManifest),

  MANIFEST_MISSING(Fleets::refuseAMissingManifest),

  TAGGED(Fleets::hearOfATag),

  KEPT_IN_THE_TRAIL(Trails::keep),

  AUDITED(Audits::listSumUpAndReport);

  private final Consumer<Laboratory> story;

  Situation(Consumer<Laboratory> story) {
    this.story = story;
  }

  /** Throws where anything goes wrong. */
  void play(Laboratory lab) {
    story.accept(lab);
  }
}
