package icaconnect.credential;

import java.time.Instant;

/** An access key as IAM lists it: without its secret. */
public record AccessKey(String id, boolean active, Instant created) {}
