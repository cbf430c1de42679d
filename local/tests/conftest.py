"""One LocalStack and one deployment of the fixture stack, for all the tests that need them."""

import json
import signal
from dataclasses import dataclass
from pathlib import Path

import pytest
from server import Server, eventually

from icalocal.commands.build import Build
from icalocal.commands.deploy import deploy, outputs
from icalocal.tools import keep_to_this_machine

# Whoever ends the run so has it end its server, as Ctrl-C does.
signal.signal(signal.SIGTERM, signal.default_int_handler)

FIXTURE = Path(__file__).parent / "fixture"


@dataclass(frozen=True)
class Reply:
    error: str | None
    payload: object
    log: str


@dataclass(frozen=True)
class Stack:
    server: Server
    outputs: dict[str, str]

    def invoke(self, event: dict, function: str = "EchoName") -> Reply:
        answer = self.server.client("lambda").invoke(FunctionName=self.outputs[function], Payload=json.dumps(event), LogType="Tail")
        return Reply(answer.get("FunctionError"), json.loads(answer["Payload"].read()), answer.get("LogResult", ""))

    def run(self, event: dict) -> dict:
        return wait_for_execution(self.server, self.server.client("stepfunctions").start_execution(
            stateMachineArn=self.outputs["OrderArn"], input=json.dumps(event))["executionArn"])


def wait_for_execution(server: Server, arn: str) -> dict:
    client = server.client("stepfunctions")

    def ended():
        described = client.describe_execution(executionArn=arn)
        return described if described["status"] != "RUNNING" else None

    described = eventually(ended, seconds=60)
    assert described["status"] == "SUCCEEDED", described
    return json.loads(described["output"])


@pytest.fixture(scope="session")
def server():
    keep_to_this_machine()
    server = Server("test")
    try:
        yield server.wait_until_ready()
    finally:
        server.stop()


@pytest.fixture(scope="session")
def stack(server):
    build = Build(FIXTURE)
    build.ensure()
    deploy(build, server.endpoint, "fixture", [])
    return Stack(server, outputs(server.endpoint, "fixture"))
