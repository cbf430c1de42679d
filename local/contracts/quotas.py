"""Sizes of what the stack makes, at their largest, against AWS's numbers and the pages that say them."""

import json
from dataclasses import dataclass

from contracts.definitions import CHECKOUT, names
from contracts.template import longest

IAM = "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html"
LAMBDA = "https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html"
LAMBDA_NAME = "https://docs.aws.amazon.com/lambda/latest/api/API_CreateFunction.html"
CLOUDFORMATION = "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html"
STATES = "https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html"
EVENTS = "https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-quota.html"


@dataclass(frozen=True)
class Measure:
    what: str
    size: int
    most: int
    page: str

    @property
    def over(self) -> bool:
        return self.size > self.most

    def __str__(self) -> str:
        return f"{self.what}: {self.size} of {self.most} ({self.page})"


def measures(template: dict) -> list[Measure]:
    found = []
    for name, resource in template["Resources"].items():
        properties = longest(resource.get("Properties", {}), template)
        found += _of(name, resource["Type"], properties)
    found += [
        Measure("bytes of the template", len(json.dumps(template, separators=(",", ":")).encode()), 1_048_576, CLOUDFORMATION),
        Measure("resources", len(template["Resources"]), 500, CLOUDFORMATION),
        Measure("parameters", len(template.get("Parameters", {})), 200, CLOUDFORMATION),
        Measure("outputs", len(template.get("Outputs", {})), 200, CLOUDFORMATION),
        Measure("characters of the description", len(template.get("Description", "").encode()), 1024, CLOUDFORMATION),
    ]
    for name, output in template.get("Outputs", {}).items():
        found.append(Measure(f"characters of the output's name {name}", len(name), 255, CLOUDFORMATION))
        if "Export" in output:
            found.append(Measure(f"characters of the export of {name}", len(longest(output["Export"]["Name"], template)), 255, CLOUDFORMATION))
    return found


# Characters of what is substituted in a definition: 40 of 160 are more than any has.
SUBSTITUTED = 40 * 160


def workflows() -> list[Measure]:
    """The definitions that lie beside the template."""
    return [_definition(name, json.loads((CHECKOUT / "statemachine" / f"{name}.asl.json").read_text())) for name in names()]


def _definition(name: str, definition: dict) -> Measure:
    return Measure(f"bytes of the definition of {name}", len(json.dumps(definition).encode()) + SUBSTITUTED, 1_048_576, STATES)


def _of(name: str, kind: str, properties: dict):
    match kind:
        case "AWS::IAM::Role":
            inline = sum(_characters(policy["PolicyDocument"]) for policy in properties.get("Policies", []))
            yield Measure(f"characters of the inline policies of {name}", inline, 10_240, IAM)
            yield Measure(f"characters of the trust policy of {name}", _characters(properties["AssumeRolePolicyDocument"]), 2_048, IAM)
            yield Measure(f"managed policies of {name}", len(properties.get("ManagedPolicyArns", [])), 10, IAM)
        case "AWS::IAM::ManagedPolicy":
            yield Measure(f"characters of the managed policy {name}", _characters(properties["PolicyDocument"]), 6_144, IAM)
        case "AWS::Lambda::Function":
            variables = properties.get("Environment", {}).get("Variables", {})
            yield Measure(f"bytes of the variables of {name}", len(json.dumps(variables, separators=(",", ":")).encode()), 4_096, LAMBDA)
            yield Measure(f"characters of the name of {name}", len(properties.get("FunctionName", "")), 64, LAMBDA_NAME)
            yield Measure(f"characters of the description of {name}", len(properties.get("Description", "")), 256, LAMBDA_NAME)
            yield Measure(f"seconds of {name}", int(properties.get("Timeout", 3)), 900, LAMBDA)
        case "AWS::StepFunctions::StateMachine":
            yield Measure(f"characters of the name of {name}", len(properties.get("StateMachineName", "")), 80, STATES)
            if "Definition" in properties:
                yield _definition(name, properties["Definition"])
        case "AWS::Events::Rule":
            pattern = json.dumps(properties.get("EventPattern", {}), separators=(",", ":"))
            yield Measure(f"characters of the pattern of {name}", len(pattern), 2_048, EVENTS)
            yield Measure(f"targets of {name}", len(properties.get("Targets", [])), 5, EVENTS)


def _characters(document: dict) -> int:
    """IAM does not count white space."""
    return len("".join(json.dumps(document, separators=(",", ":")).split()))
