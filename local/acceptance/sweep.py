"""Finds and deletes everything that carries a run's name; running it twice changes nothing."""

import time

from botocore.exceptions import ClientError

from acceptance.account import Account
from acceptance.estate import empty_and_delete

DELETION_SECONDS = 900


def left(account: Account, run: str) -> list[str]:
    """What of a run is there."""
    found = [f"stack {run}"] if _status(account, run) else []
    found += [f"bucket {name}" for name in _buckets(account, run)]
    found += [f"table {name}" for name in _tables(account, run)]
    found += [f"user {name}" for name in _users(account, run)]
    found += [f"policy {arn}" for arn in _policies(account, run)]
    found += [f"secret {name}" for name in _secrets(account, run)]
    return found + [f"log group {name}" for name in _log_groups(account, run)]


def sweep(account: Account, run: str) -> None:
    iam = account.client("iam")
    for user in _users(account, run):
        for policy in iam.list_attached_user_policies(UserName=user)["AttachedPolicies"]:
            iam.detach_user_policy(UserName=user, PolicyArn=policy["PolicyArn"])
        for key in iam.list_access_keys(UserName=user)["AccessKeyMetadata"]:
            iam.delete_access_key(UserName=user, AccessKeyId=key["AccessKeyId"])
        iam.delete_user(UserName=user)
    for arn in [arn for arn in _policies(account, run) if "ConnectionBoundary" not in arn]:
        for version in iam.list_policy_versions(PolicyArn=arn)["Versions"]:
            if not version["IsDefaultVersion"]:
                iam.delete_policy_version(PolicyArn=arn, VersionId=version["VersionId"])
        try:
            iam.delete_policy(PolicyArn=arn)
        except ClientError as refused:
            # One of the stack's own goes with the stack.
            if refused.response["Error"]["Code"] != "DeleteConflict":
                raise
    for secret in _secrets(account, run):
        account.client("secretsmanager").delete_secret(SecretId=secret, ForceDeleteWithoutRecovery=True)
    for bucket in _buckets(account, run):
        if not bucket.endswith("-artifacts"):
            empty_and_delete(account.client("s3"), bucket)
    for table in _tables(account, run):
        _empty(account, table)
    _delete_stack(account, run)
    for bucket in _buckets(account, run):
        empty_and_delete(account.client("s3"), bucket)
    for table in _tables(account, run):
        account.client("dynamodb").update_table(TableName=table, DeletionProtectionEnabled=False)
        account.client("dynamodb").delete_table(TableName=table)
    # The boundary outlives the stack.
    for arn in _policies(account, run):
        iam.delete_policy(PolicyArn=arn)
    for group in _log_groups(account, run):
        account.client("logs").delete_log_group(logGroupName=group)


def _empty(account: Account, table: str) -> None:
    """What it lists is gone by now; a stack that still lists connections is not deleted."""
    dynamodb = account.client("dynamodb")
    for page in dynamodb.get_paginator("scan").paginate(TableName=table, ProjectionExpression="#key", ExpressionAttributeNames={"#key": "bucket"}):
        for item in page["Items"]:
            dynamodb.delete_item(TableName=table, Key=item)


def wait_until_nothing(account: Account, run: str, seconds: int = 120) -> list[str]:
    """Deletions become visible late."""
    deadline = time.monotonic() + seconds
    while (found := left(account, run)) and time.monotonic() < deadline:
        time.sleep(2)
    return found


def _delete_stack(account: Account, run: str) -> None:
    if not _status(account, run):
        return
    cloudformation = account.client("cloudformation")
    cloudformation.delete_stack(StackName=run)
    deadline = time.monotonic() + DELETION_SECONDS
    while (status := _status(account, run)) and time.monotonic() < deadline:
        if status == "DELETE_FAILED":
            raise RuntimeError(f"The stack {run} is {status}. Remedy: look at its events, then sweep again.")
        time.sleep(2)


def _status(account: Account, run: str) -> str | None:
    try:
        status = account.client("cloudformation").describe_stacks(StackName=run)["Stacks"][0]["StackStatus"]
    except ClientError as refused:
        if refused.response["Error"]["Code"] != "ValidationError":
            raise
        return None
    return None if status == "DELETE_COMPLETE" else status


def _buckets(account: Account, run: str) -> list[str]:
    return [bucket["Name"] for bucket in account.client("s3").list_buckets()["Buckets"] if bucket["Name"].startswith(run)]


def _tables(account: Account, run: str) -> list[str]:
    pages = account.client("dynamodb").get_paginator("list_tables").paginate()
    return [name for page in pages for name in page["TableNames"] if name.startswith(run)]


def _users(account: Account, run: str) -> list[str]:
    pages = account.client("iam").get_paginator("list_users").paginate()
    return [user["UserName"] for page in pages for user in page["Users"] if run in user["UserName"]]


def _policies(account: Account, run: str) -> list[str]:
    pages = account.client("iam").get_paginator("list_policies").paginate(Scope="Local")
    return [policy["Arn"] for page in pages for policy in page["Policies"] if run in policy["Arn"]]


def _secrets(account: Account, run: str) -> list[str]:
    pages = account.client("secretsmanager").get_paginator("list_secrets").paginate()
    return [secret["Name"] for page in pages for secret in page["SecretList"] if run in secret["Name"]]


def _log_groups(account: Account, run: str) -> list[str]:
    pages = account.client("logs").get_paginator("describe_log_groups").paginate()
    return [group["logGroupName"] for page in pages for group in page["logGroups"] if run in group["logGroupName"]]
