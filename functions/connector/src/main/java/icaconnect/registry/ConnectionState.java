package icaconnect.registry;

import java.util.Set;

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
  FAILED;

  /**
   * The states that a record may have next; its own is among them where an execution may confirm
   * it.
   */
  public Set<ConnectionState> next() {
    return switch (this) {
      case CONNECTING -> Set.of(CONNECTED, FAILED, DEGRADED, DISCONNECTING);
      case CONNECTED -> Set.of(CONNECTED, DRIFTED, DEGRADED, DISCONNECTING);
      case DRIFTED -> Set.of(CONNECTED, DRIFTED, DEGRADED, DISCONNECTING);
      case DEGRADED -> Set.of(CONNECTED, DEGRADED, DISCONNECTING);
      case DISCONNECTING -> Set.of(CONNECTED, DEGRADED, DISCONNECTING);
      case FAILED -> Set.of(CONNECTED, FAILED, DEGRADED, DISCONNECTING);
    };
  }

  /**
   * The states that a new record may have: a failed first connect leaves one, to say why, and an
   * audit rebuilds one that was lost.
   */
  public static Set<ConnectionState> first() {
    return Set.of(CONNECTING, DISCONNECTING, DRIFTED, FAILED);
  }

  /**
   * Whether the record may be deleted: by a disconnect that has taken everything back, or by an
   * execution whose request was refused before anything was done, if the record is its own.
   */
  public boolean mayBeForgotten() {
    return this == DISCONNECTING || this == CONNECTING;
  }
}
