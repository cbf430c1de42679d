"""Judges requests to KMS that name an alias by the key behind it, as AWS does.

https://docs.aws.amazon.com/kms/latest/developerguide/alias-authorization.html
"""


def install() -> None:
    from ministack.core import iam_actions

    resource_of_others = iam_actions.extract_resource_arn

    def resource_arn(service, method, path, headers, body, params, region, account):
        found = resource_of_others(service, method, path, headers, body, params, region, account)
        return key_behind(found) if service == "kms" and ":alias/" in found else found

    iam_actions.extract_resource_arn = resource_arn


def key_behind(alias_arn: str) -> str:
    from ministack.services import kms

    key = kms._resolve_key(alias_arn)
    return key["Arn"] if key else alias_arn
