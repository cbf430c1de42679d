"""Names of services in state machines: which ones exist, and how their errors are spelt in Catch and Retry."""

ERROR_PREFIXES = {
    "iam": "Iam", "kms": "Kms", "sts": "Sts", "sns": "Sns", "sqs": "Sqs", "ssm": "Ssm",
    "events": "EventBridge", "eventbridge": "EventBridge",
}


def install() -> None:
    from localstack.services.stepfunctions.asl.component.state.state_execution.state_task.service import (
        state_task_service,
        state_task_service_aws_sdk,
    )

    state_task_service.StateTaskService._SERVICE_NAME_SFN_TO_BOTO_OVERRIDES["eventbridge"] = "events"
    state_task_service_aws_sdk._SERVICE_ERROR_NAMES.update(ERROR_PREFIXES)
