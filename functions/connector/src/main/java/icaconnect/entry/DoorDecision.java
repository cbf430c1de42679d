package icaconnect.entry;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** What a request of CloudFormation leads to. */
sealed interface DoorDecision {
  /** A workflow does the work, and answers at its end. */
  record Start(Workflow workflow, ObjectNode request) implements DoorDecision {}

  /** There is nothing to do, or nothing can be done. */
  record AnswerNow(Answer answer) implements DoorDecision {}
}
