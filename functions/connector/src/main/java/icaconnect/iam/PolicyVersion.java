package icaconnect.iam;

import java.time.Instant;

/** One of a managed policy's at most five versions. */
public record PolicyVersion(String id, Instant created, boolean isDefault) {}
