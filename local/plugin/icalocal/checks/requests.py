"""Puts a check in front of LocalStack's services."""

from collections.abc import Callable

from localstack.aws.api import CommonServiceException, RequestContext

Check = Callable[[RequestContext, dict], None]


def before(service: str, check: Check, operations: set[str] | None = None) -> None:
    """`check` gets the call and its parameters, and refuses by raising."""
    from localstack.aws.handlers import serve_custom_service_request_handlers

    def handler(chain, context, response):
        if not (context.service and context.operation) or context.is_internal_call:
            return
        if context.service.service_name == service and (operations is None or context.operation.name in operations):
            check(context, context.service_request or {})

    serve_custom_service_request_handlers.append(handler)


def refusal(code: str, message: str, status: int = 400) -> CommonServiceException:
    return CommonServiceException(code, message, status, sender_fault=True)
