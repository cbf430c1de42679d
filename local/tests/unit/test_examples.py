"""What the examples declare is what the application takes."""

import json
from pathlib import Path

import pytest
import yaml
from samtranslator.yaml_helper import yaml_parse

EXAMPLES = Path(__file__).resolve().parents[3] / "examples"
SCHEMA = json.loads((EXAMPLES / "ica-bucket-connection.schema.json").read_text())


def connections(template: dict):
    for resource in template["Resources"].values():
        if resource["Type"] == "Custom::IcaBucketConnection":
            yield resource["Properties"]
        if resource["Type"] == "AWS::CloudFormation::StackSet":
            # Plain YAML: what is deployed elsewhere was never read with the short forms of functions.
            yield from connections(yaml.safe_load(resource["Properties"]["TemplateBody"]))


@pytest.mark.parametrize("file", sorted(EXAMPLES.glob("*.yaml")), ids=lambda file: file.name)
def test_an_example_declares_a_connection_by_the_schema(file):
    declared = list(connections(yaml_parse(file.read_text())))
    assert declared
    for properties in declared:
        assert set(SCHEMA["required"]) <= set(properties) <= set(SCHEMA["properties"])


def test_a_connection_elsewhere_is_told_all_that_its_template_asks_for():
    stack_set = yaml_parse((EXAMPLES / "connect-elsewhere.yaml").read_text())["Resources"]["ConnectionElsewhere"]["Properties"]
    asked = yaml.safe_load(stack_set["TemplateBody"])["Parameters"]
    assert {one["ParameterKey"] for one in stack_set["Parameters"]} == set(asked)
