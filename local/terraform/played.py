"""Plays a module's own tests without its provider: what a resource is given is there to be looked at, and nothing is made."""

import re
import shutil
import subprocess
import tempfile
from pathlib import Path

# What says how Terraform works on a resource, not what it is.
HOW = re.compile(r"(?ms)^  (?:timeouts|lifecycle) \{\n.*?^  \}\n|^  depends_on += .*?\n")
NAME = re.compile(r"(?<![\w.\"])(data\.)?(aws_\w+)\.(\w+)")
MOCKED = re.compile(r'(?ms)^  mock_data "(\w+)" \{\s+defaults = (\{.*?\})\s+\}')


def faults(terraform: str, folder: Path) -> list[str]:
    """As `terraform test` tells them, of the resources' arguments and the variables."""
    with tempfile.TemporaryDirectory() as place:
        module = Path(place)
        shutil.copytree(folder / "tests", module / "tests")
        shutil.copy(folder / "variables.tf", module)
        tests = list((module / "tests").glob("*.tftest.hcl"))
        mocked = dict(pair for file in tests for pair in MOCKED.findall(file.read_text()))
        for file in tests:
            file.write_text(_named(re.sub(r'(?ms)^mock_provider "aws" \{(?:\}|.*?^\})\n', "", file.read_text())))
        (module / "main.tf").write_text(_named(_values((folder / "main.tf").read_text(), mocked)))
        for command in (["init", "-input=false"], ["test", "-no-color"]):
            ran = subprocess.run([terraform, *command], cwd=module, capture_output=True, text=True)
            if ran.returncode:
                return [f"terraform {command[0]}: {ran.stdout}{ran.stderr}"]
    return []


def _values(text: str, mocked: dict[str, str]) -> str:
    text = re.sub(r'(?m)^data "(\w+)" "(\w+)" \{\}\n', lambda found: f"locals {{\n  data_{found[1]}_{found[2]} = {mocked[found[1]]}\n}}\n", text)
    return re.sub(r'(?ms)^resource "(\w+)" "(\w+)" \{\n(.*?)^\}\n', lambda found: f"locals {{\n  {found[1]}_{found[2]} = {{\n{HOW.sub('', found[3])}  }}\n}}\n", text)


def _named(text: str) -> str:
    return NAME.sub(lambda found: f"local.{'data_' if found[1] else ''}{found[2]}_{found[3]}", text)
