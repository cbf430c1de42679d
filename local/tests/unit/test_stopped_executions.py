"""What LocalStack notes of a task whose execution was stopped meanwhile."""

import pytest
from localstack.services.stepfunctions.asl.eval.event.event_manager import EventManager

from icalocal.repairs import stopped_executions


@pytest.mark.parametrize("noted, kept", [(30, {"resource": "updateItem", "timeoutInSeconds": 30}), ({}, {"resource": "updateItem"})])
def test_a_timeout_is_a_number_or_left_out(monkeypatch, noted, kept):
    added = []
    monkeypatch.setattr(EventManager, "add_event", lambda self, context, kind, details=None, **_: added.append(details))
    stopped_executions.install()

    EventManager.add_event(None, context=None, event_type="TaskScheduled",
                           event_details={"taskScheduledEventDetails": {"resource": "updateItem", "timeoutInSeconds": noted}})

    assert added == [{"taskScheduledEventDetails": kept}]


class Stopped:
    """What a branch finds when the execution was stopped before it began."""

    def __init__(self, running=False):
        self.running = running

    def is_running(self):
        return self.running

    def eval(self, env):
        raise RuntimeError("Could not set NextState value when in state 'ProgramStopped'.")

    def on_terminated(self, env):
        self.told = env


def branch(found):
    from localstack.services.stepfunctions.asl.component.state.state_execution.state_parallel.branch_worker import BranchWorker

    stopped_executions.end_every_branch()
    return BranchWorker(branch_worker_comm=found, program=found, env=found)


def test_a_branch_that_finds_itself_stopped_says_that_it_has_ended():
    found = Stopped()
    branch(found)._thread_routine()
    assert found.told is found


def test_a_fault_of_a_branch_that_runs_is_seen():
    found = Stopped(running=True)
    with pytest.raises(RuntimeError):
        branch(found)._thread_routine()
