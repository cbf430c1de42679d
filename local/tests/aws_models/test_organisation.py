"""organisation/, whose workflows are within its template, against AWS's models as the application's own are."""

import json
import re
import subprocess

import pytest
from samtranslator.yaml_helper import yaml_parse

from contracts import expressions, permissions, tasks
from contracts.definitions import CHECKOUT

HUB, MEMBER = (yaml_parse((CHECKOUT / "organisation" / name).read_text()) for name in ("hub.yaml", "member.yaml"))
MACHINES = sorted(name for name, resource in HUB["Resources"].items() if resource["Type"] == "AWS::StepFunctions::StateMachine")
VALUES = {"Partition": "aws", "Region": "us-east-1", "Application": "ica-connect", "Hub": "ica-connect-hub"}


def definition(machine: str) -> dict:
    text = json.dumps(HUB["Resources"][machine]["Properties"]["Definition"])
    return json.loads(re.sub(r"\$\{(\w+)\}", lambda match: VALUES.get(match[1], match[1]), text))


@pytest.mark.parametrize("machine", MACHINES)
def test_a_workflow_of_the_hub_is_one(machine, tmp_path):
    file = tmp_path / f"{machine}.asl.json"
    # The linter takes an expression of one line only.
    file.write_text(re.sub(r"(?<!\\)\\n *", " ", json.dumps(definition(machine))))
    subprocess.run([CHECKOUT / "local" / "asl-validate", file], check=True)
    assert tasks.faults(definition(machine)) == []


@pytest.mark.parametrize("machine", MACHINES)
def test_every_path_of_it_evaluates_on_the_jsonata_of_step_functions_and_of_the_emulator(machine):
    walked = expressions.walk(f"hub/{machine}", definition(machine), samples=3)
    assert walked["faults"] == []
    assert walked["unreached"] == []
    assert expressions.differences(walked["sampled"]) == []


@pytest.mark.parametrize("machine", MACHINES)
def test_it_may_do_what_its_tasks_do(machine):
    assert permissions.ungranted(machine, definition(machine), HUB) == []


@pytest.mark.parametrize("template", [HUB, MEMBER], ids=["hub", "member"])
def test_every_permission_is_in_the_service_authorization_reference(template):
    assert permissions.faults(template) == []
