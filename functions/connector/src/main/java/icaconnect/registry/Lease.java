package icaconnect.registry;

/**
 * The per-bucket lock as one execution holds it. The number grows with every holder, so that the
 * writes of one who lost it can be refused.
 */
public record Lease(String owner, long fence) {}
