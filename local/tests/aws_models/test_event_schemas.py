"""AWS's own events, as EventBridge's schema registry describes them, against what the template matches and the code reads."""

import json

import pytest

from contracts import event_schemas
from contracts.definitions import CHECKOUT
from contracts.template import transformed

CONSUMED = {event_schemas.CALL, event_schemas.ENDED, event_schemas.TAGGED}
EXAMPLES = [file for file in sorted((CHECKOUT / "events").glob("*.json")) if str(json.loads(file.read_text()).get("source", "")).startswith("aws.")]


def test_every_event_of_aws_that_is_consumed_is_in_the_registry():
    matched = {f"{source} {detail}" for one in event_schemas.patterns(transformed()).values() for source in one["source"] for detail in one["detail-type"]}
    assert matched == CONSUMED
    assert CONSUMED <= set(event_schemas.details())


@pytest.mark.parametrize("rule", event_schemas.patterns(transformed()))
def test_every_pattern_matches_what_such_an_event_has(rule):
    assert event_schemas.faults(event_schemas.patterns(transformed())[rule]) == []


def test_what_the_code_reads_such_an_event_has():
    read = event_schemas.read()
    assert set(read) == CONSUMED
    assert all(read.values()), read
    assert [f"{kind}: {path}" for kind, paths in read.items() for path in paths if event_schemas.unknown(kind, path.split("/"))] == []


def test_the_trail_reads_who_called_and_what_came_of_it():
    assert {"userIdentity", "eventName", "errorCode", "requestParameters/executionArn", "responseElements/executionArn"} <= event_schemas.read()[event_schemas.CALL]


@pytest.mark.parametrize("file", EXAMPLES, ids=lambda file: file.name)
def test_every_example_of_an_event_is_one(file):
    assert event_schemas.amiss(json.loads(file.read_text())) == []


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"source": ["aws.stepfunctions"]}, "there is no event aws.stepfunctions Step Functions Execution Status Change"),
        ({"detail-type": ["Execution Status Change"]}, "there is no event aws.states Execution Status Change"),
        ({"detail": {"executionStatus": ["FAILED"]}}, f"{event_schemas.ENDED} has no executionStatus"),
        ({"accountId": ["111122223333"]}, "no event has accountId"),
    ],
)
def test_a_pattern_that_matches_nothing_is_noticed(change, fault):
    pattern = {"source": ["aws.states"], "detail-type": ["Step Functions Execution Status Change"], "detail": {"status": ["FAILED"]}}
    assert event_schemas.faults(pattern | change) == [fault]


def test_a_member_of_a_member_that_no_event_has_is_noticed():
    pattern = {"source": ["aws.states"], "detail-type": ["AWS API Call via CloudTrail"], "detail": {"requestParameters": {"stateMachine": ["x"]}}}
    assert event_schemas.faults(pattern) == [f"{event_schemas.CALL} has no requestParameters/stateMachine"]
