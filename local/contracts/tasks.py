"""Each task held against the service's own model, as botocore ships it."""

import re
from functools import cache

import botocore.loaders
import botocore.model

from contracts.definitions import states
from contracts.integrations import INTEGRATIONS, STATES_ERRORS, UNMODELLED, Integration

RESOURCE = re.compile(r"arn:(?:aws[a-z-]*|\{% .+ %\}):states:::(.+)")
RESULT = re.compile(r"\$states\.result\.(\w+)")
EXPRESSION = re.compile(r"\{%.*%\}", re.DOTALL)
# https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_AttributeValue.html
NUMBER = re.compile(r"-?\d+(\.\d+)?(E[+-]?\d+)?")
OURS = re.compile(r"icaconnect\.failure\.[A-Z]\w+")
# What starting one meets where many are started, by both of the names that AWS has for the first.
STARTING = ("StepFunctions.ExecutionLimitExceeded", "StepFunctions.ExecutionLimitExceededException", "StepFunctions.AWSStepFunctionsException",
            "StepFunctions.ThrottlingException", "StepFunctions.SdkClientException")

# What DynamoDB answers for a while, to any call: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Programming.Errors.html
BUSY = ("ProvisionedThroughputExceededException", "ThrottlingException", "RequestLimitExceededException", "InternalServerErrorException", "SdkClientException")
# They are asked again after a wait.
ASKED_AGAIN = {"Who holds the lease?", "Is the holder still running?"}


@cache
def model(service: str) -> botocore.model.ServiceModel:
    return botocore.model.ServiceModel(botocore.loaders.Loader().load_service_model(service, "service-2"), service)


def faults(definition: dict) -> list[str]:
    """What AWS would refuse, or never answer, of any task or reader."""
    found = []
    for path, state in states(definition):
        if state["Type"] == "Task":
            found += [f"{path}: {fault}" for fault in _task(state)]
        if "ItemReader" in state:
            reader = state["ItemReader"]
            found += [f"{path}/ItemReader: {fault}" for fault in _task({"Resource": reader["Resource"], "Arguments": reader["Arguments"]})]
    return found


def misfits(asked: list[dict]) -> list[str]:
    """What AWS would refuse of arguments as the expressions made them, which `faults` cannot see."""
    return sorted({f"{one['where']}: {fault}" for one in asked for integration in [_integration(one["resource"])] if integration
                   for fault in [*_members(_operation(integration).input_shape, one["arguments"], integration, "Arguments"), *_named(one["arguments"])]})


def untrue(outcomes: dict[str, list]) -> list[str]:
    """Which answers no operation gives. They may have fewer members than AWS gives, and none that it doesn't."""
    found = []
    for name, answers in outcomes.items():
        resource = "arn:aws:states:::lambda:invoke" if re.fullmatch(r"\w+Function", name) else name
        # What a person sends, and the items of a map, are of any shape.
        if not resource.startswith("arn:") or resource.endswith(".waitForTaskToken"):
            continue
        integration = _integration(resource)
        if integration is None:
            found.append(f"{name} is no integration")
            continue
        results = _results(integration)
        for number, answer in enumerate(answers):
            for member, value in answer.items():
                where = f"{number}/{member}"
                faults = _members(results[member], value, integration, where, sent=False) if member in results else [f"{where} is no member"]
                found += [f"{name}: {fault}" for fault in faults]
    return found


def unretried(definition: dict) -> list[str]:
    """Which of what passes by itself ends a task that starts an execution or asks DynamoDB."""
    return [f"{path}: {error} is not tried again" for path, state in states(definition)
            if state["Type"] == "Task" and path not in ASKED_AGAIN
            for error in _passing(state["Resource"]) if not _tries(state, error)]


def _passing(resource: str) -> tuple[str, ...]:
    if ":states:startExecution" in resource:
        return STARTING
    if ":aws-sdk:dynamodb:" in resource:
        return tuple(f"DynamoDb.{name}" for name in (*BUSY, "DynamoDbException"))
    return tuple(f"DynamoDB.{name}" for name in (*BUSY, "AmazonDynamoDBException")) if ":dynamodb:" in resource else ()


def _tries(state: dict, error: str) -> bool:
    first = next((one for one in state.get("Retry", []) if {error, "States.ALL", "States.TaskFailed"} & set(one["ErrorEquals"])), {"MaxAttempts": 0})
    return first.get("MaxAttempts", 3) > 0


def _task(state: dict):
    integration = _integration(state["Resource"])
    if integration is None:
        yield f"{state['Resource']} is no integration"
        return
    yield from _members(_operation(integration).input_shape, state["Arguments"], integration, "Arguments")
    if state["Resource"].endswith(".waitForTaskToken") and "Task.Token" not in str(state["Arguments"]):
        yield "waits for a token that it gives nobody"
    results = _results(integration)
    # What is read of the result of a callback is what the person sends.
    if not state["Resource"].endswith(".waitForTaskToken"):
        for name in sorted(set(RESULT.findall(str({"a": state.get("Assign"), "o": state.get("Output")})))):
            if name not in results:
                yield f"the result has no {name}"
    for handler in state.get("Retry", []) + state.get("Catch", []):
        for error in handler["ErrorEquals"]:
            if not _exists(error, integration):
                yield f"no error is named {error}"


def _integration(resource: str) -> Integration | None:
    match = RESOURCE.fullmatch(resource)
    return INTEGRATIONS.get(match[1]) if match else None


def _operation(integration: Integration) -> botocore.model.OperationModel:
    return model(integration.service).operation_model(integration.operation)


def _results(integration: Integration) -> dict:
    """The members of what it answers, with their shapes where the model has one."""
    shape = model(integration.service).operation_model(integration.answer or integration.operation).output_shape
    members = {_pascal(name): member for name, member in shape.members.items()} if shape else {}
    return {name: members.get(name) for name in integration.result or members}


def _members(shape, value, integration: Integration, where: str, sent: bool = True):
    if isinstance(value, str) and EXPRESSION.fullmatch(value):
        return
    leaf = where.rsplit("/", 1)[-1]
    if leaf in integration.any_json or shape is None:
        return
    match shape.type_name:
        case "structure":
            if not isinstance(value, dict):
                yield f"{where} must be an object"
                return
            members = {_pascal(name): member for name, member in shape.members.items()}
            for name in value:
                if name not in members:
                    yield f"{where} has no member {name}"
                else:
                    yield from _members(members[name], value[name], integration, f"{where}/{name}", sent)
            if shape.name == "AttributeValue" and len(value) != 1:
                yield f"{where} must have one type"
            for name in shape.required_members if sent else []:
                if _pascal(name) not in value:
                    yield f"{where} lacks {_pascal(name)}"
        case "map":
            if not isinstance(value, dict):
                yield f"{where} must be a map"
                return
            for key, item in value.items():
                yield from _members(shape.value, item, integration, f"{where}/{key}", sent)
        case "list":
            if not isinstance(value, list):
                yield f"{where} must be a list"
                return
            for number, item in enumerate(value):
                yield from _members(shape.member, item, integration, f"{where}/{number}", sent)
        case "string" | "blob" | "timestamp":
            if not isinstance(value, str):
                yield f"{where} must be a string"
            elif value not in (enum := shape.metadata.get("enum", [value])):
                yield f"{where} must be one of {', '.join(enum)}"
            elif shape.name == "NumberAttributeValue" and not NUMBER.fullmatch(value):
                yield f"{where} must be a number in text"
        case "boolean":
            if not isinstance(value, bool):
                yield f"{where} must be true or false"
        case "integer" | "long" if isinstance(value, float):
            yield f"{where} must be a whole number"
        case _:
            if isinstance(value, bool) or not isinstance(value, int | float):
                yield f"{where} must be a number"


def _named(arguments):
    """DynamoDB takes no name that is not given, and gives back those that it does not use:
    https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Expressions.ExpressionAttributeNames.html"""
    if not isinstance(arguments, dict):
        return
    used = {name for member, text in arguments.items() if member.endswith("Expression") for name in re.findall(r"[:#]\w+", text)}
    given = {name for member in ("ExpressionAttributeNames", "ExpressionAttributeValues") for name in arguments.get(member, {})}
    yield from (f"Arguments lacks {name}" for name in sorted(used - given))
    yield from (f"Arguments uses {name} nowhere" for name in sorted(given - used))


def _pascal(name: str) -> str:
    return name[0].upper() + name[1:]


def _exists(error: str, integration: Integration) -> bool:
    if error in STATES_ERRORS:
        return True
    if integration.service == "lambda" and OURS.fullmatch(error):
        return True
    prefix, _, name = error.partition(".")
    if prefix != integration.prefix:
        return False
    return name in UNMODELLED[prefix] or name in _modelled(integration.service)


@cache
def _modelled(service: str) -> frozenset[str]:
    """Error shapes as the Java SDK names its classes: with Exception at the end."""
    shapes = model(service).error_shapes
    return frozenset(shape.name if shape.name.endswith("Exception") else shape.name + "Exception" for shape in shapes)
