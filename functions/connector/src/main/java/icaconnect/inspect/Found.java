package icaconnect.inspect;

/** The answer to the first question about a bucket: is it there, and is it ours to connect? */
public sealed interface Found {
  record Bucket(BucketInspection inspection) implements Found {}

  /** No bucket has this name. */
  record Missing() implements Found {}

  /** S3 answers 403 to the expected owner: another account's, or our role may not see it. */
  record NotOwned() implements Found {}
}
