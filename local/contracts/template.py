"""template.yaml as CloudFormation gets it after SAM's transform, with values as long as they can be."""

import json
import os
import re
from functools import cache
from pathlib import Path

from samtranslator.translator.transform import transform
from samtranslator.yaml_helper import yaml_parse

from contracts.definitions import CHECKOUT

REGION = "us-gov-west-1"  # among the longest names, in a partition of a long name
PSEUDO = {
    "AWS::Partition": "aws-us-gov",
    "AWS::Region": REGION,
    "AWS::AccountId": "111122223333",
    "AWS::URLSuffix": "amazonaws.com",
    "AWS::StackName": "s" * 44,
    "AWS::StackId": "i" * 140,
}
LONGEST_PARAMETER = 256  # characters, for one whose pattern names no length
LONGEST_ARN = 160  # characters, of any resource of the stack


class _NoManagedPolicies:
    """The template names none of AWS's policies."""

    def load(self) -> dict:
        return {}


@cache
def transformed(file: Path = CHECKOUT / "template.yaml") -> dict:
    os.environ.setdefault("AWS_DEFAULT_REGION", "us-east-1")
    template = yaml_parse(file.read_text())
    # What sam package would have uploaded.
    template["Globals"]["Function"]["CodeUri"] = "s3://bucket/code"
    for resource in template["Resources"].values():
        properties = resource.get("Properties", {})
        for name in ("CodeUri", "DefinitionS3Location"):
            if name in properties:
                properties[name] = "s3://bucket/key"
    return json.loads(json.dumps(transform(template, {}, _NoManagedPolicies())))


def longest(node, template: dict):
    """The node with every intrinsic function replaced by its longest result."""
    if isinstance(node, list):
        items = [longest(item, template) for item in node]
        return [item for item in items if item is not None]
    if not isinstance(node, dict):
        return node
    if len(node) == 1:
        (name, value), = node.items()
        if name == "Ref":
            return _reference(value, template)
        if name == "Fn::GetAtt":
            return "g" * LONGEST_ARN
        if name == "Fn::Sub":
            return _substituted(value, template)
        if name == "Fn::If":
            return max((longest(branch, template) for branch in value[1:]), key=lambda branch: len(json.dumps(branch)))
        if name == "Fn::Join":
            return value[0].join(str(longest(item, template)) for item in value[1])
        if name in ("Fn::Select", "Fn::Split", "Fn::ImportValue", "Fn::FindInMap"):
            return "f" * LONGEST_PARAMETER
    return {name: value for name, value in ((name, longest(value, template)) for name, value in node.items()) if value is not None}


def _reference(name: str, template: dict):
    if name == "AWS::NoValue":
        return None
    if name in PSEUDO:
        return PSEUDO[name]
    parameter = template.get("Parameters", {}).get(name)
    if parameter is None:
        return "r" * LONGEST_ARN
    if "AllowedValues" in parameter:
        return max((str(value) for value in parameter["AllowedValues"]), key=len)
    if parameter["Type"] == "Number":
        return str(parameter.get("MaxValue", 10**6))
    pattern = str(parameter.get("AllowedPattern", ""))
    bound = [int(text) for text in re.findall(r"\{\d+,(\d+)\}", pattern)]
    return "p" * (parameter.get("MaxLength") or (sum(bound) if bound else LONGEST_PARAMETER))


def _substituted(value, template: dict) -> str:
    text, own = (value, {}) if isinstance(value, str) else value

    def one(match):
        name = match[1]
        if name.startswith("!"):
            return "${" + name[1:] + "}"
        if name in own:
            return str(longest(own[name], template))
        return "g" * LONGEST_ARN if "." in name else str(_reference(name, template))

    return re.sub(r"\$\{([^}]+)\}", one, text)
