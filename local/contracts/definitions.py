"""Definitions of the workflows, with their states and what the template substitutes."""

import json
import re
from functools import cache
from pathlib import Path

from samtranslator.yaml_helper import yaml_parse

CHECKOUT = Path(__file__).resolve().parents[2]
VALUES = {"IcaPollSeconds": "20", "IcaValidationSeconds": "600", "PersonSeconds": "259200", "RotationDays": "90", "Partition": "aws", "RegistrySchema": "1"}

OF_THE_HUB = {"Partition": "aws", "Region": "us-east-1", "Application": "ica-connect", "Hub": "ica-connect-hub"}


def names() -> list[str]:
    return sorted(file.name.removesuffix(".asl.json") for file in (CHECKOUT / "statemachine").glob("*.asl.json"))


@cache
def organisation(name: str) -> dict:
    return yaml_parse((CHECKOUT / "organisation" / f"{name}.yaml").read_text())


def hubs() -> list[str]:
    """The workflows within the hub's template."""
    return sorted(f"hub/{name}" for name, resource in organisation("hub")["Resources"].items() if resource["Type"] == "AWS::StepFunctions::StateMachine")


def read(name: str, **values: str) -> dict:
    """One definition, by these values or the usual ones; a substitution that has none stands for itself."""
    if name.startswith("hub/"):
        text, values = json.dumps(organisation("hub")["Resources"][name.removeprefix("hub/")]["Properties"]["Definition"]), OF_THE_HUB | values
    else:
        text, values = (CHECKOUT / "statemachine" / f"{name}.asl.json").read_text(), VALUES | values
    return json.loads(re.sub(r"\$\{(\w+)\}", lambda match: values.get(match[1], match[1]), text))


def states(machine: dict, path: str = ""):
    """Every state with its path, those of branches and maps included."""
    for name, state in machine["States"].items():
        yield path + name, state
        for branch in state.get("Branches", []):
            yield from states(branch, f"{path}{name}/")
        if "ItemProcessor" in state:
            yield from states(state["ItemProcessor"], f"{path}{name}/")
