package icaconnect.trail;

/** The executions of this stack's workflows. */
public interface Executions {
  Execution describe(String arn);
}
