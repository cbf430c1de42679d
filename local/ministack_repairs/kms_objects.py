"""Judges what S3 asks of KMS in the name of who reads or writes an object under a customer managed key, as AWS does.

https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingKMSEncryption.html

A key policy that names a user lets in the user's federated sessions, too, within their session policies.
https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies.html#policies_session
"""

from dataclasses import replace

# Whether an object was written under an S3 Bucket Key, which it stays.
UNDER_BUCKET_KEY: dict[tuple[str, str], bool] = {}

# These parts of an object are not under its key.
BESIDE = ("tagging", "acl", "retention", "legal-hold", "attributes", "torrent")


class KeyOfObject(str):
    """The ARN of a key, with the condition keys that S3's request to KMS has."""

    context: dict


def install() -> None:
    from ministack.core import iam_actions, iam_evaluator

    others, resources, judge = iam_actions.s3_additional_checks, iam_actions.s3_access_point_resources, iam_evaluator.enforce

    def checks(method, path, headers, body, query_params):
        return others(method, path, headers, body, query_params) + uses_of_key(method, path, headers, query_params)

    def with_context(resource_arn):
        return [(str(resource_arn), resource_arn.context)] if isinstance(resource_arn, KeyOfObject) else resources(resource_arn)

    def enforce(access_key_id, iam_action, service, region, resource_arn="*", service_context=None):
        asked = "kms" if iam_action.startswith("kms:") else service
        return judge(access_key_id, iam_action, asked, region, resource_arn=resource_arn, service_context=service_context)

    by_name = iam_evaluator.evaluate_resource_policy

    def as_session_or_user(doc, ctx, *more, **named):
        found = by_name(doc, ctx, *more, **named)
        user = user_of(ctx) if found.decision == "ImplicitDeny" and ctx.action.startswith("kms:") else None
        allowed = by_name(doc, replace(ctx, principal_arn=user), *more, **named) if user else found
        return allowed if allowed.decision == "Allow" else found

    iam_evaluator.evaluate_resource_policy = as_session_or_user
    iam_actions.s3_additional_checks, iam_actions.s3_access_point_resources, iam_evaluator.enforce = checks, with_context, enforce


def user_of(ctx) -> str | None:
    """ICA's sessions have their user's name."""
    from ministack.services import iam

    session = ctx.principal_arn.partition(":federated-user/")[2]
    user = iam._users.get_scoped(ctx.principal_account, None, session) if session else None
    return user["Arn"] if user else None


def uses_of_key(method: str, path: str, headers: dict, query_params: dict) -> list[tuple[str, str]]:
    bucket, _, name = path.lstrip("/").partition("/")
    if not name or any(part in query_params for part in BESIDE):
        return []
    if method == "GET" and "uploadId" not in query_params:
        whole = UNDER_BUCKET_KEY.get((bucket, name), under_bucket_key(bucket))
        return uses(["kms:Decrypt"], bucket, name, stored(bucket, name, query_params), whole)
    if method == "PUT" or method == "POST" and "uploads" in query_params:
        return uses(["kms:GenerateDataKey"] + (["kms:Decrypt"] if "uploadId" in query_params else []), bucket, name, wanted(bucket, headers))
    return uses(["kms:Decrypt"], bucket, name, wanted(bucket, headers)) if method == "POST" and "uploadId" in query_params else []


def under_bucket_key(bucket: str) -> bool:
    from ministack.services import s3

    return "<BucketKeyEnabled>true" in (s3._bucket_encryption.get(bucket) or "")


def uses(actions: list[str], bucket: str, name: str, encryption: dict, whole: bool | None = None) -> list[tuple[str, str]]:
    from ministack.core.responses import get_account_id
    from ministack.services import kms

    key = kms._resolve_key(encryption.get("x-amz-server-side-encryption-aws-kms-key-id") or "")
    if not key:
        return []
    whole = under_bucket_key(bucket) if whole is None else whole
    arn = KeyOfObject(key["Arn"])
    arn.context = {
        "kms:ViaService": f"s3.{arn.split(':')[3]}.amazonaws.com",
        "kms:CallerAccount": get_account_id(),
        "kms:EncryptionContext:aws:s3:arn": f"arn:aws:s3:::{bucket}" + ("" if whole else f"/{name}"),
    }
    return [(action, arn) for action in actions]


def wanted(bucket: str, headers: dict) -> dict:
    from ministack.services import s3

    return headers if "x-amz-server-side-encryption" in headers else s3._bucket_default_sse_headers(bucket)


def stored(bucket: str, name: str, query_params: dict) -> dict:
    from ministack.services import s3

    version = (query_params.get("versionId") or [""])[0] if isinstance(query_params.get("versionId"), list) else query_params.get("versionId", "")
    versions = s3._object_versions.get((bucket, name), [])
    found = next((one for one in versions if version and one["version_id"] == version), None)
    found = found or (s3._buckets.get(bucket) or {"objects": {}})["objects"].get(name)
    return s3._stored_sse_headers(found) if found else {}
