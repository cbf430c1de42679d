package icaconnect.cli.bucket;

import icaconnect.bucketpolicy.BucketPolicyPort;
import icaconnect.cors.CorsPort;
import icaconnect.iam.IamPort;
import icaconnect.inspect.InspectPort;
import icaconnect.kms.KeyPolicyPort;
import icaconnect.step.AwsAccount;
import java.util.List;

/**
 * Where a check reads from: AWS, or files. None of it writes.
 *
 * @param source "AWS" or "files"
 * @param assumed what is taken for granted because nobody said or looked
 * @param unread grows while the check reads
 */
public record Looked(
    String source,
    AwsAccount account,
    InspectPort inspect,
    CorsPort cors,
    BucketPolicyPort policies,
    IamPort iam,
    KeyPolicyPort keys,
    List<String> assumed,
    List<Unread> unread) {}
