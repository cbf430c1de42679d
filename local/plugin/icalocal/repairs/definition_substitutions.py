"""A number put into a state machine's definition: the default of a parameter that a stack's update adds is no text yet."""


def install() -> None:
    from localstack.services.stepfunctions.resource_providers import aws_stepfunctions_statemachine as provider

    with_text_only = provider._apply_substitutions

    def apply_substitutions(definition: str, substitutions: dict[str, object]) -> str:
        return with_text_only(definition, {name: str(value) for name, value in substitutions.items()})

    provider._apply_substitutions = apply_substitutions
