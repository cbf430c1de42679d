package icaconnect.cli.execution;

import com.fasterxml.jackson.databind.JsonNode;

/** Executions of the stack's workflows. */
public interface Executions {
  /** Starts one and answers its ARN. */
  String start(String stateMachineArn, JsonNode input);

  Look look(String executionArn);

  /** How far a run over many buckets is. */
  Progress progress(String run);
}
