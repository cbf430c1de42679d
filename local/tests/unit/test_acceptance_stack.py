"""The last steps of an acceptance run: what AWS does for a stack, and no emulator."""

from types import SimpleNamespace

import pytest
from acceptance_account import RUN, refused

from acceptance import estate, stack


def test_what_no_emulator_does_is_told_where_aws_does_otherwise():
    lines = [{"bucket": "stack", "step": step, "result": stack.EXPECTED.get(f"stack {step}", "ROLLBACK_FAILED"), "seconds": 1} for step in ("backups", "public", "rest")]
    assert stack.unexpected(lines) == []
    lines[0]["result"] = "point-in-time recovery: DISABLED"
    assert stack.unexpected(lines) == ["differs from AWS's documentation: stack backups: there `point-in-time recovery: ENABLED`, here `point-in-time recovery: DISABLED`"]


def test_every_step_of_the_stack_has_what_aws_must_answer():
    run = SimpleNamespace(where=SimpleNamespace(client=None))
    assert {f"stack {step}" for step in stack.OfTheStack(run).steps()} == set(stack.EXPECTED)


PROBED = {"RegistryTableName": "table", "RunsBucketName": "runs", "ConnectionResourceArn": "arn", "ConnectStateMachineArn": "arn", "EventDeadLetterQueueUrl": "https://sqs/1/queue"}
EVENTS = [("First", "CREATE_IN_PROGRESS"), ("First", "CREATE_COMPLETE"), ("Second", "CREATE_IN_PROGRESS"), ("Second", "CREATE_FAILED")]


class Answering:
    """An AWS that answers what it is told to, and nothing else."""

    def __init__(self, **answers) -> None:
        self.region = "us-east-1"
        self._answers = answers

    def client(self, _):
        return self

    def __getattr__(self, operation):
        def call(**_):
            answer = self._answers.get(operation, {})
            if isinstance(answer, Exception):
                raise answer
            return answer

        return call


ALL_BLOCKED = dict.fromkeys(stack.BLOCKED, True)


def of_the_stack(monkeypatch, events=EVENTS, block=ALL_BLOCKED, left=(), untold=()):
    """What the steps come to on an AWS that answers so."""
    monkeypatch.setattr(stack, "Bucket", lambda *_: SimpleNamespace(name="b", create=lambda: None, configuration=lambda: {}))
    monkeypatch.setattr(stack, "PAUSE_SECONDS", 0.001)
    monkeypatch.setattr(stack, "METRIC_SECONDS", 0.05)
    monkeypatch.setattr(estate, "PAUSE_SECONDS", 0.001)
    monkeypatch.setattr(estate, "SEEN_SECONDS", 0.01)
    # The third is asked for after the deletion, which it does not know of yet.
    statuses = iter(["CREATE_IN_PROGRESS", "ROLLBACK_COMPLETE", "ROLLBACK_COMPLETE", "DELETE_IN_PROGRESS"])
    told = [{"LogicalResourceId": name, "ResourceStatus": status, "ResourceStatusReason": "BUCKET_MISSING: x"} for name, status in reversed(events)]
    aws = Answering(
        describe_continuous_backups={"ContinuousBackupsDescription": {"PointInTimeRecoveryDescription": {"PointInTimeRecoveryStatus": "ENABLED"}}},
        get_public_access_block={"PublicAccessBlockConfiguration": block},
        put_bucket_policy=refused("AccessDenied", "put_bucket_policy"),
        describe_stack_events={"StackEvents": told},
    )

    def described(**_):
        if status := next(statuses, None):
            return {"Stacks": [{"StackStatus": status}]}
        raise refused("ValidationError", "describe_stacks")

    aws.describe_stacks = described
    told = iter([[]])
    # The first answer comes too early.
    aws.get_metric_statistics = lambda Namespace, **_: {"Datapoints": next(told, [] if Namespace in untold else [{"SampleCount": 1.0}])}
    run = SimpleNamespace(where=aws, number="1", name=RUN, outputs=PROBED, left=lambda _: list(left))
    lines = [{"bucket": "stack", "step": name, "result": step()} for name, step in stack.OfTheStack(run).steps().items()]
    return stack.unexpected(lines)


def test_as_aws_documents_it_nothing_is_told(monkeypatch):
    assert of_the_stack(monkeypatch) == []


@pytest.mark.parametrize(("answers", "told"), [
    ({"events": [EVENTS[0], EVENTS[2], EVENTS[1], EVENTS[3]]}, "the second did not come after the first"),
    ({"block": {"BlockPublicPolicy": True}}, "blocked: False"),
    ({"left": ["user u"]}, "something is left: user u"),
    ({"untold": ["AWS/SQS"]}, "nothing is told of queues after"),
    ({"untold": ["AWS/States", "AWS/Lambda"]}, "nothing is told of functions, executions after"),
], ids=["at once", "not all blocked", "a user is left", "a queue without metrics", "two without"])
def test_what_aws_documents_otherwise_is_told(monkeypatch, answers, told):
    different = of_the_stack(monkeypatch, **answers)
    assert len(different) == 1
    assert told in different[0]


def test_a_stack_that_does_not_settle_is_told_with_its_state(monkeypatch):
    monkeypatch.setattr(stack, "PAUSE_SECONDS", 0.001)
    monkeypatch.setattr(stack, "SECONDS", 0.01)
    aws = Answering(describe_stacks={"Stacks": [{"StackStatus": "DELETE_IN_PROGRESS"}]})
    assert stack.settled(aws, "s", stack.GONE) == "DELETE_IN_PROGRESS after 0.01 s"
