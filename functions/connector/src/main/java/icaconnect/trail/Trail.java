package icaconnect.trail;

/** The records, each under a name of its own; none can be changed or taken away. */
public interface Trail {
  /** Adds a record; one that is there already stays as it is, since a name stands for one event. */
  void append(String key, String json);
}
