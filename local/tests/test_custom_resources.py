"""Custom resources as CloudFormation calls them. LocalStack's status of a stack with a failed resource is wrong, so events are looked at."""

import json
import uuid

import pytest
from server import eventually


@pytest.fixture
def things(stack):
    client = stack.server.client("cloudformation")
    name = f"things-{uuid.uuid4().hex[:8]}"
    provider = stack.server.client("lambda").get_function(FunctionName=stack.outputs["ProviderName"])["Configuration"]["FunctionArn"]

    class Things:
        def template(self, **properties) -> str:
            return json.dumps({
                "Resources": {"Thing": {"Type": "Custom::Thing", "Properties": {"ServiceToken": provider, **properties}}},
                "Outputs": {key: {"Value": {"Fn::GetAtt": ["Thing", key]}} for key in ("Kind", "Count")}
                | {"Id": {"Value": {"Ref": "Thing"}}},
            })

        def create(self, **properties):
            client.create_stack(StackName=name, TemplateBody=self.template(**properties))
            return self.settled()

        def update(self, **properties):
            client.update_stack(StackName=name, TemplateBody=self.template(**properties))
            return self.settled()

        def delete(self):
            client.delete_stack(StackName=name)

        def settled(self) -> dict:
            def described():
                found = client.describe_stacks(StackName=name)["Stacks"][0]
                return None if found["StackStatus"].endswith("_IN_PROGRESS") else found

            return {o["OutputKey"]: o["OutputValue"] for o in eventually(described, seconds=60).get("Outputs", [])}

        def reasons(self, status: str) -> str:
            events = client.describe_stack_events(StackName=name)["StackEvents"]
            return " ".join(e.get("ResourceStatusReason", "") for e in events if e["LogicalResourceId"] == "Thing" and e["ResourceStatus"] == status)

        def calls(self) -> str:
            events = stack.server.client("logs").filter_log_events(logGroupName=f"/aws/lambda/{stack.outputs['ProviderName']}")["events"]
            return "\n".join(event["message"] for event in events)

    things = Things()
    yield things
    things.delete()


def test_the_stacks_own_thing_was_created(stack):
    assert {key: stack.outputs[f"Thing{key}"] for key in ("Id", "Kind", "Count", "NestedKey")} == {
        "Id": "first", "Kind": "Create", "Count": "3", "NestedKey": "inner"}


def test_create_update_and_delete_are_called(things):
    assert things.create(Name="a", Answer="SUCCESS", Count=1) == {"Id": "a", "Kind": "Create", "Count": "1"}
    assert things.update(Name="a", Answer="SUCCESS", Count=2) == {"Id": "a", "Kind": "Update", "Count": "2"}
    things.delete()
    eventually(lambda: "Delete a -> a" in things.calls())


def test_a_new_physical_id_deletes_the_old_thing(things):
    things.create(Name="old", Answer="SUCCESS")
    assert things.update(Name="new", Answer="SUCCESS")["Id"] == "new"
    eventually(lambda: "Delete old -> old" in things.calls())


def test_a_failure_fails_the_resource_and_deletes_what_it_named(things):
    things.create(Name="doomed", Answer="FAILED")
    assert "Received response status [FAILED]" in things.reasons("CREATE_FAILED")
    assert "as told" in things.reasons("CREATE_FAILED")
    eventually(lambda: "Delete doomed -> doomed" in things.calls())


def test_no_answer_fails_the_resource_in_time(things):
    things.create(Name="silent", Answer="nothing", ServiceTimeout=2)
    assert "did not receive a response" in things.reasons("CREATE_FAILED")
