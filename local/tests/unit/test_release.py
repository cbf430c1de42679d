"""What a release is made of, without building it."""

import json
import re
import runpy
import shlex
import sys
from pathlib import Path

import botocore.loaders
import botocore.model
import pytest
import yaml
from botocore import xform_name

LOCAL = Path(__file__).resolve().parents[2]
CHECKOUT = LOCAL.parent
sys.path.insert(0, str(LOCAL / "release"))

from template import for_stack_sets, released  # noqa: E402

TEMPLATE = "Mappings:\n  Application:\n    Release:\n      Version: 1.2.3\n"
ARTEFACT = "functions-1.2.3-0123456789ab.zip"


@pytest.fixture(scope="module")
def text():
    return released(CHECKOUT, ARTEFACT)


@pytest.fixture(scope="module")
def template(text):
    return yaml.safe_load(text)


def test_no_macro_is_left(template):
    assert "Transform" not in template and "Globals" not in template
    assert not [name for name, one in template["Resources"].items() if one["Type"].startswith("AWS::Serverless::")]
    # https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html
    assert len(json.dumps(template)) < 1_000_000 and len(template["Resources"]) <= 500 and len(template["Parameters"]) <= 200


def test_the_same_checkout_gives_the_same_text(text):
    assert released(CHECKOUT, ARTEFACT) == text


def test_names_in_a_stack_set_are_the_installations(text, template):
    """Its stacks are named StackSet-<name>-<36 characters>: https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_StackInstance.html"""
    named = for_stack_sets(text)
    assert "AWS::StackName" not in named
    made = yaml.safe_load(named)
    assert made["Parameters"].pop("Installation")["Default"] == "ica-connect"
    assert made == yaml.safe_load(text.replace("AWS::StackName", "Installation"))
    functions = [one["Properties"] for one in made["Resources"].values() if one["Type"] == "AWS::Lambda::Function"]
    longest = max(len(function["FunctionName"]["Fn::Sub"].replace("${Installation}", "i" * 44)) for function in functions)
    assert longest <= 64 < longest + 13  # with the name of a StackSet's stack it would be too long


def test_every_function_takes_the_artefact_of_this_release(template):
    functions = [one["Properties"] for one in template["Resources"].values() if one["Type"] == "AWS::Lambda::Function"]
    assert len(functions) > 15
    for function in functions:
        assert function["Code"]["S3Key"] == {"Fn::Sub": "${CodePrefix}" + ARTEFACT}
        assert set(function["Code"]) == {"S3Bucket", "S3Key"}


def test_every_workflow_is_the_one_of_its_file(template):
    files = {json.dumps(json.loads(file.read_text()), sort_keys=True) for file in (CHECKOUT / "statemachine").glob("*.json")}
    machines = [one["Properties"] for one in template["Resources"].values() if one["Type"] == "AWS::StepFunctions::StateMachine"]
    assert {json.dumps(json.loads(machine["DefinitionString"]), sort_keys=True) for machine in machines} == files
    assert all("DefinitionS3Location" not in machine and machine["DefinitionSubstitutions"] for machine in machines)


def test_what_the_deployer_gives_stays_a_parameter(template):
    assert "BucketNamePattern" in template["Parameters"] and "Default" not in template["Parameters"]["CodeBucket"]
    assert {"EveryBucketIsAChoice"} <= set(template["Rules"])


def test_nothing_claims_that_the_serverless_application_repository_takes_it():
    """It does not copy what DefinitionS3Location names: https://github.com/aws/serverless-application-model/issues/2000"""
    text = (CHECKOUT / "template.yaml").read_text()
    assert "DefinitionS3Location" in text and "AWS::ServerlessRepo::Application" not in text


CLOUDFORMATION = botocore.model.ServiceModel(botocore.loaders.Loader().load_service_model("cloudformation", "service-2"), "cloudformation")
STACK_SETS = {"create-stack-set": "CreateStackSet", "create-stack-instances": "CreateStackInstances", "update-stack-set": "UpdateStackSet"}
PREFERENCES = {"MaxConcurrentCount": "25", "FailureToleranceCount": "10", "ConcurrencyMode": "SOFT_FAILURE_TOLERANCE"}
PAGES = sorted(file for file in (CHECKOUT / "docs").glob("*.md") if "create-stack-set" in file.read_text())


def commands(page: Path) -> dict[str, dict[str, list[str]]]:
    """Each command about stack sets in a block of its own: its options, with their values."""
    found = {}
    for block in re.findall(r"(?ms)^```\n(.*?)^```", page.read_text()):
        for line in block.replace("\\\n", " ").split("\n"):
            words = shlex.split(line)
            if words[:2] == ["aws", "cloudformation"] and words[2] in STACK_SETS:
                options = found.setdefault(words[2], {})
                for word in words[3:]:
                    if word.startswith("--"):
                        options[word[2:]] = values = []
                    else:
                        values.append(word)
    return found


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_a_page_that_makes_a_stack_set_makes_its_stacks_and_upgrades_them(page):
    found = commands(page)
    assert set(found) == set(STACK_SETS)
    for name in ("create-stack-instances", "update-stack-set"):
        assert {"deployment-targets", "regions", "operation-preferences"} <= set(found[name])
        assert _pairs(found[name]["operation-preferences"][0]) == PREFERENCES
    given, kept = ({_pairs(one)["ParameterKey"] for one in found[name]["parameters"]} for name in ("create-stack-set", "update-stack-set"))
    assert given == kept
    assert all(_pairs(one)["UsePreviousValue"] == "true" for one in found["update-stack-set"]["parameters"])


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_option_about_stack_sets_is_aws_own(page, template):
    for name, options in commands(page).items():
        members = {xform_name(member, "-"): shape for member, shape in CLOUDFORMATION.operation_model(STACK_SETS[name]).input_shape.members.items()}
        assert set(options) <= set(members), name
        for option, values in options.items():
            shape = members[option]
            of = shape.member if shape.type_name == "list" else shape
            assert values and (shape.type_name == "list" or len(values) == 1), option
            for value in values:
                if of.type_name == "structure":
                    pairs = _pairs(value)
                    assert set(pairs) <= set(of.members), option
                    assert all(not of.members[key].enum or said in of.members[key].enum for key, said in pairs.items() if of.members[key].type_name == "string")
                elif getattr(of, "enum", None):
                    assert value in of.enum, option
        assert {_pairs(one)["ParameterKey"] for one in options.get("parameters", [])} <= set(template["Parameters"])


def _pairs(shorthand: str) -> dict[str, str]:
    return dict(pair.split("=", 1) for pair in shorthand.split(","))


@pytest.mark.parametrize("tag, changelog, problems", [
    ("v1.2.3", "# C\n\n## [Unreleased]\n\n## [1.2.3] - 2026-12-01\n- It is.\n", 0),
    ("v1.2.3", "# C\n\n## [1.2.3] - 2026-12-01\n- It is.\n", 0),
    ("v1.2.4", "# C\n\n## [1.2.3] - 2026-12-01\n- It is.\n", 1),
    ("1.2.3", "# C\n\n## [1.2.3] - 2026-12-01\n- It is.\n", 1),
    ("v1.2.3", "# C\n\n## [Unreleased]\n\n### Added\n- More.\n\n## [1.2.3] - 2026-12-01\n- It is.\n", 1),
    ("v1.2.3", "# C\n\n## [1.2.2] - 2026-12-01\n- It was.\n", 1),
    ("v1.2.3", "# C\n\n## [1.2.3]\n- When?\n", 1),
])
def test_a_tag_is_the_version_and_the_changelog_says_what_is_in_it(tag, changelog, problems):
    assert len(runpy.run_path(str(LOCAL / "release" / "check-tag"))["problems"](tag, TEMPLATE, changelog)) == problems


def test_a_new_version_is_written_wherever_it_stands(tmp_path):
    script = tmp_path / "local" / "release" / "set-version"
    script.parent.mkdir(parents=True)
    script.write_text((LOCAL / "release" / "set-version").read_text())
    places = ["template.yaml", "pom.xml", "functions/connector/pom.xml", "cli/pom.xml", "cdk/pom.xml", "functions/system-tests/pom.xml"]
    for place in places:
        (tmp_path / place).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / place).write_text((CHECKOUT / place).read_text())

    runpy.run_path(str(script))["main"]("7.8.9")

    changed = {place: sum(a != b for a, b in zip((tmp_path / place).read_text().split("\n"), (CHECKOUT / place).read_text().split("\n")))
               for place in places}
    assert changed == dict.fromkeys(places, 1)
    with pytest.raises(SystemExit):
        runpy.run_path(str(script))["main"]("7.8")
