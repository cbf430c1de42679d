"""ExpectedBucketOwner on every S3 call that names a bucket: 403 for another account's bucket. (The owner of a copy's source is not looked at.)"""

import re

from icalocal.checks.requests import before, refusal


def install() -> None:
    before("s3", check_owner)


def check_owner(context, parameters: dict) -> None:
    expected, bucket = parameters.get("ExpectedBucketOwner"), parameters.get("Bucket")
    if not expected or not bucket:
        return
    if not re.fullmatch(r"\d{12}", expected):
        raise refusal("InvalidBucketOwnerAWSAccountID", "The value of the expected bucket owner parameter must be an AWS account ID")
    owner = owner_of(bucket, context.region)
    if owner and owner != expected:
        raise refusal("AccessDenied", "Access Denied", 403)


def owner_of(bucket: str, region: str) -> str | None:
    from localstack.services.s3.models import s3_stores

    for account in list(s3_stores.values()):
        return account[region].global_bucket_map.get(bucket)  # shared by all accounts
    return None
