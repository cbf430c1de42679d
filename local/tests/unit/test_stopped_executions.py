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
