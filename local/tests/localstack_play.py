"""Plays in LocalStack's own virtual environment, without a server, what local/upstream would change there; prints what came of it as JSON."""

import json
from types import SimpleNamespace

from localstack.services.kms.provider import KmsProvider
from localstack.services.s3.cors import S3CorsHandler
from localstack.services.stepfunctions.asl.component.state.state_execution.state_task.service import (
    state_task_service,
    state_task_service_aws_sdk,
)
from localstack.services.stepfunctions.resource_providers import aws_stepfunctions_statemachine


class OneKey(KmsProvider):
    def __init__(self) -> None:
        """No server stands behind it."""

    def _get_kms_key(self, *_, **__):
        return SimpleNamespace(policy="theirs")


def key_policy():
    return OneKey().get_key_policy(SimpleNamespace(account_id="000000000000", region="us-east-1"), {"KeyId": "any"})["Policy"]


def cors():
    def takes(pattern: str, *headers: str) -> bool:
        rule = {"AllowedMethods": ["PUT"], "AllowedOrigins": ["*"], "AllowedHeaders": [pattern]}
        asked = {"Origin": "https://ica.illumina.com", "Access-Control-Request-Headers": ", ".join(headers)}
        return S3CorsHandler._match_rule(rule, "PUT", asked) is not None

    return [takes("x-amz-*", "X-Amz-Date", "x-amz-acl"), takes("x-amz-*", "x-amz-date", "range"), takes("*", "range"), takes("range", "Range")]


def names():
    return {
        "errors": state_task_service_aws_sdk._SERVICE_ERROR_NAMES.get("kms"),
        "service": state_task_service.StateTaskService._SERVICE_NAME_SFN_TO_BOTO_OVERRIDES.get("eventbridge"),
    }


def numbers():
    return aws_stepfunctions_statemachine._apply_substitutions("wait ${Seconds}", {"Seconds": 7})


def attempt(play):
    try:
        return play()
    except Exception as wrong:
        return f"{type(wrong).__name__}: {wrong}"


if __name__ == "__main__":
    print(json.dumps({play.__name__: attempt(play) for play in (key_policy, cors, names, numbers)}))
