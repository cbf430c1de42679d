"""The API calls that LocalStack answered, from its request log: services and operations, never parameters."""

import json
from collections import Counter
from pathlib import Path

READS = ("Get", "List", "Head", "Describe", "Options", "Simulate")
OBJECTS = ("PutObject", "DeleteObject", "DeleteObjects")


class Calls:
    def __init__(self, log: Path) -> None:
        self._log = log
        self._mark = len(self._lines())

    def since_the_mark(self) -> list[dict]:
        return [json.loads(line) for line in self._lines()[self._mark:]]

    def _lines(self) -> list[str]:
        return self._log.read_text().splitlines() if self._log.exists() else []


def by_service(calls: list[dict]) -> dict[str, Counter]:
    counted: dict[str, Counter] = {}
    for call in calls:
        counted.setdefault(call["service"], Counter())[call["operation"]] += 1
    return counted


def configuration_writes(calls: list[dict]) -> list[str]:
    """What changed a bucket's configuration, IAM or secrets. The objects that the probe puts and deletes are none."""
    return [f"{call['service']}:{call['operation']}" for call in calls
            if call["service"] in ("s3", "iam", "secretsmanager", "kms") and not call["operation"].startswith(READS)
            and call["operation"] not in OBJECTS]
