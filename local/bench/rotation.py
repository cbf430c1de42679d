"""Chapter 4, too: what a rotation of an access key asks of AWS, where a person gives ICA the new key."""

import time
from contextlib import contextmanager

from workbench import person
from workbench.connection import Connection
from workbench.execution import Outcome
from workbench.stack import NAME, Stack

RESTS = {"OVERLAP_SECONDS": "1", "QUIET_SECONDS": "1"}
"""An hour and a day by default, in which nothing is asked."""
LONGEST_SECONDS = 120
POLL_SECONDS = 0.5


def measure(stack: Stack, connection: Connection) -> tuple[Outcome, list[dict]]:
    """Of a connected bucket: the rotation, and its calls without those of the person."""
    asked = 0

    def answer() -> None:
        nonlocal asked
        deadline = time.monotonic() + LONGEST_SECONDS
        while True:
            asked += 1
            if person.answer(stack.client("stepfunctions"), stack.client("dynamodb"), stack.outputs()["RegistryTableName"], connection.bucket):
                return
            if time.monotonic() > deadline:
                raise RuntimeError(f"the rotation has not asked a person within {LONGEST_SECONDS} s")
            time.sleep(POLL_SECONDS)

    with _short_rests(stack):
        outcome = connection.rotate(answer, poll_seconds=POLL_SECONDS)
    if not outcome.succeeded:
        raise RuntimeError(f"rotate failed: {outcome.document}")
    return outcome, without(asked, connection.calls)


def without(asked: int, calls: list[dict]) -> list[dict]:
    """The calls but so many of a person's, who reads the record; and none of what stack and functions are asked here."""
    left = []
    for call in calls:
        if asked and (call["service"], call["operation"], call["internal"]) == ("dynamodb", "GetItem", False):
            asked -= 1
        elif call["service"] != "cloudformation":
            left.append(call)
    return left


@contextmanager
def _short_rests(stack: Stack):
    functions, name = stack.client("lambda"), f"{NAME}-rotation"
    before = functions.get_function_configuration(FunctionName=name)["Environment"]["Variables"]

    def put(variables: dict[str, str]) -> None:
        functions.update_function_configuration(FunctionName=name, Environment={"Variables": variables})
        functions.get_waiter("function_updated_v2").wait(FunctionName=name, WaiterConfig={"Delay": 1, "MaxAttempts": 60})

    put(before | RESTS)
    try:
        yield
    finally:
        put(before)
