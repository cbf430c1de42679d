"""What an execution of LocalStack shows in the moment in which it ends."""

from types import SimpleNamespace

import pytest
from localstack.aws.api.stepfunctions import ExecutionStatus
from localstack.services.stepfunctions.asl.eval.program_state import ProgramEnded, ProgramError
from localstack.services.stepfunctions.backend.execution import BaseExecutionWorkerCommunication

from icalocal.repairs import ended_executions


class Watched(SimpleNamespace):
    """Keeps what was there when the status was set."""

    def __setattr__(self, name, value):
        if name == "exec_status":
            self.shown = (value, self.__dict__.get("output"), self.__dict__.get("error"), self.__dict__.get("cause"))
        super().__setattr__(name, value)


@pytest.mark.parametrize("state, shown", [
    (ProgramEnded(), (ExecutionStatus.SUCCEEDED, {"status": "CONNECTED"}, None, None)),
    (ProgramError(error={"error": "Refused", "cause": "why"}), (ExecutionStatus.FAILED, None, "Refused", "why"))])
def test_how_it_ended_is_known_when_it_has_ended(monkeypatch, state, shown):
    monkeypatch.setattr(BaseExecutionWorkerCommunication, "_reflect_execution_status", BaseExecutionWorkerCommunication._reflect_execution_status)
    ended_executions.install()
    environment = SimpleNamespace(program_state=lambda: state, states=SimpleNamespace(get_input=lambda: {"status": "CONNECTED"}))
    execution = Watched(exec_worker=SimpleNamespace(env=environment))

    BaseExecutionWorkerCommunication(execution)._reflect_execution_status()

    assert execution.shown == shown
