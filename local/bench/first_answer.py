"""From the start of a function's process to its first answer."""

import json
import time
from dataclasses import dataclass
from pathlib import Path

from bench.candidate import CACHE
from icalocal.function.java_command import environment_variables
from icalocal.function.java_process import JavaProcess
from icalocal.function.runtime_api import Invocation

LONGEST_SECONDS = 60


@dataclass(frozen=True)
class FirstAnswer:
    seconds: float
    cpu_seconds: float
    """What does not depend on how busy the machine is otherwise."""
    memory_mb: int
    document: dict


def first_answer(command: list[str], code: Path, variables: dict[str, str], endpoint: str, account: str, event: dict) -> FirstAnswer:
    """The Runtime API is the local executor's; LocalStack is only what the function calls."""
    begin = time.perf_counter()
    process = _start(command, code, variables, endpoint)
    try:
        answer = process.answer(_invocation(account, event), LONGEST_SECONDS)
        taken = FirstAnswer(time.perf_counter() - begin, process.cpu_seconds(), process.memory_mb(), json.loads(answer.body))
    finally:
        process.stop()
    if answer.is_error:
        raise RuntimeError(f"{command[-1]} failed: {taken.document}")
    return taken


def answer_of_a_snapshot(command: list[str], code: Path, variables: dict[str, str], endpoint: str, account: str, event: dict) -> FirstAnswer:
    """As after a restore: the process has been initialised and has rehearsed; what counts begins with the invocation.

    What Lambda itself does to restore a snapshot, some 100 ms to a second of reading memory, cannot be seen here.
    """
    process = _start(command, code, variables | {"AWS_LAMBDA_INITIALIZATION_TYPE": "snap-start"}, endpoint)
    try:
        process.wait_until_ready(LONGEST_SECONDS)
        begin, before = time.perf_counter(), process.cpu_seconds()
        answer = process.answer(_invocation(account, event), LONGEST_SECONDS)
        taken = FirstAnswer(time.perf_counter() - begin, process.cpu_seconds() - before, process.memory_mb(), json.loads(answer.body))
        complaint = process.take_log()
    finally:
        process.stop()
    if answer.is_error or "rehearsal" in complaint:
        raise RuntimeError(f"{command[-1]} failed: {taken.document} {complaint}")
    return taken


def ready(command: list[str], code: Path, variables: dict[str, str], endpoint: str) -> tuple[float, float]:
    """Seconds, and processor seconds, until the function is initialised and asks for its first invocation."""
    begin = time.perf_counter()
    process = _start(command, code, variables, endpoint)
    try:
        process.wait_until_ready(LONGEST_SECONDS)
        return time.perf_counter() - begin, process.cpu_seconds()
    finally:
        process.stop()


def _start(command: list[str], code: Path, variables: dict[str, str], endpoint: str) -> JavaProcess:
    def environment(runtime_api: str) -> dict[str, str]:
        return environment_variables(_offered(endpoint) | variables, variables, "java25", runtime_api, code)

    CACHE.mkdir(parents=True, exist_ok=True)
    return JavaProcess(command, environment, code, CACHE / "bench.log")


def _offered(endpoint: str) -> dict[str, object]:
    return {"AWS_REGION": "us-east-1", "AWS_ACCESS_KEY_ID": "test", "AWS_SECRET_ACCESS_KEY": "test", "AWS_SESSION_TOKEN": "test",
            "AWS_ENDPOINT_URL": endpoint, "AWS_LAMBDA_FUNCTION_NAME": "bench", "AWS_LAMBDA_FUNCTION_MEMORY_SIZE": 1024}


def _invocation(account: str, event: dict) -> Invocation:
    arn = f"arn:aws:lambda:us-east-1:{account}:function:bench"
    return Invocation("11111111-2222-3333-4444-555555555555", arn, "", json.dumps(event), int((time.time() + LONGEST_SECONDS) * 1000))
