package icaconnect.step;

/**
 * What every S3 call needs.
 *
 * @param region the bucket's own region, which need not be this stack's
 * @param owner the account that must own it, sent as ExpectedBucketOwner
 */
public record OwnedBucket(String name, String region, String owner) {}
