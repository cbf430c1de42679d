package icaconnect.step;

/** What a step works towards: the connection there, or what it added taken back. */
public enum Goal {
  CONNECT,
  DISCONNECT
}
