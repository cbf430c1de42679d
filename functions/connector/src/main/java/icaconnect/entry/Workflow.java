package icaconnect.entry;

/** The two workflows of the application. */
public enum Workflow {
  CONNECT,
  DISCONNECT
}
