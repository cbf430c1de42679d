"""DynamoDB served by moto, so that nothing is downloaded and no further JVM runs (PROVIDER_OVERRIDE_DYNAMODB=moto)."""

import threading

from localstack.aws.api.dynamodb import DynamodbApi
from localstack.services.moto import MotoFallbackDispatcher
from localstack.services.plugins import Service, aws_provider


class MotoDynamodb(DynamodbApi):
    """Implements nothing itself: every operation falls through to moto."""


@aws_provider(api="dynamodb", name="moto")
def dynamodb_from_moto():
    return Service.for_provider(MotoDynamodb(), dispatch_table_factory=_one_at_a_time)


def _one_at_a_time(provider: DynamodbApi):
    """moto judges a condition and then writes: two requests at once could both find a lease free."""
    lock = threading.Lock()

    def guarded(operation):
        def call(context, request):
            with lock:
                return operation(context, request)
        return call

    return {name: guarded(operation) for name, operation in MotoFallbackDispatcher(provider).items()}
