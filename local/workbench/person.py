"""The person whom a rotation waits for where it has no API key of ICA: answers as docs/rotation.md says."""

import re

from botocore.exceptions import ClientError


def answer(states, dynamodb, table: str, bucket: str) -> bool:
    """Says that ICA has the new key, if the connection's record asks for it; whether it did."""
    item = dynamodb.get_item(TableName=table, Key={"bucket": {"S": bucket}}, ConsistentRead=True).get("Item", {})
    token = re.search(r"send-task-success .*--task-token (\S+)", item.get("todo", {}).get("S", ""))
    if not token:
        return False
    try:
        states.send_task_success(taskToken=token[1], output="{}")
    except ClientError as refused:
        # It was answered a moment ago, and the record still asks.
        if refused.response["Error"]["Code"] not in ("TaskTimedOut", "TaskDoesNotExist", "InvalidToken"):
            raise
        return False
    return True
