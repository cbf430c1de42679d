"""The server as a process: where it listens, what it leaves behind, what it notes."""

import json
import signal
import subprocess

import psutil
import pytest
from server import LOCAL, SECRET, Server, eventually


def test_it_listens_on_the_loopback_address_only(stack):
    stack.invoke({"do": "echo"})
    processes = [psutil.Process(stack.server.process.pid), *stack.server.descendants()]
    listening = [c.laddr for p in processes for c in p.net_connections("tcp") if c.status == psutil.CONN_LISTEN]
    assert stack.server.port in {address.port for address in listening}
    assert {address.ip for address in listening} <= {"127.0.0.1", "::ffff:127.0.0.1"}


def test_every_call_is_noted_without_its_parameters(stack):
    stack.server.client("secretsmanager").create_secret(Name="noted", SecretString=SECRET)
    text = stack.server.request_log.read_text()
    assert SECRET not in text
    line = next(line for line in map(json.loads, text.splitlines()) if line["operation"] == "CreateSecret")
    assert line.keys() == {"time", "service", "operation", "status", "internal"}
    assert (line["service"], line["status"], line["internal"]) == ("secretsmanager", 200, False)


def test_the_calls_of_state_machines_are_noted_as_internal(stack):
    stack.run({"do": "echo"})
    lines = [json.loads(line) for line in stack.server.request_log.read_text().splitlines()]
    assert any(line["operation"] == "UpdateItem" and line["internal"] for line in lines)


def test_a_second_server_cannot_take_the_same_state(server):
    second = subprocess.run([LOCAL / "localstack", "1", "--state", server.state], capture_output=True, text=True, timeout=60)
    assert second.returncode == 1
    assert "Another LocalStack is using" in second.stderr


@pytest.mark.parametrize("sign", [signal.SIGTERM, signal.SIGKILL])
def test_no_process_is_left_after(sign, stack_of_its_own):
    server = stack_of_its_own
    left = server.descendants()
    assert any("java" in process.name() for process in left)
    server.stop(sign)
    eventually(lambda: not [p for p in left if p.is_running() and p.status() != psutil.STATUS_ZOMBIE], seconds=10)


@pytest.fixture
def stack_of_its_own(stack, request):
    """A server whose one function is busy, in the code that is deployed in the shared server too."""
    server = Server(f"test-{request.node.callspec.indices['sign']}")
    try:
        server.wait_until_ready()
        location = stack.server.client("lambda").get_function(FunctionName=stack.outputs["EchoName"])["Code"]["Location"]
        import urllib.request

        code = urllib.request.urlopen(location).read()
        functions = server.client("lambda")
        role = server.client("iam").create_role(RoleName="r", AssumeRolePolicyDocument="{}")["Role"]["Arn"]
        functions.create_function(FunctionName="busy", Runtime="java25", Role=role, Handler="fixture.Echo::handleRequest",
                                  Code={"ZipFile": code}, Timeout=60, MemorySize=512)
        eventually(lambda: functions.get_function(FunctionName="busy")["Configuration"]["State"] == "Active")
        functions.invoke(FunctionName="busy", InvocationType="Event", Payload=json.dumps({"do": "sleep", "ms": 60_000}))
        eventually(server.jvms)
        yield server
    finally:
        server.stop(signal.SIGKILL)
