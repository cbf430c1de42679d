package icaconnect.entry;

import com.fasterxml.jackson.databind.JsonNode;

/** The application's workflows, as the door uses them. */
public interface Workflows {
  /** Whether an execution of this name was ever started. */
  boolean isStarted(Workflow workflow, String executionName);

  /** Starts it; does nothing when an execution of this name was started before. */
  void start(Workflow workflow, String executionName, JsonNode input);
}
