package icaconnect.inspect;

/**
 * The connection's user as IAM knows it now.
 *
 * @param id its unique id, such as {@code AIDA…}, which requests carry as aws:userid
 */
public record FoundUser(String arn, String id) {}
