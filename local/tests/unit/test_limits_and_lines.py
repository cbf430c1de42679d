"""Room for environments, Lambda's log lines, and the rules of CORS headers and principals."""

import json
from types import SimpleNamespace

import pytest
from localstack.services.lambda_.invocation.execution_environment import RuntimeStatus

from icalocal.checks.principals import principals, statements_of
from icalocal.function import log_lines
from icalocal.function.environment_limits import make_room
from icalocal.repairs.bucket_cors import headers_match


def environments(*states):
    ended = []
    group = {}
    for number, status in enumerate(states):
        group[number] = SimpleNamespace(status=status, last_returned=number, keepalive_passed=lambda number=number: ended.append(number))
    return {"function": group}, ended


def test_room_is_made_by_ending_what_is_idle_for_longest():
    everything, ended = environments(RuntimeStatus.READY, RuntimeStatus.INVOKING, RuntimeStatus.READY)
    make_room(everything, 3)
    assert ended == [0]


def test_nothing_is_ended_while_there_is_room():
    everything, ended = environments(RuntimeStatus.READY, RuntimeStatus.READY)
    make_room(everything, 3)
    assert ended == []


def test_busy_environments_are_left():
    everything, ended = environments(RuntimeStatus.INVOKING, RuntimeStatus.INVOKING)
    make_room(everything, 1)
    assert ended == []


def test_a_report_line_is_lambdas():
    assert log_lines.report("id", 12.345, 512, 100, 400.0, None) == (
        "REPORT RequestId: id\tDuration: 12.35 ms\tBilled Duration: 413 ms\t"
        "Memory Size: 512 MB\tMax Memory Used: 100 MB\tInit Duration: 400.00 ms\t\n")
    assert "Status: timeout\t\n" in log_lines.report("id", 1, 512, 100, None, "timeout")


@pytest.mark.parametrize("allowed, requested, expected", [
    (["*"], "anything", True),
    (["X-Amz-*"], "x-amz-date, X-AMZ-META-A", True),
    (["x-amz-*"], "x-amz-date,content-type", False),
    ([], "content-type", False),
    ([], None, True),
])
def test_allowed_headers(allowed, requested, expected):
    assert headers_match(allowed, requested) is expected


def test_principals_are_found_in_every_shape():
    statements = [{"Principal": {"AWS": ["a", "b"]}}, {"NotPrincipal": {"AWS": "c"}}, {"Principal": "*"}, {"Principal": {"Service": "s"}}]
    assert statements_of(json.dumps({"Statement": statements})) == statements
    assert principals(statements) == ["a", "b", "c"]


def test_what_is_not_a_policy_has_no_statements():
    assert statements_of("nonsense") is None
    assert statements_of("[]") is None
    assert statements_of("{}") == []
