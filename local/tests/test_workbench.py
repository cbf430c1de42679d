"""What the demo and the benchmark share: histories, tables, the terminal, and counted calls."""

import io
import json
from datetime import UTC, datetime, timedelta

from workbench.calls import Calls, by_service, configuration_writes
from workbench.execution import run
from workbench.history import History
from workbench.table import table
from workbench.terminal import Terminal

BEGIN = datetime(2026, 1, 1, tzinfo=UTC)


def events(*described: tuple[int, int, str, str | None]) -> list[dict]:
    """Each: what it follows, tenths of a second since the begin, its type and its state's name."""
    made = []
    for id, (before, tenths, kind, name) in enumerate(described, 1):
        details = {}
        for moment in ("Entered", "Exited"):
            if kind.endswith(f"State{moment}"):
                details[f"state{moment}EventDetails"] = {"name": name}
        made.append({"id": id, "previousEventId": before, "type": kind, "timestamp": BEGIN + timedelta(seconds=tenths / 10)} | details)
    return made


PARALLEL = events(
    (0, 0, "ExecutionStarted", None),
    (0, 0, "ParallelStateEntered", "Both"),
    (2, 0, "ParallelStateStarted", None),
    (3, 1, "TaskStateEntered", "Left"),
    (3, 1, "PassStateEntered", "Right"),
    (4, 1, "TaskScheduled", None),
    (5, 2, "PassStateExited", "Right"),
    (6, 2, "TaskFailed", None),
    (8, 3, "TaskScheduled", None),
    (9, 4, "TaskStateExited", "Left"),
    (10, 4, "ParallelStateSucceeded", None),
    (10, 5, "ParallelStateExited", "Both"),
    (12, 5, "SucceedStateEntered", "Done"),
    (13, 5, "SucceedStateExited", "Done"),
    (14, 6, "ExecutionSucceeded", None),
)


def test_a_history_tells_states_with_times_and_attempts():
    history = History()
    history.take(PARALLEL)

    assert [(run.name, run.kind, run.attempts, round(run.seconds, 1)) for run in history.runs] == [
        ("Both", "Parallel", 0, 0.5), ("Left", "Task", 2, 0.3), ("Right", "Pass", 0, 0.1), ("Done", "Succeed", 0, 0.0)]
    assert history.seconds == 0.6
    assert history.transitions == 6, "four states, one retry, one end"


def test_a_history_is_read_as_it_happens():
    history = History()
    for known in range(len(PARALLEL) + 1):
        history.take(PARALLEL[:known])

    assert [run.name for run in history.runs] == ["Both", "Left", "Right", "Done"]
    assert history.transitions == 6


def test_a_table_is_aligned_whatever_colour_its_cells_have():
    assert table([("a", 1), ("\x1b[32mlonger\x1b[0m", 100)], heads=("what", "n"), right=[1]) == [
        "   what      n", "   ──────  ───", "   a         1", "   \x1b[32mlonger\x1b[0m  100"]


class StatesThatLag:
    """History first, then the status, as LocalStack writes them."""

    def __init__(self) -> None:
        self._told = iter([{"status": "RUNNING"}, {"status": "RUNNING"}, {"status": "SUCCEEDED", "output": '{"status": "CONNECTED"}'}])

    def start_execution(self, **_) -> dict:
        return {"executionArn": "arn"}

    def get_paginator(self, _) -> "StatesThatLag":
        return self

    def paginate(self, **_) -> list[dict]:
        return [{"events": PARALLEL}]

    def describe_execution(self, **_) -> dict:
        return next(self._told)


def test_an_execution_is_asked_until_it_says_how_it_ended():
    outcome = run(StatesThatLag(), "machine", {}, poll_seconds=0)

    assert outcome.succeeded
    assert outcome.document == {"status": "CONNECTED"}


class Screen(io.StringIO):
    def isatty(self) -> bool:
        return True


def said(stream: io.StringIO, **environment: str) -> str:
    terminal = Terminal(stream, environment)
    terminal.status("working")
    terminal.say("done", "green")
    return stream.getvalue()


def test_colour_is_for_terminals_that_want_it():
    assert "\x1b[32mdone\x1b[0m\n" in said(Screen())
    assert "\x1b[32m" not in said(Screen(), NO_COLOR="1")
    assert said(Screen(), NO_COLOR="1").endswith("\r\x1b[Kdone\n"), "the status line is wiped without colour too"
    assert said(io.StringIO()) == "done\n"


def test_calls_are_counted_from_a_mark_and_the_probes_objects_are_no_configuration(tmp_path):
    log = tmp_path / "requests.jsonl"
    log.write_text(line("s3", "PutBucketPolicy"))
    calls = Calls(log)
    log.write_text(log.read_text() + line("s3", "PutObject") + line("iam", "GetUser") + line("iam", "CreateUser") + line("iam", "GetUser"))

    since = calls.since_the_mark()

    assert configuration_writes(since) == ["iam:CreateUser"]
    assert by_service(since)["iam"] == {"GetUser": 2, "CreateUser": 1}


def line(service: str, operation: str) -> str:
    return json.dumps({"service": service, "operation": operation}) + "\n"
