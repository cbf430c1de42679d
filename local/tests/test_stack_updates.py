"""Stacks that are updated and then deleted."""

import json
import uuid

from server import eventually

TRUST = {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": {"Service": "lambda.amazonaws.com"}, "Action": "sts:AssumeRole"}]}
BASICS = {
    "Type": "AWS::IAM::ManagedPolicy",
    "Properties": {"PolicyDocument": {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:ListBucket", "Resource": "*"}]}},
}
ROLE = {"Type": "AWS::IAM::Role", "Properties": {"AssumeRolePolicyDocument": TRUST, "ManagedPolicyArns": [{"Ref": "Basics"}]}}


def test_what_an_update_has_added_goes_with_the_stack_and_before_what_it_uses(server):
    client, iam = server.client("cloudformation"), server.client("iam")
    name = f"grown-{uuid.uuid4().hex[:8]}"

    def deploy(call, **resources) -> str:
        call(StackName=name, TemplateBody=json.dumps({"Resources": resources}), Capabilities=["CAPABILITY_IAM"])
        return settled()

    def settled() -> str:
        def status():
            found = next(one["StackStatus"] for one in client.list_stacks()["StackSummaries"] if one["StackName"] == name)
            return None if found.endswith("_IN_PROGRESS") else found

        return eventually(status, seconds=60)

    def roles() -> int:
        return sum(one["RoleName"].startswith(name) for one in iam.list_roles()["Roles"])

    assert deploy(client.create_stack, Basics=BASICS, One=ROLE) == "CREATE_COMPLETE"
    assert deploy(client.update_stack, Basics=BASICS, One=ROLE, Another=ROLE) == "UPDATE_COMPLETE"
    assert roles() == 2

    client.delete_stack(StackName=name)
    assert settled() == "DELETE_COMPLETE"
    assert roles() == 0
