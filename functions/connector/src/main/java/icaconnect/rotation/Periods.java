package icaconnect.rotation;

import java.time.Duration;

/**
 * How long an old key rests before the next thing happens to it, each time counted from its last
 * use.
 *
 * @param overlap from the new key being current to the old one being inactive: as long as clients
 *     keep what they have read from Secrets Manager
 * @param quiet from being inactive to being deleted: as long as a person needs to notice and to
 *     switch it on again
 */
public record Periods(Duration overlap, Duration quiet) {}
