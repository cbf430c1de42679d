package icaconnect.cli.execution;

/** How far a run over many buckets is. */
public record Progress(long total, long done, long running) {}
