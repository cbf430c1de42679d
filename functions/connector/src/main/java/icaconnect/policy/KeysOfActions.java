package icaconnect.policy;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * Condition keys that S3 fills for some actions only: on all others they are absent, which makes a
 * negated operator true. Sources:
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazons3.html and, for
 * the tags of objects,
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/tagging-and-policies.html ("for the
 * PutObject and DeleteObject operations, this condition key is not supported").
 */
final class KeysOfActions {
  private static final Set<String> UPLOADS = Set.of("s3:putobject");
  private static final Set<String> ACLS =
      Set.of(
          "s3:putobject",
          "s3:putobjectacl",
          "s3:putobjectversionacl",
          "s3:putbucketacl",
          "s3:createbucket");
  private static final Set<String> LISTINGS = Set.of("s3:listbucket", "s3:listbucketversions");
  private static final Set<String> NEW_TAGS =
      Set.of("s3:putobject", "s3:putobjecttagging", "s3:putobjectversiontagging");

  private static final Set<String> NEW_TAGS_OF_RESOURCES =
      Set.of("s3:createbucket", "s3:tagresource", "s3:untagresource");

  /** By key in lower case; a key that ends with a slash stands for all that start with it. */
  private static final Map<String, Set<String>> CARRIERS = new HashMap<>();

  static {
    for (String key :
        new String[] {
          "s3:x-amz-copy-source",
          "s3:x-amz-metadata-directive",
          "s3:x-amz-server-side-encryption",
          "s3:x-amz-server-side-encryption-aws-kms-key-id",
          "s3:x-amz-server-side-encryption-customer-algorithm",
          "s3:x-amz-storage-class",
          "s3:x-amz-website-redirect-location",
          "s3:if-none-match",
          "s3:objectcreationoperation"
        }) {
      CARRIERS.put(key, UPLOADS);
    }
    for (String key :
        new String[] {
          "s3:x-amz-acl",
          "s3:x-amz-grant-full-control",
          "s3:x-amz-grant-read",
          "s3:x-amz-grant-read-acp",
          "s3:x-amz-grant-write",
          "s3:x-amz-grant-write-acp"
        }) {
      CARRIERS.put(key, ACLS);
    }
    CARRIERS.put("s3:prefix", LISTINGS);
    CARRIERS.put("s3:delimiter", LISTINGS);
    CARRIERS.put("s3:max-keys", LISTINGS);
    CARRIERS.put("s3:requestobjecttag/", NEW_TAGS);
    CARRIERS.put("s3:requestobjecttagkeys", NEW_TAGS);
    CARRIERS.put(
        "s3:if-match", Set.of("s3:putobject", "s3:deleteobject", "s3:deleteobjectversion"));
    CARRIERS.put("s3:object-lock-mode", Set.of("s3:putobject", "s3:putobjectretention"));
    CARRIERS.put(
        "s3:object-lock-retain-until-date", Set.of("s3:putobject", "s3:putobjectretention"));
    CARRIERS.put(
        "s3:object-lock-remaining-retention-days", Set.of("s3:putobject", "s3:putobjectretention"));
    CARRIERS.put("s3:object-lock-legal-hold", Set.of("s3:putobject", "s3:putobjectlegalhold"));
    CARRIERS.put("s3:locationconstraint", Set.of("s3:createbucket"));
    CARRIERS.put("s3:x-amz-object-ownership", Set.of("s3:createbucket"));
    // Of resources, not of objects: those have s3:RequestObjectTag.
    CARRIERS.put("aws:requesttag/", NEW_TAGS_OF_RESOURCES);
    CARRIERS.put("aws:tagkeys", NEW_TAGS_OF_RESOURCES);
    CARRIERS.put("s3:inventoryaccessibleoptionalfields", Set.of("s3:putinventoryconfiguration"));
  }

  private static final String EXISTING_TAG = "s3:existingobjecttag/";

  /** Object actions for which S3 looks at no tag, and all actions on the bucket itself. */
  private static final Set<String> WITHOUT_EXISTING_TAG =
      Set.of(
          "s3:putobject",
          "s3:deleteobject",
          "s3:deleteobjectversion",
          "s3:abortmultipartupload",
          "s3:listmultipartuploadparts");

  private KeysOfActions() {}

  /** Whether some actions have the key and others never do. */
  static boolean differ(String key) {
    String name = name(key);
    return name.equals(EXISTING_TAG) || name.equals("s3:versionid") || CARRIERS.containsKey(name);
  }

  /** Whether no request of this action has the key, both in lower case. */
  static boolean isAbsent(String key, String action) {
    String name = name(key);
    if (name.equals(EXISTING_TAG)) {
      return WITHOUT_EXISTING_TAG.contains(action) || action.contains("bucket");
    }
    if (name.equals("s3:versionid")) {
      return !action.contains("version") || action.contains("bucket");
    }
    Set<String> carriers = CARRIERS.get(name);
    return carriers != null && !carriers.contains(action);
  }

  /** A key that has a tag's name behind a slash, without that name. */
  private static String name(String key) {
    String start = key.substring(0, key.indexOf('/') + 1);
    return start.isEmpty() ? key : start;
  }
}
