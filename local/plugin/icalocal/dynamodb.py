"""DynamoDB served by moto, so that nothing is downloaded and no further JVM runs (PROVIDER_OVERRIDE_DYNAMODB=moto)."""

from localstack.aws.api.dynamodb import DynamodbApi
from localstack.services.moto import MotoFallbackDispatcher
from localstack.services.plugins import Service, aws_provider


class MotoDynamodb(DynamodbApi):
    """Implements nothing itself: every operation falls through to moto."""


@aws_provider(api="dynamodb", name="moto")
def dynamodb_from_moto():
    return Service.for_provider(MotoDynamodb(), dispatch_table_factory=MotoFallbackDispatcher)
