package icaconnect.cli.bucket;

import icaconnect.preview.Preview;
import icaconnect.step.AwsAccount;
import java.util.List;

/**
 * Where a check reads from: AWS, or files.
 *
 * @param source "AWS" or "files"
 * @param assumed what is taken for granted because nobody said or looked
 * @param unread grows while the check reads
 */
public record Looked(
    String source,
    AwsAccount account,
    Preview preview,
    List<String> assumed,
    List<Unread> unread) {}
