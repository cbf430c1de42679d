package icaconnect.policy;

/** What a request touches. */
public sealed interface Target {
  /** Named in a verdict that depends on which object it is. */
  String OBJECT_KEY = "the object's key";

  /** One bucket or one object. */
  record Exact(String arn) implements Target {}

  /** Any object whose ARN starts so: what cannot be said of all of them depends on the key. */
  record Under(String arn) implements Target {
    /** Whether it is any object of the bucket; no key is empty. */
    boolean ofWholeBucket() {
      return arn.indexOf('/') == arn.length() - 1;
    }
  }
}
