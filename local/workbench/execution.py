"""One execution of a workflow, started and followed to its end."""

import json
import time
from collections.abc import Callable
from dataclasses import dataclass

from workbench.history import ENDS, History

POLL_SECONDS = 0.1
LONGEST_SECONDS = 180
LONGEST_AFTER_THE_END = 10
"""Seconds from the last event of a history until the execution itself says that it has ended, and how."""


class NotEnded(Exception):
    pass


@dataclass(frozen=True)
class Outcome:
    succeeded: bool
    document: dict
    """The documented object: an execution's output, or its cause when it failed."""
    history: History


def run(sfn, machine: str, request: dict, poll_seconds: float, meanwhile: Callable[[], None] = lambda: None) -> Outcome:
    """Starts it and waits for its end; it is stopped when the wait is broken off."""
    arn = sfn.start_execution(stateMachineArn=machine, input=json.dumps(request))["executionArn"]
    try:
        meanwhile()
        history = follow(sfn, arn, poll_seconds)
    except BaseException:
        sfn.stop_execution(executionArn=arn, cause="Nobody waits for it any more.")
        raise
    described = ended(sfn, arn)
    return Outcome(described["status"] == "SUCCEEDED", document(described), history)


def ended(sfn, arn: str) -> dict:
    """Who asks straight after the last event of its history may still be told RUNNING."""
    deadline = time.monotonic() + LONGEST_AFTER_THE_END
    while (described := sfn.describe_execution(executionArn=arn))["status"] == "RUNNING":
        if time.monotonic() > deadline:
            raise NotEnded(f"its history has ended, and it has not within {LONGEST_AFTER_THE_END} s: {arn}")
        time.sleep(POLL_SECONDS)
    return described


def follow(sfn, arn: str, poll_seconds: float) -> History:
    history, deadline = History(), time.monotonic() + LONGEST_SECONDS
    while True:
        events = all_events(sfn, arn)
        history.take(events)
        if events and events[-1]["type"] in ENDS:
            return history
        if time.monotonic() > deadline:
            raise NotEnded(f"not within {LONGEST_SECONDS} s: {arn}")
        time.sleep(poll_seconds)


def all_events(sfn, arn: str) -> list[dict]:
    pages = sfn.get_paginator("get_execution_history").paginate(executionArn=arn, includeExecutionData=False)
    return [event for page in pages for event in page["events"]]


def document(described: dict) -> dict:
    text = described.get("output") or described.get("cause") or ""
    try:
        return json.loads(text)
    except ValueError:  # stopped, timed out, or failed without words of ours
        return {"status": described["status"], "failure": {"error": described.get("error"), "message": text}}
