"""Which calls an execution makes. What LocalStack does for itself, and what this benchmark asks, is left out."""

from collections import Counter

from workbench.calls import READS, by_service


def of_the_product(calls: list[dict]) -> dict[str, Counter]:
    """A function's or a workflow's own calls: to S3, IAM, STS, Secrets Manager, DynamoDB, and the functions invoked."""
    return by_service([call for call in calls if _is_product(call)])


def reads_and_writes(operations: Counter) -> tuple[int, int]:
    reads = sum(count for operation, count in operations.items() if operation.startswith(READS))
    return reads, operations.total() - reads


def _is_product(call: dict) -> bool:
    if call["internal"]:  # logs, metrics and assumed roles are how LocalStack runs functions
        return call["service"] in ("lambda", "dynamodb")
    return call["service"] != "stepfunctions"  # this benchmark, that starts executions and watches them
