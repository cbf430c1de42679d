"""What state machines and event rules need, and what differs from plain LocalStack."""

import json

from conftest import wait_for_execution
from server import eventually


def test_an_exceptions_class_name_reaches_catch(stack):
    assert stack.run({"do": "lose the order", "order": 7}) == {"caught": "fixture.OrderLost", "cause": "order 7"}


def test_a_task_counts_under_a_condition_and_sees_the_new_values(stack):
    first, second = stack.run({"do": "echo"}), stack.run({"do": "echo"})
    assert second["count"] == first["count"] + 1
    assert len(second["id"]) == 36 and second["id"] != first["id"]


def test_a_failed_condition_is_caught_by_name(stack):
    stack.run({"do": "echo"})
    key = {"id": {"S": "counter"}}
    stack.server.client("dynamodb").update_item(TableName=stack.outputs["TableName"], Key=key, UpdateExpression="SET #lease = :other",
                                               ExpressionAttributeNames={"#lease": "lease"}, ExpressionAttributeValues={":other": {"S": "theirs"}})
    try:
        assert stack.run({"do": "echo"}) == {"held": True}
    finally:
        stack.server.client("dynamodb").delete_item(TableName=stack.outputs["TableName"], Key=key)


def test_an_input_transformer_starts_an_execution(stack):
    output = output_after_event(stack, "order", {"order": "nine"})
    assert output == {"caught": "fixture.OrderLost", "cause": "order nine"}


def test_a_constant_input_starts_an_execution(stack):
    assert output_after_event(stack, "ping", {})["count"] >= 1


def output_after_event(stack, kind: str, detail: dict) -> dict:
    client = stack.server.client("stepfunctions")

    def arns():
        return {e["executionArn"] for e in client.list_executions(stateMachineArn=stack.outputs["OrderArn"])["executions"]}

    before = arns()
    stack.server.client("events").put_events(Entries=[{"Source": "fixture.shop", "DetailType": kind, "Detail": json.dumps(detail)}])
    return wait_for_execution(stack.server, eventually(lambda: arns() - before).pop())
