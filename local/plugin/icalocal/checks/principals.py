"""Principals in bucket and key policies must exist, as AWS demands: MalformedPolicy for a deleted user or a mistyped role."""

import json
import re

from icalocal.checks.requests import before, refusal

ALWAYS_ACCEPTED = re.compile(r"\*|\d{12}|arn:aws:iam::\d{12}:root|arn:aws:sts::\d{12}:(assumed-role|federated-user)/.+")
USER_OR_ROLE = re.compile(r"arn:aws:iam::(?P<account>\d{12}):(?P<kind>user|role)/(?P<path_and_name>.+)")


def install() -> None:
    before("s3", check_bucket_policy, {"PutBucketPolicy"})
    before("kms", check_key_policy, {"PutKeyPolicy"})


def check_bucket_policy(context, parameters: dict) -> None:
    statements = statements_of(parameters["Policy"])
    if statements is None:
        return  # LocalStack itself refuses what is not JSON
    if any("Principal" not in s and "NotPrincipal" not in s for s in statements):
        raise refusal("MalformedPolicy", "Missing required field Principal")
    if not all(exists(principal, context) for principal in principals(statements)):
        raise refusal("MalformedPolicy", "Invalid principal in policy")


def check_key_policy(context, parameters: dict) -> None:
    code, statements = "MalformedPolicyDocumentException", statements_of(parameters["Policy"])
    if statements is None:
        raise refusal(code, "The new key policy is not valid JSON")
    if not statements:
        raise refusal(code, "The new key policy will not allow you to update the key policy in the future.")
    if not all(exists(principal, context) for principal in principals(statements)):
        raise refusal(code, "Policy contains a statement with one or more invalid principals.")


def statements_of(document: str) -> list[dict] | None:
    try:
        statements = json.loads(document).get("Statement")
    except (ValueError, AttributeError):
        return None
    return as_list(statements)


def principals(statements: list[dict]) -> list[str]:
    found = []
    for statement in statements:
        block = statement.get("Principal", statement.get("NotPrincipal"))
        if isinstance(block, dict):
            found += as_list(block.get("AWS"))
    return found


def as_list(value) -> list:
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def exists(principal: str, context) -> bool:
    if ALWAYS_ACCEPTED.fullmatch(principal):
        return True
    match = USER_OR_ROLE.fullmatch(principal)
    if not match:
        return False  # an AIDA… or AROA… id stands for a principal that is gone: AWS refuses it as well
    if match["account"] != context.account_id:
        return True  # another account's principals are not known here
    from localstack.aws.connect import connect_to

    iam = connect_to(aws_access_key_id=context.account_id, region_name=context.region).iam
    name = match["path_and_name"].rpartition("/")[2]
    try:
        entity = iam.get_user(UserName=name)["User"] if match["kind"] == "user" else iam.get_role(RoleName=name)["Role"]
    except iam.exceptions.NoSuchEntityException:
        return False
    return entity["Arn"] == principal
