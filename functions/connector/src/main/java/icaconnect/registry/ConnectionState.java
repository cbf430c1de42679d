package icaconnect.registry;

/**
 * What a connection is, as its record says; whether an execution works on it now is told by the
 * lease. A bucket without a record has no connection. docs/registry.md shows this as a table.
 */
public enum ConnectionState {
  /** A first connect holds the lease, or died with it. */
  CONNECTING,
  /** Proven by the last execution that touched it. */
  CONNECTED,
  /** An audit found something of ours changed, missing, or no longer working. */
  DRIFTED,
  /** Neither the last good connection nor nothing: the last execution could not restore either. */
  DEGRADED,
  /** A disconnect holds the lease, or died with it. */
  DISCONNECTING,
  /** A first connect failed, and what it had added was taken back. */
  FAILED
}
