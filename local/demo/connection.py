"""What the demo does with the product: the same calls that a person makes, and nothing behind its back."""

import json
from collections.abc import Callable

from botocore.exceptions import ClientError

from demo import bucket
from workbench import execution
from workbench.calls import Calls, configuration_writes
from workbench.execution import Outcome
from workbench.stack import Stack


class Connection:
    def __init__(self, stack: Stack) -> None:
        self._stack = stack
        self._sfn = stack.client("stepfunctions")
        self._machines = {verb: stack.outputs()[f"{verb.capitalize()}StateMachineArn"] for verb in ("connect", "disconnect")}
        self.writes: list[str] = []
        """What the last execution wrote into configuration."""

    def connect(self, watch: Callable, **request: str) -> Outcome:
        return self._run("connect", {"bucket": bucket.NAME, **request}, watch)

    def disconnect(self, watch: Callable = lambda *_: None) -> Outcome:
        return self._run("disconnect", {"bucket": bucket.NAME}, watch)

    def _run(self, verb: str, request: dict, watch: Callable) -> Outcome:
        calls = Calls(self._stack.server.state / "requests.jsonl")
        outcome = execution.run(self._sfn, self._machines[verb], request, watch)
        self.writes = configuration_writes(calls.since_the_mark())
        return outcome

    def is_recorded(self) -> bool:
        key = {"bucket": {"S": bucket.NAME}}
        return "Item" in self._stack.client("dynamodb").get_item(TableName=self._stack.outputs()["RegistryTableName"], Key=key)

    def stop_all(self) -> None:
        """Executions of a demo that was killed may still be at work on the bucket."""
        for machine in self._machines.values():
            for running in self._sfn.list_executions(stateMachineArn=machine, statusFilter="RUNNING")["executions"]:
                request = json.loads(self._sfn.describe_execution(executionArn=running["executionArn"])["input"])
                if request.get("bucket", request.get("request", {}).get("bucket")) == bucket.NAME:
                    self._sfn.stop_execution(executionArn=running["executionArn"], cause="The demo that started it is gone.")

    def leftovers(self, connected: dict) -> dict[str, bool]:
        """What of a connection's own things is gone."""
        iam, secrets = self._stack.client("iam"), self._stack.client("secretsmanager")
        return {
            "IAM user": _is_gone(lambda: iam.get_user(UserName=connected["userName"])),
            "IAM policy": _is_gone(lambda: iam.get_policy(PolicyArn=connected["policyArn"])),
            "Secret": _is_gone(lambda: secrets.get_secret_value(SecretId=connected["secretArn"])),
            "Registry entry": not self.is_recorded(),
        }


def _is_gone(read: Callable) -> bool:
    try:
        read()
        return False
    except ClientError as refused:
        # A secret that waits for its deletion is refused as InvalidRequest, not as unknown.
        return refused.response["Error"]["Code"] in ("NoSuchEntity", "ResourceNotFoundException", "InvalidRequestException")
