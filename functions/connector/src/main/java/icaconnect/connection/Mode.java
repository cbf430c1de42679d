package icaconnect.connection;

/** Whether a request is carried out or only planned. */
public enum Mode {
  APPLY,
  PLAN
}
