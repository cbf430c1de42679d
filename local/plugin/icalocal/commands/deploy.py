"""Builds the application when its sources have changed, deploys it to a LocalStack, and prints the stack's outputs."""

import argparse
import os
import subprocess
import sys
from pathlib import Path

import boto3
from botocore.config import Config

from icalocal.commands.background import Background
from icalocal.commands.build import Build
from icalocal.commands.ica import parameters
from icalocal.settings import CHECKOUT
from icalocal.tools import keep_to_this_machine, venv

REGION = "us-east-1"
ACCOUNT = "test"
ARTIFACTS = "local-artifacts"


def main() -> None:
    parser = argparse.ArgumentParser(prog="local/deploy", description=__doc__)
    parser.add_argument("--port", type=int, default=4566)
    parser.add_argument("--stack", default="ica-connect")
    parser.add_argument("--account", default=ACCOUNT, help="twelve digits, by which LocalStack tells accounts apart; default: its own account")
    parser.add_argument("--region", default=REGION)
    parser.add_argument("--as-stack-set", action="store_true", help="with names by a parameter instead of the stack's, as a release has it for StackSets")
    parser.add_argument("--project", type=Path, default=CHECKOUT, help="folder of template.yaml; default: this checkout")
    parser.add_argument("sam", nargs="*", metavar="-- SAM ARGUMENT", help="for sam deploy, such as --parameter-overrides")
    arguments = parser.parse_args()
    keep_to_this_machine()
    server = Background(arguments.port)
    if not server.is_healthy():
        sys.exit(f"No LocalStack answers at {server.endpoint}; start it: local/up --port {arguments.port}")

    build = Build(arguments.project.absolute())
    build.ensure()
    if arguments.as_stack_set:
        build.template = _for_stack_sets(build.template)
    place = (arguments.account, arguments.region)
    deploy(build, server.endpoint, arguments.stack, arguments.sam + _parameters(arguments), *place)
    for name, value in outputs(server.endpoint, arguments.stack, *place).items():
        print(f"{name}={value}")


def _for_stack_sets(template: Path) -> Path:
    named = template.with_name("template-stackset.yaml")
    sys.path.insert(0, str(CHECKOUT / "local" / "release"))
    from template import for_stack_sets

    named.write_text(for_stack_sets(template.read_text()))
    return named


def _parameters(arguments: argparse.Namespace) -> list[str]:
    """Those of the application, unless others are given: no deployment on this machine is to ask Illumina's ICA by default."""
    given = "--parameter-overrides" in arguments.sam or arguments.project != CHECKOUT
    return [] if given else ["--parameter-overrides", *parameters(arguments.port)]


def deploy(build: Build, endpoint: str, stack: str, more: list[str], account: str = ACCOUNT, region: str = REGION) -> None:
    # Faster than --resolve-s3, which deploys a stack of its own for the bucket.
    artifacts = _bucket(client(endpoint, "s3", account, region), account, region)
    command = [
        venv("tools") / "bin" / "sam", "deploy", "--template-file", build.template, "--stack-name", stack, "--s3-bucket", artifacts,
        "--region", region, "--capabilities", "CAPABILITY_IAM", "CAPABILITY_NAMED_IAM", "CAPABILITY_AUTO_EXPAND",
        "--no-confirm-changeset", "--no-fail-on-empty-changeset", "--no-progressbar", *more,
    ]
    deployed = subprocess.run(command, cwd=build.project, stdout=sys.stderr, env=sam_environment(endpoint, account, region))
    if deployed.returncode:
        sys.exit(deployed.returncode)


def _bucket(s3, account: str, region: str) -> str:
    """A bucket's name is one account's and one region's."""
    if (account, region) == (ACCOUNT, REGION):
        s3.create_bucket(Bucket=ARTIFACTS)
        return ARTIFACTS
    name = f"{ARTIFACTS}-{account}-{region}"
    if name not in [bucket["Name"] for bucket in s3.list_buckets()["Buckets"]]:
        s3.create_bucket(Bucket=name, **({} if region == REGION else {"CreateBucketConfiguration": {"LocationConstraint": region}}))
    return name


def sam_environment(endpoint: str, account: str = ACCOUNT, region: str = REGION) -> dict[str, str]:
    return os.environ | {
        "AWS_ENDPOINT_URL": endpoint,
        "AWS_ACCESS_KEY_ID": account,
        "AWS_SECRET_ACCESS_KEY": "test",
        "AWS_DEFAULT_REGION": region,
        "SAM_CLI_TELEMETRY": "0",
        # Seconds between two looks at the stack. By default most of a deployment is waiting.
        "SAM_CLI_POLL_DELAY": "0.3",
    }


def outputs(endpoint: str, stack: str, account: str = ACCOUNT, region: str = REGION) -> dict[str, str]:
    described = client(endpoint, "cloudformation", account, region).describe_stacks(StackName=stack)["Stacks"][0]
    return {output["OutputKey"]: output["OutputValue"] for output in described.get("Outputs", [])}


def client(endpoint: str, service: str, account: str = ACCOUNT, region: str = REGION):
    return boto3.client(service, endpoint_url=endpoint, region_name=region, aws_access_key_id=account, aws_secret_access_key="test",
                        config=Config(s3={"addressing_style": "path"}))


if __name__ == "__main__":
    main()
