"""One bucket's connection, driven as a person drives it: by starting executions."""

import json
from collections.abc import Callable

from botocore.exceptions import ClientError

from workbench.calls import Calls
from workbench.execution import POLL_SECONDS, Outcome, run
from workbench.stack import Stack


class Connection:
    def __init__(self, stack: Stack, bucket: str) -> None:
        self._stack = stack
        self.bucket = bucket
        self._sfn = stack.client("stepfunctions")
        self._machines = {verb: stack.outputs()[f"{verb.capitalize()}StateMachineArn"] for verb in ("connect", "disconnect", "rotate")}
        self.calls: list[dict] = []
        """What the last execution asked of AWS."""

    def connect(self, poll_seconds: float = POLL_SECONDS, **request: str) -> Outcome:
        return self._run("connect", request, poll_seconds)

    def disconnect(self, poll_seconds: float = POLL_SECONDS) -> Outcome:
        return self._run("disconnect", {}, poll_seconds)

    def rotate(self, meanwhile: Callable[[], None], poll_seconds: float = POLL_SECONDS) -> Outcome:
        """`meanwhile` does what the rotation waits for."""
        return self._run("rotate", {}, poll_seconds, meanwhile)

    def _run(self, verb: str, request: dict, poll_seconds: float, meanwhile: Callable[[], None] = lambda: None) -> Outcome:
        calls = Calls(self._stack.server.state / "requests.jsonl")
        outcome = run(self._sfn, self._machines[verb], {"bucket": self.bucket, **request}, poll_seconds, meanwhile)
        self.calls = calls.since_the_mark()
        return outcome

    def _is_recorded(self) -> bool:
        key = {"bucket": {"S": self.bucket}}
        return "Item" in self._stack.client("dynamodb").get_item(TableName=self._stack.outputs()["RegistryTableName"], Key=key)

    def _stop_all(self) -> None:
        """Executions of a run that was killed may still be at work on the bucket."""
        for machine in self._machines.values():
            for running in self._sfn.list_executions(stateMachineArn=machine, statusFilter="RUNNING")["executions"]:
                request = json.loads(self._sfn.describe_execution(executionArn=running["executionArn"])["input"])
                if request.get("bucket", request.get("request", {}).get("bucket")) == self.bucket:
                    self._sfn.stop_execution(executionArn=running["executionArn"], cause="Whoever started it is gone.")

    def clear(self) -> None:
        """Takes back what is left of a run that was broken off."""
        self._stop_all()
        if self._is_recorded():
            self.disconnect()

    def leftovers(self, connected: dict) -> dict[str, bool]:
        """What of a connection's own things is gone."""
        iam, secrets = self._stack.client("iam"), self._stack.client("secretsmanager")
        return {
            "IAM user": _is_gone(lambda: iam.get_user(UserName=connected["userName"])),
            "IAM policy": _is_gone(lambda: iam.get_policy(PolicyArn=connected["policyArn"])),
            "Secret": _is_gone(lambda: secrets.get_secret_value(SecretId=connected["secretArn"])),
            "Registry entry": not self._is_recorded(),
        }


def _is_gone(read: Callable) -> bool:
    try:
        read()
        return False
    except ClientError as refused:
        # A secret that waits for its deletion is refused as InvalidRequest, not as unknown.
        return refused.response["Error"]["Code"] in ("NoSuchEntity", "ResourceNotFoundException", "InvalidRequestException")
