"""Chapter 6: many buckets by one manifest, and whether a bucket costs the same in a large fleet as in a small one."""

import json
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from bench.traffic import of_the_product, reads_and_writes
from workbench.bucket import Bucket
from workbench.calls import Calls
from workbench.connection import Connection
from workbench.execution import document
from workbench.stack import Stack

SIZES = (10, 20, 40)
AT_A_TIME = 4
PREFIX = "bench-fleet-"
POLL_SECONDS = 0.5
LONGEST_SECONDS = 600


@dataclass(frozen=True)
class Run:
    buckets: int
    seconds: float
    """Of the whole run, with its manifest and its summary."""
    cpu_seconds: float
    """Of LocalStack and its functions: it hardly depends on what else the machine does."""
    calls: dict[str, Counter]

    def calls_a_bucket(self) -> dict[str, float]:
        """By service; reads and writes of IAM apart, since IAM's rates are the narrowest."""
        counted = {service: operations.total() / self.buckets for service, operations in self.calls.items() if service != "iam"}
        for kind, count in zip(("reads", "writes"), reads_and_writes(self.calls["iam"]), strict=True):
            counted[f"iam {kind}"] = count / self.buckets
        return dict(sorted(counted.items()))


class Fleet:
    def __init__(self, stack: Stack) -> None:
        self._stack = stack
        self._s3, self._sfn = stack.client("s3"), stack.client("stepfunctions")
        self._outputs = stack.outputs()
        self._made = 0

    def connect(self, count: int) -> Run:
        manifest = f"manifests/{PREFIX}{count}.json"
        self._s3.put_object(Bucket=self._outputs["RunsBucketName"], Key=manifest, Body=json.dumps(self._create(count)))
        calls = Calls(self._stack.server.state / "requests.jsonl")
        before = self._processor_seconds()
        ended = self._run({"manifest": manifest, "concurrency": AT_A_TIME})
        spent = self._processor_seconds() - before
        if document(ended).get("connected") != count:
            raise RuntimeError(f"not every bucket of {count} was connected: {document(ended)}")
        return Run(count, (ended["stopDate"] - ended["startDate"]).total_seconds(), spent, of_the_product(calls.since_the_mark()))

    def _processor_seconds(self) -> float:
        server = self._stack.server.process()
        times = [process.cpu_times() for process in (server, *server.children(recursive=True))]
        waited_for = times[0].children_user + times[0].children_system
        return waited_for + sum(each.user + each.system for each in times)

    def clear(self) -> None:
        """Also what is left of a run that was broken off."""
        for running in self._sfn.list_executions(stateMachineArn=self._outputs["ConnectManyStateMachineArn"], statusFilter="RUNNING")["executions"]:
            self._sfn.stop_execution(executionArn=running["executionArn"], cause="Whoever started it is gone.")
        left = [bucket["Name"] for bucket in self._s3.list_buckets()["Buckets"] if bucket["Name"].startswith(PREFIX)]
        with ThreadPoolExecutor(AT_A_TIME) as threads:
            list(threads.map(self._clear, left))

    def _create(self, count: int) -> list[str]:
        names = [f"{PREFIX}{self._made + number:03}" for number in range(count)]
        self._made += count
        for name in names:
            self._s3.create_bucket(Bucket=name)
        return names

    def _clear(self, name: str) -> None:
        Connection(self._stack, name).clear()
        Bucket(self._stack, name).delete()

    def _run(self, request: dict) -> dict:
        arn = self._sfn.start_execution(stateMachineArn=self._outputs["ConnectManyStateMachineArn"], input=json.dumps(request))["executionArn"]
        deadline = time.monotonic() + LONGEST_SECONDS
        while (described := self._sfn.describe_execution(executionArn=arn))["status"] == "RUNNING":
            if time.monotonic() > deadline:
                raise RuntimeError(f"not within {LONGEST_SECONDS} s: {arn}")
            time.sleep(POLL_SECONDS)
        return described


def growth(fleet: Fleet, progress) -> list[Run]:
    """The first fleet warms functions and LocalStack up, and is not counted."""
    runs = []
    for size in (AT_A_TIME, *SIZES):
        progress(f"a manifest of {size} buckets, {AT_A_TIME} at a time")
        runs.append(fleet.connect(size))
    return runs[1:]
