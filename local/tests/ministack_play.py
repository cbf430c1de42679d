"""Plays in MiniStack's own virtual environment, without a server, what its repairs are for; prints what came of it as JSON."""

import json
import sys
import time
from pathlib import Path

LOCAL = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(LOCAL), str(LOCAL / "plugin")]

from ministack.core import iam_actions, iam_evaluator  # noqa: E402
from ministack.services import dynamodb, eventbridge, iam, stepfunctions as states  # noqa: E402
from ministack.services.cloudformation import provisioners  # noqa: E402

from ministack_repairs import (  # noqa: E402
    conditional_writes, event_bus_policies, execution_names, failed_executions, java_functions, math_alarms, nested_executions, principal_arns, retriers,
    tables, workflow_fields, workflow_variables,
)

announced = []


def main() -> None:
    states._emit_execution_status_event = lambda execution: announced.append((execution["stateMachineArn"].split(":")[-1], execution["status"]))
    if sys.argv[1:] != ["as it is"]:
        for repair in (
            conditional_writes, event_bus_policies, execution_names, failed_executions, math_alarms, nested_executions, principal_arns, retriers, tables,
            workflow_fields, workflow_variables,
        ):
            repair.install()
    states._s3_object_text = lambda bucket, key: json.dumps({"runs/work.json": ["a", "b"]}[key])
    print(json.dumps({name: attempt(play) for name, play in PLAYS.items()}))


def attempt(play):
    try:
        return play()
    except Exception as wrong:
        return f"{type(wrong).__name__}: {wrong}"


def run(name: str, definition: dict, given=None) -> dict:
    machine(name, definition)
    arn = json.loads(states._start_execution({"stateMachineArn": arn_of(name), "input": json.dumps(given or {})})[2])["executionArn"]
    deadline = time.monotonic() + 20
    while states._executions[arn]["status"] == "RUNNING" and time.monotonic() < deadline:
        time.sleep(0.02)
    ended = states._executions[arn]
    return {"status": ended["status"], "output": json.loads(ended["output"] or "null"), "error": ended.get("error"), "cause": ended.get("cause")}


def machine(name: str, definition: dict) -> None:
    answer = states._create_state_machine({
        "name": name, "definition": json.dumps({"QueryLanguage": "JSONata", **definition}), "roleArn": "arn:aws:iam::000000000000:role/r"})
    assert answer[0] == 200, answer


def arn_of(name: str) -> str:
    return f"arn:aws:states:us-east-1:000000000000:stateMachine:{name}"


def succeed():
    return run("succeed", {"StartAt": "End", "States": {"End": {"Type": "Succeed", "Output": "{% {'was': $states.input.is} %}"}}}, {"is": 7})["output"]


def assign():
    return run("assign", {"StartAt": "One", "States": {
        "One": {"Type": "Pass", "Assign": {"x": 1, "y": 0}, "Next": "Two"},
        "Two": {"Type": "Pass", "Assign": {"x": 2, "y": "{% $x %}"}, "Next": "End"},
        "End": {"Type": "Pass", "Output": "{% [$x, $y] %}", "End": True},
    }})["output"]


def parallel():
    def branch(value):
        return {"StartAt": "Set", "States": {
            "Set": {"Type": "Pass", "Assign": {"mine": value}, "Next": "Rest"},
            "Rest": {"Type": "Wait", "Seconds": 0, "Next": "Say"},
            "Say": {"Type": "Pass", "Output": "{% [$states.input, $mine, $outer] %}", "End": True},
        }}

    return run("parallel", {"StartAt": "Set", "States": {
        "Set": {"Type": "Pass", "Assign": {"outer": "o"}, "Next": "Both"},
        "Both": {"Type": "Parallel", "Branches": [branch("a"), branch("b")], "Arguments": "{% 'argument' %}",
                 "Assign": {"count": "{% $count($states.result) %}"}, "Output": {"both": "{% $states.result %}"}, "Next": "End"},
        "End": {"Type": "Pass", "Output": "{% {'both': $states.input.both, 'count': $count, 'inner': $exists($mine)} %}", "End": True},
    }})["output"]


def children():
    return run("children", {"StartAt": "Set", "States": {
        "Set": {"Type": "Pass", "Assign": {"key": "runs/work.json", "run": "r1"}, "Next": "Each"},
        "Each": {
            "Type": "Map", "Label": "Each", "MaxConcurrency": "{% 1 + 1 %}",
            "ItemReader": {"Resource": "arn:aws:states:::s3:getObject", "ReaderConfig": {"InputType": "JSON"},
                           "Arguments": {"Bucket": "runs", "Key": "{% $key %}"}},
            "ItemSelector": {"value": "{% $states.context.Map.Item.Value %}", "run": "{% $run %}"},
            "ItemProcessor": {"ProcessorConfig": {"Mode": "DISTRIBUTED", "ExecutionType": "STANDARD"}, "StartAt": "Say", "States": {
                "Say": {"Type": "Pass", "End": True, "Output":
                        "{% {'given': $states.input, 'sees': $exists($run), 'own': $contains($states.context.Execution.Id, 'children/Each')} %}"}}},
            "Assign": {"n": "{% $count($states.result) %}"}, "Output": "{% $states.result %}", "Next": "End"},
        "End": {"Type": "Pass", "Output": "{% {'n': $n, 'results': $states.input} %}", "End": True},
    }})["output"]


def timeout():
    return run("timeout", {"StartAt": "Ask", "States": {"Ask": {
        "Type": "Task", "Resource": "arn:aws:states:::states:startExecution.waitForTaskToken", "TimeoutSeconds": "{% 1 - 0.5 %}",
        "Arguments": {"StateMachineArn": arn_of("succeed"), "Input": {"token": "{% $states.context.Task.Token %}"}}, "End": True}}})["error"]


def nested():
    machine("fails", {"StartAt": "No", "States": {"No": {"Type": "Fail", "Error": "Refused", "Cause": "{% '{\"failure\": 1}' %}"}}})
    ended = run("nests", {"StartAt": "Run", "States": {"Run": {
        "Type": "Task", "Resource": "arn:aws:states:::states:startExecution.sync:2", "Arguments": {"StateMachineArn": arn_of("fails"), "Input": {}}, "End": True}}})
    cause = json.loads(ended["cause"])
    return {"error": ended["error"], "Error": cause["Error"], "Cause": cause["Cause"], "Status": cause["Status"],
            "announced": [status for name, status in announced if name == "fails"]}


def failed():
    return run("broken", {"StartAt": "No", "States": {"No": {"Type": "Fail", "Error": "Refused", "Cause": "why"}}})


def twice():
    machine("waits", {"StartAt": "Wait", "States": {"Wait": {"Type": "Wait", "Seconds": 5, "End": True}}})
    asked = {"stateMachineArn": arn_of("waits"), "name": "once", "input": "{}"}
    return [states._start_execution(asked)[0], states._start_execution(asked)[0], states._start_execution({**asked, "input": "[]"})[0]]


def delay():
    """Seconds that it waits between attempts."""
    sleep, waited = states._scaled_sleep, []
    states._scaled_sleep = waited.append
    try:
        run("retries", {"StartAt": "Try", "States": {"Try": {
            "Type": "Parallel", "End": True,
            "Branches": [{"StartAt": "No", "States": {"No": {"Type": "Fail", "Error": "Refused", "Cause": "why"}}}],
            "Retry": [{"ErrorEquals": ["States.ALL"], "IntervalSeconds": 2, "BackoffRate": 10, "MaxDelaySeconds": 5, "MaxAttempts": 3}]}}})
    finally:
        states._scaled_sleep = sleep
    return waited


def bus_policy():
    handler = provisioners._RESOURCE_HANDLERS["AWS::Events::EventBusPolicy"]
    given = {"EventBusName": "news", "StatementId": "Only", "Statement": {"Effect": "Deny", "Principal": "*", "Action": "events:PutEvents"}}
    handler["create"]("Policy", given, "stack")
    handler["update"]("Only", given, {**given, "Statement": {**given["Statement"], "Effect": "Allow"}}, "stack")
    policy = eventbridge._event_bus_policies["news"]
    kept = list(policy["Statement"])
    handler["delete"]("Only", given)
    return {"kept": kept, "left": len(policy["Statement"])}


def math_alarm():
    given = {"Metrics": [{"Id": "sum", "Expression": "SUM(METRICS())"}], "ComparisonOperator": "GreaterThanThreshold", "Threshold": 1}
    return provisioners._cw_metric_alarm_record("alarm", given)["Metrics"]


def table():
    given = {"KeySchema": [{"AttributeName": "bucket", "KeyType": "HASH"}], "TimeToLiveSpecification": {"AttributeName": "expires", "Enabled": True},
             "PointInTimeRecoverySpecification": {"PointInTimeRecoveryEnabled": True}}
    name, _ = provisioners._RESOURCE_HANDLERS["AWS::DynamoDB::Table"]["create"]("Registry", given, "stack")
    return [dynamodb._ttl_settings.get(name), dynamodb._pitr_settings.get(name)]


def variables():
    config = {"Runtime": "java25", "Environment": {"Variables": {"OWN": "1", "HOME": "/own"}}}
    offered = {"OWN": "1", "HOME": "/own", "SECRET_OF_MACHINE": "x", "AWS_ACCESS_KEY_ID": "k", "_HANDLER": "H", "PATH": "/machine"}
    return java_functions.variables(config, offered)


def conditional_write():
    return iam_actions.s3_service_context("s3:PutObject", {}, "/trail/record.json", {"if-none-match": "*"})


def principal_arn() -> str:
    iam._roles["writer"] = {"Arn": "arn:aws:iam::000000000000:role/evidence/writer"}
    session = iam_evaluator.EvalContext(
        principal_arn="arn:aws:sts::000000000000:assumed-role/writer/s", principal_type="AssumedRole", principal_account="000000000000",
        action="s3:PutObject", resource_arn="*", region="us-east-1")
    return iam_evaluator._resolve_condition_key("aws:PrincipalArn", session)


PLAYS = {
    "delay": delay, "succeed": succeed, "assign": assign, "parallel": parallel, "children": children, "timeout": timeout, "nested": nested, "failed": failed, "twice": twice,
    "bus policy": bus_policy, "math alarm": math_alarm, "conditional write": conditional_write, "principal": principal_arn, "table": table, "variables": variables,
}

if __name__ == "__main__":
    main()
    sys.stdout.flush()
