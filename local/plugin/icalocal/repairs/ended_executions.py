"""Executions say that they have ended before they say with what.

LocalStack sets an execution's status first and its output, or error and cause, a moment later; who asks in between is
told SUCCEEDED with the output null, or FAILED without a word. On AWS an execution is described whole.
"""


def install() -> None:
    from localstack.services.stepfunctions.asl.eval.program_state import ProgramEnded, ProgramError
    from localstack.services.stepfunctions.backend.execution import BaseExecutionWorkerCommunication

    reflect = BaseExecutionWorkerCommunication._reflect_execution_status

    def reflect_with_words(self) -> None:
        environment = self.execution.exec_worker.env
        match environment.program_state():
            case ProgramEnded():
                self.execution.output = environment.states.get_input()
            case ProgramError(error=error):
                self.execution.error, self.execution.cause = error.get("error"), error.get("cause")
        reflect(self)

    BaseExecutionWorkerCommunication._reflect_execution_status = reflect_with_words
