package icaconnect.workflow;

/** What somebody does to a connected bucket, and which step is to notice. */
enum SomebodysEdit {
  CORS_RULE_REMOVED("cors"),
  CORS_RULE_EDITED("cors"),
  POLICY_STATEMENT_REMOVED("bucketPolicy"),
  POLICY_STATEMENT_EDITED("bucketPolicy"),
  EXEMPTION_REMOVED("bucketPolicy"),
  KEY_DELETED("credential"),
  USERS_POLICY_DETACHED("iam"),
  POLICY_DOCUMENT_EDITED("iam"),
  VERSIONING_SWITCHED_ON("iam"),
  THEIRS_ONLY("");

  private final String step;

  SomebodysEdit(String step) {
    this.step = step;
  }

  /** Empty where what is edited is not ours. */
  String step() {
    return step;
  }

  boolean isOurs() {
    return !step.isEmpty();
  }
}
