"""transform.py TEMPLATE: prints the template as CloudFormation gets it, without SAM's macro."""

import json
import sys

from samcli.yamlhelper import yaml_parse
from samtranslator.public.translator import ManagedPolicyLoader
from samtranslator.translator.transform import transform

ARTIFACT = "s3://artifacts/functions.zip"


def packaged(template: dict) -> dict:
    """What `sam package` does first: folders and files of this checkout become addresses."""
    for resource in template["Resources"].values():
        properties = resource.get("Properties", {})
        if resource["Type"] == "AWS::Serverless::Function":
            properties["CodeUri"] = ARTIFACT
        if "DefinitionS3Location" in properties:
            properties["DefinitionS3Location"] = "s3://artifacts/" + properties["DefinitionS3Location"]
    template.get("Globals", {}).get("Function", {}).pop("CodeUri", None)
    return template


with open(sys.argv[1], encoding="utf-8") as file:
    template = packaged(yaml_parse(file.read()))
print(json.dumps(transform(template, {}, ManagedPolicyLoader(None))))
