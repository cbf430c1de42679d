"""What state machines and event rules need, and what differs from plain LocalStack."""

import json
import uuid

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


def test_a_journal_entry_is_set_in_a_nested_map(stack):
    stack.server.client("dynamodb").put_item(TableName=stack.outputs["TableName"], Item={"id": {"S": "journal"}, "journal": {"M": {}}})
    arguments = {
        "TableName": stack.outputs["TableName"],
        "Key": {"id": {"S": "journal"}},
        "UpdateExpression": "SET #journal.#step = :entry REMOVE #absent",
        "ExpressionAttributeNames": {"#journal": "journal", "#step": "cors", "#absent": "absent"},
        "ExpressionAttributeValues": {":entry": {"M": {"state": {"S": "{% $uppercase('done') %}"}}}},
        "ReturnValues": "ALL_NEW",
    }
    entry = {"M": {"cors": {"M": {"state": {"S": "DONE"}}}}}
    for resource in ("arn:aws:states:::dynamodb:updateItem", "arn:aws:states:::aws-sdk:dynamodb:updateItem"):
        assert run_task(stack, resource, arguments)["Attributes"]["journal"] == entry


def test_a_cancelled_transaction_is_caught_by_name(stack):
    stack.server.client("dynamodb").put_item(TableName=stack.outputs["TableName"], Item={"id": {"S": "taken"}})
    put = {"TableName": stack.outputs["TableName"], "Item": {"id": {"S": "taken"}}, "ConditionExpression": "attribute_not_exists(id)"}
    failed = run_task(stack, "arn:aws:states:::aws-sdk:dynamodb:transactWriteItems", {"TransactItems": [{"Put": put}]})
    assert failed["Error"] == "DynamoDb.TransactionCanceledException"


def test_the_prefixes_of_errors_are_those_of_the_java_sdk(stack):
    assert run_task(stack, "arn:aws:states:::aws-sdk:iam:getUser", {"UserName": "nobody"})["Error"] == "Iam.NoSuchEntityException"
    assert run_task(stack, "arn:aws:states:::aws-sdk:kms:describeKey", {"KeyId": "none"})["Error"] == "Kms.NotFoundException"


def test_a_task_may_put_events(stack):
    entry = {"Source": "fixture.nobody", "DetailType": "x", "Detail": {"a": 1}}
    assert run_task(stack, "arn:aws:states:::aws-sdk:eventbridge:putEvents", {"Entries": [{**entry, "Detail": '{"a": 1}'}]})["FailedEntryCount"] == 0
    assert run_task(stack, "arn:aws:states:::events:putEvents", {"Entries": [entry]})["FailedEntryCount"] == 0


def test_hashes_and_identifiers_are_computed(stack):
    output = run_task(stack, "arn:aws:states:::aws-sdk:sts:getCallerIdentity", {}, output="{% {'hash': $hash('a', 'SHA-256'), 'id': $uuid()} %}")
    assert output["hash"] == "ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb"
    assert len(output["id"]) == 36


def run_task(stack, resource: str, arguments: dict, output: str = "{% $states.result %}") -> dict:
    """The result of one task, or its error."""
    client = stack.server.client("stepfunctions")
    task = {"Type": "Task", "Resource": resource, "Arguments": arguments, "Output": output, "End": True,
            "Catch": [{"ErrorEquals": ["States.ALL"], "Output": "{% $states.errorOutput %}", "Next": "Failed"}]}
    definition = {"QueryLanguage": "JSONata", "StartAt": "Do", "States": {"Do": task, "Failed": {"Type": "Succeed"}}}
    role = "arn:aws:iam::000000000000:role/any"
    machine = client.create_state_machine(name=f"task-{uuid.uuid4()}", definition=json.dumps(definition), roleArn=role)["stateMachineArn"]
    try:
        return wait_for_execution(stack.server, client.start_execution(stateMachineArn=machine)["executionArn"])
    finally:
        client.delete_state_machine(stateMachineArn=machine)
