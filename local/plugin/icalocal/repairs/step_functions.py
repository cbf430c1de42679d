"""Names of services in state machines: which exist, and how their errors are spelt. And numbers as substitutions."""

ERROR_PREFIXES = {
    "iam": "Iam", "kms": "Kms", "sts": "Sts", "sns": "Sns", "sqs": "Sqs", "ssm": "Ssm",
    "events": "EventBridge", "eventbridge": "EventBridge",
}


def install() -> None:
    from localstack.services.stepfunctions.resource_providers import aws_stepfunctions_statemachine as machine
    from localstack.services.stepfunctions.asl.component.state.state_execution.state_task.service import (
        state_task_service,
        state_task_service_aws_sdk,
    )

    state_task_service.StateTaskService._SERVICE_NAME_SFN_TO_BOTO_OVERRIDES["eventbridge"] = "events"
    state_task_service_aws_sdk._SERVICE_ERROR_NAMES.update(ERROR_PREFIXES)

    apply_substitutions = machine._apply_substitutions
    # A substitution may be a number, such as a parameter's value; LocalStack replaces text by text only.
    machine._apply_substitutions = lambda definition, values: apply_substitutions(
        definition, {name: str(value) for name, value in values.items()})
