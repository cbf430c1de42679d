"""Java functions as Lambda runs them."""

import base64
import json
from concurrent.futures import ThreadPoolExecutor

import pytest
from server import SECRET, eventually


def test_a_function_answers(stack):
    reply = stack.invoke({"do": "echo", "greeting": "grüezi"})
    assert (reply.error, reply.payload) == (None, {"do": "echo", "greeting": "grüezi"})


def test_a_function_reaches_aws_through_the_sdk(stack):
    assert "local-artifacts" in stack.invoke({"do": "list buckets"}).payload


def test_a_timeout_is_told_and_the_next_invocation_starts_anew(stack):
    reply = stack.invoke({"do": "sleep", "ms": 30_000})
    assert (reply.error, reply.payload["errorType"]) == ("Unhandled", "Sandbox.Timedout")
    assert "Task timed out after 6.00 seconds" in reply.payload["errorMessage"]
    assert stack.invoke({"do": "echo"}).error is None


def test_an_exit_is_told_and_the_next_invocation_starts_anew(stack):
    reply = stack.invoke({"do": "exit"})
    assert (reply.error, reply.payload["errorType"]) == ("Unhandled", "Runtime.ExitError")
    assert "exit status 7" in reply.payload["errorMessage"]
    assert stack.invoke({"do": "echo"}).error is None


def test_a_failed_initialisation_is_told_with_its_log(stack):
    reply = stack.invoke({}, "InitFailsName")
    assert reply.error == "Unhandled"
    assert "IllegalStateException" in json.dumps(reply.payload) or "ExceptionInInitializerError" in reply.payload["errorType"]
    assert "about to fail" in base64.b64decode(reply.log).decode()


def test_an_exception_comes_with_its_class_name(stack):
    reply = stack.invoke({"do": "lose the order", "order": 5})
    assert reply.payload["errorType"] == "fixture.OrderLost"
    assert reply.payload["errorMessage"] == "order 5"


def test_a_function_sees_its_own_environment_only(stack):
    variables = stack.invoke({"do": "tell the environment"}).payload
    assert variables["COLOUR"] == "green"
    assert variables["AWS_EXECUTION_ENV"] == "AWS_Lambda_java25"
    assert SECRET not in variables.values()
    expected = ("AWS_", "_AWS_", "LAMBDA_", "_HANDLER", "JAVA_TOOL_OPTIONS", "COLOUR", "PATH", "LANG", "TZ", "PWD")
    assert [name for name in variables if not name.startswith(expected)] == []


def test_the_functions_own_jvm_options_are_honoured(stack):
    options = stack.invoke({"do": "tell the options"}).payload
    assert "-Dfixture.option=honoured" in options
    assert "-XX:MaxHeapSize=419430k" in options


def test_the_log_has_lambdas_lines_and_reaches_cloudwatch(stack):
    stack.invoke({"do": "echo", "mark": "log test"})
    group = f"/aws/lambda/{stack.outputs['EchoName']}"
    client = stack.server.client("logs")

    def lines():
        messages = [event["message"] for event in client.filter_log_events(logGroupName=group)["events"]]
        return messages if any(m.startswith("REPORT") for m in messages) else None

    found = "".join(eventually(lines))
    for part in ("START RequestId: ", "asked to echo", "END RequestId: ", "\tMax Memory Used: ", "\tInit Duration: "):
        assert part in found
    assert "WARNING" not in found


def test_environments_are_capped_and_survive_a_rush(stack):
    with ThreadPoolExecutor(12) as callers:
        replies = list(callers.map(lambda _: stack.invoke({"do": "sleep", "ms": 50}), range(12)))
    assert [reply.error for reply in replies] == [None] * 12
    assert 1 <= len({reply.payload for reply in replies}) <= 2


@pytest.mark.parametrize("times", [2])
def test_an_idle_environment_is_used_again(stack, times):
    seen = {stack.invoke({"do": "sleep", "ms": 1}).payload for _ in range(times)}
    assert len(seen) == 1
