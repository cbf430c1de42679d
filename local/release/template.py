"""The template as it is released: SAM's macro applied, the workflows within it, the functions in a bucket of the deployer's."""

import json
import os

import yaml
from samtranslator.translator.transform import transform
from samtranslator.yaml_helper import yaml_parse

PARAMETERS = {
    "CodeBucket": {
        "Type": "String",
        "AllowedPattern": "[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]",
        "Description": "The bucket that the functions' artefact of this release was copied to, in the region of the stack.",
    },
    "CodeBucketOfRegion": {
        "Type": "String",
        "Default": "false",
        "AllowedValues": ["true", "false"],
        "Description": "Whether the region's code is added to that name, as in artefacts-eu-west-2, so that one value serves the stacks of every region.",
    },
    "CodePrefix": {
        "Type": "String",
        "Default": "",
        "AllowedPattern": "|[A-Za-z0-9!_.*'()/-]{0,200}/",
        "Description": "The folder of that artefact in the bucket, with its last slash.",
    },
}
INSTALLATION = {
    "Type": "String",
    "Default": "ica-connect",
    "AllowedPattern": "[a-zA-Z][a-zA-Z0-9-]{0,43}",
    "Description": "What everything of this installation is named by, instead of its stack's name. Never changed in a stack that exists.",
}
# E3601 reads definitions before their substitutions are made, and knows integrations of the partition aws only; on some it
# breaks (E1101: "expected str instance, int found"). local/asl-validate checks them as they are afterwards.
LINT = {"cfn-lint": {"config": {"ignore_checks": ["E3601", "E1101"]}}}
OF_REGION = "CodeIsInABucketOfTheRegion"
# The macro replaces addresses, not functions of CloudFormation: this one stands for the code until it has run.
PLACEHOLDER = "code-bucket"


class _NoManagedPolicies:
    """The template names none of AWS's policies."""

    def load(self) -> dict:
        return {}


def released(source, artefact: str) -> str:
    """The text of the template in this checkout, for the functions' artefact of this name."""
    os.environ.setdefault("AWS_DEFAULT_REGION", "us-east-1")
    template = yaml_parse((source / "template.yaml").read_text())
    template["Globals"]["Function"]["CodeUri"] = f"s3://{PLACEHOLDER}/{artefact}"
    for resource in template["Resources"].values():
        _inline(resource, source)
    # Through JSON, so that no two places share an object, which YAML would write as an alias.
    made = json.loads(json.dumps(transform(template, {}, _NoManagedPolicies())))
    made["Parameters"] |= PARAMETERS
    made["Conditions"] = made.get("Conditions", {}) | {OF_REGION: {"Fn::Equals": [{"Ref": "CodeBucketOfRegion"}, "true"]}}
    for resource in made["Resources"].values():
        _address(resource, artefact)
    if "Transform" in made or PLACEHOLDER in json.dumps(made):
        raise SystemExit("The template still needs SAM.")
    return yaml.safe_dump(made, width=1_000_000, allow_unicode=True)


def for_stack_sets(text: str) -> str:
    """The same, with names that are given: a StackSet names its stacks itself, too long for those of functions."""
    template = json.dumps(yaml.safe_load(text))
    named = template.replace("${AWS::StackName}", "${Installation}").replace('{"Ref": "AWS::StackName"}', '{"Ref": "Installation"}')
    made = json.loads(named)
    made["Parameters"]["Installation"] = INSTALLATION
    if "AWS::StackName" in json.dumps(made):
        raise SystemExit("Something is still named by the stack.")
    return yaml.safe_dump(made, width=1_000_000, allow_unicode=True)


def _inline(resource: dict, source) -> None:
    properties = resource.get("Properties", {})
    if resource["Type"] == "AWS::StepFunctions::StateMachine":
        definition = json.loads((source / properties.pop("DefinitionS3Location")).read_text())
        properties["DefinitionString"] = json.dumps(definition, separators=(",", ":"), ensure_ascii=False)
        resource["Metadata"] = LINT


def _address(resource: dict, artefact: str) -> None:
    if resource["Type"] == "AWS::Lambda::Function":
        resource["Properties"]["Code"] = {
            "S3Bucket": {"Fn::If": [OF_REGION, {"Fn::Sub": "${CodeBucket}-${AWS::Region}"}, {"Ref": "CodeBucket"}]},
            "S3Key": {"Fn::Sub": "${CodePrefix}" + artefact},
        }
