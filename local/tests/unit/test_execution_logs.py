"""Events of executions, which LocalStack sends itself one by one."""

import inspect
import time

import pytest
from localstack.services.stepfunctions.asl.eval.event.logging import CloudWatchLoggingConfiguration, CloudWatchLoggingSession
from moto.logs.models import logs_backends

from icalocal.repairs import execution_logs

MACHINE = "arn:aws:states:eu-west-1:111122223333:stateMachine:m"
GROUP, REGION, ACCOUNT = "/aws/vendedlogs/states/m", "eu-west-1", "111122223333"


@pytest.fixture
def requested(monkeypatch):
    """What went by a request."""
    sent = []
    monkeypatch.setattr(CloudWatchLoggingSession, "_put_events", lambda self, log_events: sent.append(log_events) or True)
    execution_logs.install()
    return sent


@pytest.fixture
def backend():
    backend = logs_backends[ACCOUNT][REGION]
    backend.create_log_group(GROUP, {}, retentionInDays=None)
    yield backend
    backend.reset()


def session() -> CloudWatchLoggingSession:
    session = CloudWatchLoggingSession.__new__(CloudWatchLoggingSession)
    session.execution_arn = MACHINE + ":e"
    session.configuration = CloudWatchLoggingConfiguration(
        state_machine_arn=MACHINE, log_account_id=ACCOUNT, log_region=REGION, log_group_name=GROUP, log_level="ALL", include_execution_data=True)
    return session


def event(text: str) -> dict:
    return {"timestamp": int(time.time() * 1000), "message": text}


def test_an_event_is_in_the_log_without_a_request(requested, backend):
    to = session()
    assert to._put_events(log_events=[event("one")]) is False, "there is no stream yet"
    backend.create_log_stream(GROUP, to.configuration.log_stream_name)
    assert to._put_events(log_events=[event("one")]) is True
    assert to._put_events(log_events=[event("two")]) is True

    events, *_ = backend.filter_log_events(GROUP, [], 0, int(time.time() * 1000) + 1000, None, None, "", False)
    assert [one["message"] for one in events] == ["one", "two"]
    assert requested == []


def test_what_a_metric_filter_counts_still_goes_by_a_request(requested, backend):
    backend.put_metric_filter("f", "", GROUP, [])
    one = [event("one")]
    assert session()._put_events(log_events=one) is True
    assert requested == [one]


def test_localstack_still_sends_each_by_a_request():
    assert "self._logs_client.put_log_events(" in inspect.getsource(CloudWatchLoggingSession._put_events)
