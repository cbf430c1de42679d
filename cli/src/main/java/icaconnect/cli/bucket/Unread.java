package icaconnect.cli.bucket;

/**
 * What the caller may not read.
 *
 * @param action the IAM action that is missing
 * @param reason AWS's own words
 */
public record Unread(String action, String reason) {}
