package icaconnect.code;

import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Every code that this product answers: of findings, refusals, checks of the probe, and failures of
 * a workflow. {@code docs/troubleshooting.md} is made from it, so none is missing there.
 */
public enum Code {
  // What a person should know before and after a connect.
  ROOT_OF_BUCKET(
      Severity.INFO,
      "One ICA project gets the whole bucket, and no other project can use it.",
      "Give a prefix such as `project/` if other ICA projects shall use the bucket too."),
  NO_SEQUENCE_HUB(
      Severity.WARNING,
      "ICA has no BaseSpace Sequence Hub in the bucket's region.",
      "Expect no direct upload from sequencers."),
  OBJECT_OWNERSHIP(
      Severity.WARNING,
      "Object Ownership is not BucketOwnerEnforced, which the page of Illumina BioInsight Platform Core (previously Illumina Connected Analytics, ICA), https://help.connected.illumina.com/connected-analytics/home/h-storage/s-awss3, has everybody verify: objects written by another account stay that account's.",
      "`aws s3api put-bucket-ownership-controls --bucket BUCKET --ownership-controls 'Rules=[{ObjectOwnership=BucketOwnerEnforced}]'`"),
  PUBLIC_ACCESS(
      Severity.WARNING,
      "Block Public Access is not complete for the bucket, by its own settings or the account's; ICA needs no public access.",
      "`aws s3api put-public-access-block --bucket BUCKET --public-access-block-configuration BlockPublicAcls=true,IgnorePublicAcls=true,BlockPublicPolicy=true,RestrictPublicBuckets=true`"),
  PREFIX_LONG(
      Severity.WARNING,
      "The prefix is so long that ICA's sessions may not be opened: their policy has at most 2,048 characters, and names the path.",
      "Use a shorter prefix."),
  NOTIFICATION_OVERLAP(
      Severity.WARNING,
      "An event notification overlaps what ICA listens to; S3 refuses two whose events, prefixes and suffixes all overlap.",
      "Move yours to EventBridge or to another prefix."),
  NOTIFICATION_DESTINATION_GONE(
      Severity.WARNING,
      "An event notification of the bucket goes to a queue, topic or function that is gone, or to a function that has no policy any more: S3 validates every destination when one is added, so ICA's PutBucketNotification will be refused.",
      "Take out the notifications whose destination is gone, all in one call, by the command that the finding ends with."),
  NOTIFICATION_DESTINATION_SHUT(
      Severity.WARNING,
      "An event notification of the bucket goes to a queue, topic or function that is there and keeps S3 out, by its own policy or by its key: S3 validates every destination when one is added, so ICA's PutBucketNotification will be refused.",
      "Let s3.amazonaws.com in for the bucket, by the command that the finding ends with, or take the notification out."),
  NOTIFICATION_DESTINATIONS(
      Severity.INFO,
      "The bucket has event notifications, whose destinations S3 validates again when ICA adds its own: one that is deleted, or keeps S3 out, blocks ICA's. Nobody could look whether these are there and let S3 in.",
      "Look that each destination is there, and take out notifications whose destination is gone."),
  OBJECT_LOCK(
      Severity.WARNING,
      "Object Lock is on: ICA cannot delete what is under retention.",
      "Expect deletions in ICA to fail until the retention ends."),
  REQUESTER_PAYS(
      Severity.WARNING,
      "Requester Pays is on, and ICA does not send the header that it needs, so ICA gets 403.",
      "`aws s3api put-bucket-request-payment --bucket BUCKET --request-payment-configuration Payer=BucketOwner`"),
  REPLICATED(
      Severity.INFO,
      "S3 replicates what ICA writes to another bucket, or nobody may look whether it does.",
      "Nothing to do if that is meant; otherwise leave ICA's prefix out of the rule's filter."),
  REPLICATION_SKIPS_ICA(
      Severity.WARNING,
      "A replication rule concerns what ICA writes and does not select objects that are encrypted with a key of KMS, as ICA's are: they are missing in the copy, and S3 says nothing.",
      "Select objects encrypted with AWS KMS in that rule, and name a key for the copies."),
  DESCRIBED_IN_CODE(
      Severity.WARNING,
      "The bucket's tags say that a tool such as CloudFormation, the CDK, Terraform or Pulumi describes it: the tool's next deployment may overwrite what is merged here, and ICA then gets 403.",
      "Send the request with `verifyOnly`: the answer then is what that code has to hold, and nothing is written to the bucket."),
  BUCKET_TAGS_UNSEEN(
      Severity.INFO,
      "The bucket's tags may not be read, so nobody has looked whether a tool describes the bucket in code.",
      "Allow s3:GetBucketTagging on the bucket, or ask whoever made it."),
  DOCUMENT_NEARLY_FULL(
      Severity.WARNING,
      "The bucket policy, its CORS rules or the key's policy have less than a tenth of AWS's limit left; what does not fit is refused.",
      "Join or shorten statements or rules before somebody needs the room."),
  NO_ROOM_FOR_ROTATION(
      Severity.WARNING,
      "The user has an access key besides the connection's, and IAM allows no third: the next rotation is refused.",
      "Delete the key that the finding names, once nobody uses it: `aws iam get-access-key-last-used --access-key-id KEY` shows that."),
  SECRET_READERS_LEFT(
      Severity.WARNING,
      "The secret's own policy still lets only those read it whom SecretReaderArns named once, by the names that this stack's roles had then.",
      "Take the statement IcaConnectReaders out of the secret's policy: once the stack's roles are replaced, it denies the connection's key to them. The finding has the command where there is no other statement."),
  IAM_QUOTA_NEARLY_USED(
      Severity.WARNING,
      "The account's quota of IAM users or customer managed policies is nearly used up; each connection takes one.",
      "Have the quota raised in Service Quotas: `aws iam get-account-summary` shows what is used."),
  GLOBAL_SESSIONS_NOT_VALID(
      Severity.WARNING,
      "The bucket's region is one that accounts enable by hand, and sessions that STS opens at its global endpoint are not valid there: if ICA uses that endpoint, S3 refuses its sessions.",
      "Run `aws iam set-security-token-service-preferences --global-endpoint-token-version v2Token`, which holds for the whole account."),
  OUT_OF_SIGHT(
      Severity.INFO,
      "A plan that makes a user cannot see the organisation's policies, which may forbid users, keys or what ICA asks for.",
      "Ask who administers the AWS organisation whether this account may have IAM users with access keys."),
  ORGANISATION_MAY_FORBID(
      Severity.WARNING,
      "IAM's policy simulator says that a service control policy of the organisation does not allow what makes the user or its key. It leaves out such policies as have conditions, and may be wrong where there are some; if it is right, connecting fails with AWS_DENIES_US and is undone.",
      "Ask who administers the AWS organisation whether this account may have IAM users with access keys."),
  BOUNDARY_MAY_FORBID(
      Severity.WARNING,
      "IAM's policy simulator says that a permissions boundary, which somebody has put on this application's role, does not allow what makes the user; if it is right, connecting fails with AWS_DENIES_US and is undone.",
      "Have the boundary allow these actions, or take it off that role, by whoever has put it there."),
  NEW_KEY_ALERTS(
      Severity.INFO,
      "A connect makes a user with an access key that is used from outside, which detectors such as GuardDuty may report.",
      "Tell whoever reads these alerts beforehand, with the user's name."),
  ACCOUNT_UNSEEN(
      Severity.INFO,
      "The account's quotas, or what the policy simulator says of the organisation, could not be looked at before user and key are made.",
      "Allow the actions that the finding names, to see it beforehand."),
  OWNER_MUST_ADD(
      Severity.ERROR,
      "The bucket is left to its owner (`verifyOnly`), and something that ICA needs is not there yet; nothing has been changed. An audit says it where it is not there any more.",
      "Have whoever owns the bucket's code add what the answer's field `addition` shows as JSON, Terraform and CDK, deploy it, and send the request again."),
  OWNER_HAS_ADDED(
      Severity.INFO,
      "The bucket is left to its owner (`verifyOnly`), and all that ICA needs is there.",
      "Leave it in the code of whoever describes the bucket."),
  OWNER_TAKES_OUT(
      Severity.INFO,
      "The bucket is left to its owner (`verifyOnly`), so a disconnect has taken nothing out of it.",
      "Have whoever owns the bucket's code take out what the finding names."),
  AWS_MANAGED_KEY(
      Severity.WARNING,
      "The bucket is encrypted with the AWS managed key aws/s3, which no other account can use.",
      "Use a customer managed key if objects shall be copied across accounts."),
  KMS_KEY_POLICY(
      Severity.ERROR,
      "The key's policy does not let ICA use the key, and does not leave it to this account's IAM policies.",
      "Have who owns the key add the statement that the finding ends with."),
  KMS_KEY_UNSEEN(
      Severity.WARNING,
      "KMS does not describe the bucket's key to this application, so nobody has looked at it.",
      "Let the key's policy allow kms:DescribeKey to this account; a key that is named by alias must then be named by its ARN."),
  KMS_KEY_OF_ANOTHER_ACCOUNT(
      Severity.WARNING,
      "The bucket's key belongs to another account, whose key policy this application cannot read or change.",
      "Ask its owner for a statement that allows this account kms:Decrypt, kms:Encrypt and kms:GenerateDataKey."),
  KMS_KEY_NOT_BY_ARN(
      Severity.WARNING,
      "The bucket's default encryption names its key in a way that another account looks up in its own.",
      "Name the key by its ARN in the bucket's default encryption."),
  KMS_KEY_STORE(
      Severity.WARNING,
      "The key lives in a key store of yours: when that is away or slow, ICA's reads and writes fail.",
      "Keep the key store connected and sized for ICA's requests."),
  KMS_KEY_REPLICA(
      Severity.INFO,
      "The key is a replica of a multi-Region key, with a key policy of its own.",
      "Change the key policy of this replica where ICA needs it."),
  KMS_DSSE(
      Severity.WARNING,
      "The bucket's default is dual-layer encryption, and ICA asks for aws:kms.",
      "Use aws:kms if that is enough, or expect ICA's objects to differ from the others."),
  KMS_COPY_ROLE_JUDGED(
      null,
      "Illumina's copy role has been judged against the key's policy.",
      "Do what the finding says of the key's policy."),
  KMS_KEY_DENIED(
      null,
      "The key's policy denies ICA the use of the key.",
      "Make the edit that the finding shows."),
  KMS_KEY_DEPENDS(
      null,
      "Whether the key's policy lets ICA use the key depends on what nobody knows beforehand.",
      "Read the statement that the finding names."),
  KMS_GRANTED(
      Severity.INFO,
      "A grant on the key lets ICA use it where the key's policy does not.",
      "Keep the grant as long as the bucket is connected; this application takes no grant back but its own."),
  KMS_GRANT_JUDGED(
      Severity.INFO,
      "This application's grant lets ICA use the key, by judgement.",
      "Nothing to do where the checks put-object and get-object say PASS, since they use the key in a session of the user, as ICA does. Where they say JUDGED, nothing is proven: try it in ICA."),
  KMS_GRANT_OLDER_OBJECTS(
      Severity.WARNING,
      "This application's grant does not hold for objects that are not under the S3 Bucket Key.",
      "Copy them in place, or ask with keyAccess \"statement\"."),
  KMS_GRANT_UNBOUND(
      null,
      "A grant on the bucket's key could not be bound to the bucket.",
      "Switch the S3 Bucket Key on, or ask with keyAccess \"statement\"; with \"report\" where the key is another account's."),
  KMS_KEY_NOT_EDITABLE(
      null,
      "This application may not change the key's policy, nor make grants on it.",
      "Let the key's owner make the edit or the grant that the finding shows."),
  KMS_POLICY_UNSEEN(
      null,
      "The key's policy cannot be read, so nobody has looked whether it lets ICA use the key.",
      "Ask the key's owner, or let the key's policy allow kms:GetKeyPolicy."),
  POLICY_ASSUMES_ORGANISATION(
      null,
      "A statement leaves ICA alone as long as this account is in an organisation of AWS Organizations.",
      "Nothing to do, if it is in one."),
  POLICY_ICA_ALONE_DELETES(
      null,
      "A statement keeps everybody from deleting; with its exemption ICA is the only one who may.",
      "Leave its Sid out of exemptSids, or connect with denyStatements \"report\", if nobody shall delete; or connect another bucket."),
  LETS_IN_ACCOUNT(
      null,
      "Copies across accounts let in a role of another account.",
      "Check that the account is the one that you mean."),
  ICA_TENANT(
      null,
      "The connection is registered in this tenant of ICA.",
      "Check that the tenant is yours. The first registration decides it for the stack, unless IcaTenantId does."),
  PROBE_WRITES_NOTHING(
      null,
      "The proof writes no object, since what is written here could not be deleted.",
      "Nothing to do for the connection."),
  BUCKET_GONE(
      Severity.INFO,
      "The bucket does not exist any more.",
      "Nothing to do: what was made outside of the bucket is taken back."),
  POLICY_BLOCKS_ICA(
      Severity.ERROR,
      "A statement of the bucket policy denies ICA what it needs.",
      "Make the edit that the finding shows, or let `denyStatements` do it."),
  POLICY_WILL_BLOCK_ICA(
      Severity.WARNING,
      "A statement of the bucket policy will deny ICA what it needs from a certain time on.",
      "Make the edit that the finding shows before then."),
  POLICY_MAY_BLOCK_ICA(
      Severity.WARNING,
      "A statement may deny ICA what it needs, depending on condition keys that nobody knows beforehand.",
      "Read the statement; make the edit that the finding shows if it applies to ICA."),
  POLICY_BLOCKS_APPLICATION(
      Severity.WARNING,
      "A statement of the bucket policy denies this application's own functions what they may have to do.",
      "Have somebody whom the statement spares, or the account's root user, make the edit that is shown: it adds the one pattern of all the roles, the output `ApplicationRolesArnPattern`. See [roles](roles.md)."),
  POLICY_EXEMPTED(
      Severity.INFO,
      "A Deny statement has been, or would be, changed to spare ICA.",
      "Nothing to do; a disconnect takes the exemption back."),
  POLICY_ORPHANED_PRINCIPAL(
      null,
      "The bucket policy names a user or role that has been deleted, so S3 refuses any change to it.",
      "Take the id that starts with AIDA or AROA out of the bucket policy."),
  POLICY_PUBLIC(
      Severity.WARNING,
      "A statement makes the bucket policy public, so BlockPublicPolicy refuses any change to it.",
      "Give the statement a principal, or a condition with fixed values such as aws:SourceArn."),
  EDITED_MEANWHILE(
      Severity.WARNING,
      "Somebody else wrote the bucket policy, the CORS rules or the key's policy while this application did; theirs stands, and ours was merged into it.",
      "Look whether the document says what they meant; the registry keeps what was there before each write."),
  EDIT_NOT_THERE(
      Severity.WARNING,
      "A document of somebody else was seen for a moment, and is not there now: it was overwritten, or they took it back.",
      "Compare it with what the registry keeps under the digest that the finding names, and make the edit again if it is missing."),
  EXEMPTION_LEFT(
      Severity.WARNING,
      "After a disconnect a policy still names a principal of the connection, and no record says that this application added it.",
      "Take it out of the statement that the finding shows, if nobody needs it any more."),
  CONNECTION_WITHOUT_RECORD(
      Severity.WARNING,
      "An audit found a user and a secret of this stack for a bucket whose record names another user: the access key may be live, and nothing audits, rotates or disconnects it.",
      "Look who uses the key; if nobody does, delete the user's keys, the user and the secret, and take its ARN out of the bucket's policy."),
  RECORD_NOT_BELIEVED(
      Severity.WARNING,
      "The record of a connection says of something that this application has done it, and it does no such thing: that was not taken back.",
      "Ask CloudTrail who wrote that item of the registry: nobody but this stack's roles should. Where the finding shows what the connection has added, take it out yourself."),
  TRACES_UNSEEN(
      Severity.WARNING,
      "An audit could not list the secrets with this application's mark, or not to the end, so nobody has looked for connections without a record; the connections that the registry knows were looked at.",
      "Mend what the finding names, such as a denial of secretsmanager:ListSecrets, and start the audit again."),
  TRACE_UNCLEAR(
      Severity.WARNING,
      "An audit found a secret with this application's mark whose name, tags and user do not belong together, or could not be looked at; it was not believed.",
      "Ask CloudTrail who made or tagged it: delete it if that was not this application, or connect the bucket again by its own request."),
  EARLIER_TRACE(
      Severity.INFO,
      "An audit found a secret and a user of the time before marks named a stack, whose boundary is not this stack's; no record was made of them.",
      "Nothing to do if they are another stack's; else delete them, or put this stack's boundary on the user for the next audit."),
  EXEMPT_SID_UNKNOWN(
      Severity.WARNING,
      "No statement of the bucket policy has a Sid that exemptSids names.",
      "Correct exemptSids or leave it out."),
  POLICY_GRANTS_MORE(
      Severity.WARNING,
      "The adopted policy grants ICA more than this bucket needs.",
      "Take that out of the policy unless it is for another bucket of yours."),
  USER_KEPT(
      Severity.WARNING,
      "A disconnect leaves the user, as it carries what is not ours.",
      "Take away what the finding lists and disconnect again, or keep the user as yours."),
  POLICY_KEPT(
      Severity.WARNING,
      "A disconnect leaves the managed policy, as others use it too.",
      "Detach it there and disconnect again, or keep the policy as yours."),
  ICA_CREDENTIAL_ADOPTED(
      Severity.INFO,
      "A storage credential of this name is in ICA already and gets this connection's key.",
      "Nothing to do, unless another storage configuration lives by its former key."),
  ICA_CONFIGURATION_OF_OTHER_CREDENTIAL(
      Severity.WARNING,
      "A storage configuration is in ICA already and uses another credential than the new one.",
      "In ICA, give the configuration that credential; the API cannot."),
  ICA_CONFIGURATION_ADOPTED(
      Severity.INFO,
      "A storage configuration of this bucket is in ICA already.",
      "In ICA, check which storage credential it uses."),
  ICA_ENCRYPTION_DIFFERS(
      Severity.WARNING,
      "ICA's storage configuration names another encryption than the bucket has now.",
      "Connect under another storageConfigurationName, or change it in ICA."),
  ICA_BUCKET_ALREADY_CONFIGURED(
      Severity.WARNING,
      "Another storage configuration covers the same folder of this bucket.",
      "Let projects use one of the two only."),
  ICA_VALIDATION_FAILED(
      Severity.ERROR,
      "ICA has tried the storage configuration and cannot use it.",
      "Mend what ICA names and run connect again: it validates again."),
  ICA_VALIDATION_UNFINISHED(
      Severity.WARNING,
      "ICA had not finished its validation in the time that this product waits.",
      "Look at the storage configuration in ICA, or run connect again."),
  ICA_REGISTRATION_BY_HAND(
      Severity.WARNING,
      "No ICA API key is configured, so a person registers the bucket in ICA.",
      "Do what the output's field handOver says, or configure the API key's secret."),
  ICA_NEW_KEY_BY_HAND(
      Severity.WARNING,
      "No ICA API key is configured, so a person gives ICA the new access key.",
      "Do what the output's field handOver says."),
  ICA_KEEPS_REGISTRATION(
      Severity.WARNING,
      "ICA's API has no delete: what is registered there stays, and opens nothing.",
      "Remove or hide it in ICA under System Settings > Storage."),

  // Refusals: a person must change something first.
  BUCKET_MISSING("S3 knows no bucket of this name.", "Create it first, or correct the name."),
  BUCKET_NOT_OURS(
      "The bucket belongs to another account than the one that this application runs in.",
      "Deploy this application in the account that owns the bucket."),
  OTHER_INSTALLATION(
      "Another installation of ICA Bucket Connect has connected the bucket; the message names it.",
      "Disconnect the bucket there first. If that installation is gone, take away what carries its mark."),
  BUCKET_DENIED(
      "The bucket is there, and this application may not look at it; a disconnect takes nothing back.",
      "Let the layer that the message names allow it, and send the request again."),
  REGION_WITHOUT_ICA(
      "The bucket lies in a region where ICA has none.", "Use a bucket in a region of ICA."),
  REGION_MISMATCH(
      "The bucket lies in another region than the request says.",
      "Use a bucket in the ICA project's region, or correct icaRegion."),
  S3_DENIES_US(
      "S3 denies this application a call on the bucket.",
      "Let the role that the message names through the layer that it names, and send the request again."),
  AWS_DENIES_US(
      "A service of AWS denies this application a call, as where an organisation forbids IAM users or access keys.",
      "Let the role that the message names through the layer that it names, and send the request again."),
  AWS_REFUSES(
      "A service of AWS refuses a call for a reason that this application does not know.",
      "Correct what the message names; if that is nothing of yours, report it with the request id."),
  NOT_FROM_AWS(
      "Something else than AWS has answered a call, as a proxy does.",
      "Let this application's functions reach AWS without it, or let it pass their requests on."),
  KMS_DENIES_US(
      "KMS denies this application a call on the bucket's key.",
      "Let the role that the message names through the key's policy or the organisation's policy, and send the request again."),
  KMS_REFUSES(
      "KMS refuses a call on the bucket's key.",
      "Look at the key in the KMS console and correct what the message names."),
  KMS_KEY_MISSING(
      "The bucket's default encryption names a key that does not exist.",
      "Give it a key that exists, by its ARN."),
  KMS_KEY_ELSEWHERE(
      "The bucket's default encryption names a key of another region.",
      "Use a key of the bucket's region, or the replica there of a multi-Region key."),
  KMS_KEY_WRONG_KIND(
      "The bucket's key is not a symmetric encryption key, so every upload fails.",
      "Give the bucket's default encryption a symmetric encryption key."),
  KMS_KEY_NOT_ENABLED(
      "The bucket's key is not enabled: nobody can read or write what it encrypts.",
      "Enable it, cancel its deletion, or choose another key; the message has the command."),
  KMS_ORPHANED_PRINCIPAL(
      null,
      "The key's policy names a user or role that has been deleted, so KMS refuses any change to it.",
      "Take the id that starts with AIDA or AROA out of the key's policy."),
  KMS_POLICY_TOO_LARGE(
      "The key's policy would be longer than KMS takes.", "Shorten or merge its statements."),
  KMS_POLICY_UNREADABLE(
      "The key's policy cannot be read as one JSON document.",
      "Put it back without elements that occur twice."),
  PLAN_CHANGED(
      "The bucket, or what belongs to the connection, has changed since the plan that the request expects: another edit would be written.",
      "Plan again, look at the plan, and send the request with its `expectedPlan`."),
  ADOPTION_OFF(
      "This stack adopts no users and policies.",
      "Leave adoptExisting out, or have AdoptablePattern set by who deploys the stack."),
  NOT_ADOPTABLE(
      "The user or policy is not one that this stack may adopt.",
      "Give another name, or have AdoptablePattern match it."),
  API_KEY_NOT_ALLOWED(
      "This stack lets no request name that secret.",
      "Leave icaApiKeySecretArn out, or have IcaApiKeySecretPattern set by who deploys the stack."),
  ROLE_NOT_ALLOWED(
      "This stack does not let in roles of that account.",
      "Leave crossAccountRoleArn out, or have CrossAccountRolePattern match it, set by who deploys the stack."),
  POLICY_IN_USE(
      "The policy must say something else, and somebody has attached it elsewhere too.",
      "Detach it there, or give another policyName."),
  ICA_TENANT_DIFFERS(
      "The ICA API key belongs to another tenant than this stack expects.",
      "Use an API key of that tenant, or have IcaTenantId given by who deploys the stack: it counts instead of what the first registration has taught."),
  PUBLIC_POLICY_BLOCKED(
      "BlockPublicPolicy is on and the policy as it stands counts as public, so S3 refuses any change to it.",
      "Give its public Allow statements a principal or a condition with fixed values, then connect again."),
  POLICY_UNREADABLE(
      "The bucket policy cannot be read as one JSON document.",
      "Put it back without elements that occur twice, then connect again."),
  POLICY_TOO_LARGE(
      "The bucket policy would have more than 20,480 bytes.",
      "Shorten or merge statements, then connect again."),
  COPY_ROLE_UNKNOWN(
      "Illumina's role for copies across accounts is not published for this region.",
      "Ask Illumina for its ARN and give it as crossAccountRoleArn."),
  CORS_FULL(
      "S3 takes no more than 100 CORS rules.", "Remove or join some of them, then connect again."),
  CORS_TOO_LARGE(
      "The bucket's CORS rules would have more bytes than S3 takes.",
      "Shorten or join some of them, then connect again."),
  CORS_RULE_ID_TAKEN(
      "The bucket has a CORS rule with our id that this application has not written.",
      "Give that rule another ID, then connect again."),
  SID_TAKEN(
      "The bucket policy has a statement with our Sid that this application has not written.",
      "Give that statement another Sid, then connect again."),
  POLICY_TOO_LONG("IAM takes managed policies of 6,144 characters.", "Use a shorter prefix."),
  RENAMED(
      "The bucket is connected with another user or policy name.",
      "Disconnect first, then connect with the new names."),
  NOT_OURS(
      "A user or policy of this name exists and was not made for this bucket.",
      "Give another name, or set adoptExisting to true to use it as it is."),
  POLICY_DIFFERS(
      "The adopted policy is not ours to edit and does not say what ICA needs.",
      "Give another policyName, or make what the message shows its default version."),
  NAME_TAKEN(
      "A user or policy of this name is in the account already, at another path or in other letters' case; IAM takes no second one.",
      "Give another userName or policyName, or delete the other."),
  USER_FULL(
      "The user has as many managed policies as IAM allows.",
      "Detach one of them, or give another userName."),
  USER_WITHOUT_BOUNDARY(
      "The user is outside of this application's permissions boundary, so it gets no policy from it.",
      "Detach policies of this application from the user and put the boundary on it; the message has the command."),
  LIMIT_EXCEEDED(
      "A quota of the account is used up.",
      "Free some of it, or have it raised in Service Quotas."),
  TWO_ACCESS_KEYS(
      "The user has two access keys, and IAM allows no third.", "Delete the one that is not used."),
  SECRET_NOT_OURS(
      "A secret of this name exists and was not made for this bucket.",
      "Choose another userName, or rename that secret."),
  SECRET_REPLICATED(
      "The connection's secret has replicas in other regions, and Secrets Manager deletes no such secret.",
      "Remove its replicas by the command that the message gives, then disconnect again."),
  CONNECTION_SECRET_MISSING(
      "The connection's secret does not exist.", "Run connect: it makes one."),
  CONNECTION_SECRET_UNREADABLE(
      "The connection's secret holds no access key.",
      "Delete the secret and run connect again: it makes a new key."),
  CONNECTION_KEY_DEAD(
      "The key in the secret is not an active key of the user.",
      "Run connect: it puts a new key into the secret."),
  NEW_KEY_GONE(
      "The new key was deleted or made inactive while it was being rotated in.",
      "Start the rotation again: it makes another one."),
  ICA_API_KEY_UNUSABLE(
      "The secret of the ICA API key is missing or holds none.", "Store the API key as its text."),
  ICA_SIGN_IN_REFUSED(
      "ICA does not accept the API key.", "Put a valid API key into the ICA API key's secret."),
  ICA_FORBIDDEN(
      "ICA forbids the API key's user what was asked.",
      "Let the API key's user manage storage in ICA."),
  ICA_NOT_FOUND(
      "ICA does not find what it showed before.", "Run connect again: it lists what is there."),
  ICA_REJECTED("ICA rejects the request.", "Correct what ICA names in the request."),
  ICA_UNREADABLE(
      "What answered is not ICA's API, or speaks differently.",
      "Check that IcaBaseUrl is the base of ICA's REST API, and that no proxy answers in its place."),
  ICA_NAME_TAKEN(
      "ICA has this name already, where the API key's user cannot see it.",
      "Choose another name, or let its owner share it."),
  ICA_NAME_AMBIGUOUS(
      "ICA has several things of this name.", "Choose another name for it in the request."),
  ICA_REGION_NOT_OFFERED(
      "ICA does not offer the API key's user this region.",
      "Use an API key of a user who is entitled to that region."),
  ICA_REGION_UNSUPPORTED(
      "ICA keeps no project data in this region.", "Use a bucket in a region of ICA."),
  ICA_CREDENTIAL_NOT_OURS(
      "A storage credential of this name exists and was not made by this connection.",
      "Choose another storageCredentialName, or say adoptExisting to replace its key."),
  ICA_CREDENTIAL_OF_OTHER_TYPE(
      "A storage credential of this name exists and is of another type.",
      "Choose another storageCredentialName in the request."),
  ICA_CONFIGURATION_DIFFERS(
      "A storage configuration of this name exists for something else.",
      "Choose another storageConfigurationName in the request."),

  // What the probe tries with the connection's own key.
  STORED_SECRET(
      Kind.CHECK,
      "stored-secret",
      "The secret with the access key can be read.",
      "Connect again: a missing or unreadable secret is written anew."),
  ACCESS_KEY(
      Kind.CHECK,
      "access-key",
      "AWS knows the access key.",
      "Wait a minute and connect again; if it stays, delete the key in IAM and connect again."),
  FEDERATION_TOKEN(
      Kind.CHECK,
      "federation-token",
      "The user may open the sessions that ICA works in.",
      "Let the user call sts:GetFederationToken; an SCP or a permissions boundary may forbid it."),
  GET_BUCKET_LOCATION(
      Kind.CHECK,
      "get-bucket-location",
      "ICA's session may ask where the bucket is.",
      "See the findings on the bucket policy and the user's permissions."),
  GET_BUCKET_NOTIFICATION(
      Kind.CHECK,
      "get-bucket-notification",
      "ICA's session may read the bucket's notifications.",
      "See the findings on the bucket policy and the user's permissions."),
  PUT_BUCKET_NOTIFICATION(
      Kind.CHECK,
      "put-bucket-notification",
      "Never tried: trying it would replace the bucket's notifications.",
      "See NOTIFICATION_OVERLAP."),
  LIST_BUCKET(
      Kind.CHECK,
      "list-bucket",
      "ICA's session may list the prefix.",
      "See the findings on the bucket policy and the user's permissions."),
  PUT_OBJECT(
      Kind.CHECK,
      "put-object",
      "ICA's session may write objects. Without it, uploads fail with 403.",
      "See the findings on the bucket policy, the key policy and the user's permissions."),
  GET_OBJECT(
      Kind.CHECK,
      "get-object",
      "ICA's session may read objects.",
      "See the findings on the bucket policy, the key policy and the user's permissions."),
  GET_OBJECT_VERSION(
      Kind.CHECK,
      "get-object-version",
      "ICA's session may read versions of objects.",
      "See the findings on the bucket policy and the user's permissions."),
  DELETE_OBJECT(
      Kind.CHECK,
      "delete-object",
      "ICA's session may delete objects.",
      "See the findings on the bucket policy and the user's permissions."),
  DELETE_OBJECT_VERSION(
      Kind.CHECK,
      "delete-object-version",
      "ICA's session may delete versions of objects.",
      "See the findings on the bucket policy, Object Lock and MFA Delete."),
  CORS(
      Kind.CHECK,
      "cors METHOD ORIGIN",
      "A browser on ICA's pages may send this method. Without it, uploads from the browser fail.",
      "Move the CORS rule that shadows ours below it."),

  // The error of a failed execution.
  INVALID_REQUEST(
      Kind.FAILURE,
      "icaconnect.failure.InvalidRequest",
      "The request is not valid; nothing was done.",
      "Correct the request; the message lists every problem."),
  REFUSED(
      Kind.FAILURE,
      "icaconnect.failure.Refused",
      "Something in the account must change first.",
      "The message starts with a code of this page and ends with what to do."),
  TRY_AGAIN(
      Kind.FAILURE,
      "icaconnect.failure.TryAgain",
      "AWS did not become consistent or free in time.",
      "Send the request again."),
  LEASE_LOST(
      Kind.FAILURE,
      "icaconnect.failure.LeaseLost",
      "Another execution took the bucket over.",
      "Look at that one."),
  LEASE_HELD(
      Kind.FAILURE,
      "LeaseHeld",
      "Another execution has held the bucket for 15 minutes.",
      "Wait for it, or stop it, and send the request again."),
  DECLARED_ELSEWHERE(
      Kind.FAILURE,
      "DeclaredElsewhere",
      "A stack, the bucket's tags or a person has connected the bucket; nothing was changed.",
      "Change it where it was declared; the message names who."),
  WRITTEN_BY_NEWER(
      Kind.FAILURE,
      "WrittenByNewer",
      "A newer version of this application has written the bucket's record; nothing was changed.",
      "Upgrade the stack to that version again. See [operations](operations.md)."),
  RECORD_REBUILT(
      Kind.FAILURE,
      "RecordRebuilt",
      "The bucket's record was lost and an audit has guessed it; nothing was changed.",
      "Connect the bucket with its own request, then rotate. See [restore](restore.md)."),
  OVERTAKEN(
      Kind.FAILURE,
      "Overtaken",
      "Another execution has worked on the bucket since the audit looked; nothing was changed.",
      "Audit again."),
  NOT_PROVEN(
      Kind.FAILURE,
      "NotProven",
      "Everything is in place and it still does not work.",
      "The failed checks name the cause."),
  NOT_VALIDATED(
      Kind.FAILURE,
      "NotValidated",
      "ICA cannot use the connection; the message is ICA's own.",
      "Mend what ICA names and run connect again."),
  NOT_ALL_DISCONNECTED(
      Kind.FAILURE,
      "NotAllDisconnected",
      "Some buckets could not be disconnected, which the message names, or there are more than one execution looks at.",
      "Look at the executions of disconnect for those that are named, and start disconnect-all again."),
  NOT_ALL_STARTED(
      Kind.FAILURE,
      "NotAllStarted",
      "Rotations of some buckets could not be started; the message names them and says why.",
      "Mend what the message names, and start rotate-due again. See [rotation](rotation.md)."),
  USERS_LEFT(
      Kind.FAILURE,
      "UsersLeft",
      "All buckets that the registry names are disconnected, and IAM users of this stack are still there, or could not be looked for: their access keys may be live.",
      "Start the workflow `audit` with `{}`, which rebuilds the records that it can, and disconnect-all again. Whoever is named once more has to go by hand. See [operations](operations.md#a-user-without-a-record)."),
  UNANSWERED(
      Kind.FAILURE,
      "Unanswered",
      "The work is done, and CloudFormation could not be told; it is tried again by itself.",
      "See the log of the reply function if the stack still waits."),

  // What CloudFormation is told where no workflow has run.
  INTERNAL_ERROR(
      Kind.DOOR,
      null,
      "The custom resource's request could not be taken.",
      "Try again; if it fails again, see the log of the function that the message names."),
  ANSWER_TOO_LONG(
      Kind.DOOR,
      null,
      "The attributes do not fit into the 4,096 bytes of an answer to CloudFormation.",
      "Choose shorter names."),
  NOT_DECLARED(
      Kind.DOOR,
      null,
      "CloudFormation does not confirm what the request says, or the resource is part of another stack; nothing was done.",
      "Declare the resource in a template, and let CloudFormation do the rest."),
  STILL_CONNECTED(
      Kind.DOOR,
      null,
      "The stack was to be deleted while buckets are connected, whose users and access keys would stay; nothing was deleted.",
      "Start the workflow `disconnect-all`, and delete the stack again. See [operations](operations.md)."),
  USERS_WITHOUT_RECORD(
      Kind.DOOR,
      null,
      "The stack was to be deleted while IAM users of it are there that no record names, whose access keys would stay live; nothing was deleted.",
      "Start the workflow `audit` with `{}`, which rebuilds the records that it can, then `disconnect-all`, and delete the stack again. Whoever is named once more has to go by hand. See [operations](operations.md#a-user-without-a-record)."),
  REGISTRY_IS_NEWER(
      Kind.DOOR,
      null,
      "The stack was to become a version that does not know the records that a newer one has written; CloudFormation takes the update back.",
      "Deploy the newer version, or disconnect by it the buckets that the message names. See [operations](operations.md)."),
  CONNECTIONS_UNSEEN(
      Kind.DOOR,
      null,
      "The stack was to be deleted, and the registry or the stack's IAM users could not be read, so nobody knows what is connected; nothing was deleted.",
      "Mend what the message names, and delete the stack again. See [operations](operations.md) for a registry that is gone.");

  /** What kind of answer a code stands for. */
  public enum Kind {
    FINDING("Findings"),
    REFUSAL("Refusals"),
    CHECK("Checks of the probe"),
    FAILURE("Errors of a failed execution"),
    DOOR("Answers of the custom resource");

    private final String title;

    Kind(String title) {
      this.title = title;
    }

    public String title() {
      return title;
    }
  }

  /** Where every code is explained, in this project's repository. */
  public static final String PAGE = "docs/troubleshooting.md";

  private final Kind kind;
  private final @Nullable Severity severity;
  private final String wire;
  private final String meaning;
  private final String remedy;

  /** A finding; its severity is null where it depends on the case. */
  Code(@Nullable Severity severity, String meaning, String remedy) {
    this(Kind.FINDING, severity, null, meaning, remedy);
  }

  /** A refusal. */
  Code(String meaning, String remedy) {
    this(Kind.REFUSAL, null, null, meaning, remedy);
  }

  /** A name that is on the wire as it is. */
  Code(Kind kind, @Nullable String wire, String meaning, String remedy) {
    this(kind, null, wire, meaning, remedy);
  }

  Code(
      Kind kind,
      @Nullable Severity severity,
      @Nullable String wire,
      String meaning,
      String remedy) {
    this.kind = kind;
    this.severity = severity;
    this.wire = wire == null ? name() : wire;
    this.meaning = meaning;
    this.remedy = remedy;
  }

  public Kind kind() {
    return kind;
  }

  /** The severity that every finding of this code has; empty where it depends on the case. */
  public Optional<Severity> severity() {
    return Optional.ofNullable(severity);
  }

  /** How it is written in answers. */
  public String wire() {
    return wire;
  }

  public String meaning() {
    return meaning;
  }

  public String remedy() {
    return remedy;
  }

  /** Where it is explained. */
  public String link() {
    return PAGE
        + "#"
        + wire.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9_ -]", "").replace(' ', '-');
  }
}
