"""Reads the Terraform modules as files: no provider can be had everywhere that this project is tested."""

import json
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import hcl2
from played import faults as of_tests

CHECKOUT = Path(__file__).resolve().parents[2]
TERRAFORM = CHECKOUT / "terraform"
MODULES = [TERRAFORM, TERRAFORM / "modules" / "connection"]
SCHEMA = CHECKOUT / "examples" / "ica-bucket-connection.schema.json"
BEGIN, END = "<!-- BEGIN_TF_DOCS -->", "<!-- END_TF_DOCS -->"


def read(folder: Path) -> dict:
    """All files of a module as one: blocks by their kind, then by their labels."""
    whole: dict = {}
    for file in sorted(folder.glob("*.tf")):
        with open(file) as text:
            for kind, blocks in hcl2.load(text).items():
                whole.setdefault(kind, []).extend(blocks)
    return whole


def named(module: dict, kind: str) -> dict:
    """The parser has each attribute in a list, since a block may say a name again."""
    return {name: {key: value[0] if isinstance(value, list) else value for key, value in body.items()}
            for block in module.get(kind, []) for name, body in block.items()}


def faults(folder: Path) -> list[str]:
    module, found = read(folder), []
    text = "\n".join(file.read_text() for file in sorted(folder.glob("*.tf")))
    variables = named(module, "variable")
    used = set(re.findall(r"\bvar\.(\w+)", text))
    found += [f"variable {name} is used and not declared" for name in used - set(variables)]
    found += [f"variable {name} is declared and not used" for name in set(variables) - used]
    made = {local for block in module.get("locals", []) for local in block}
    found += [f"local {name} is not there" for name in set(re.findall(r"\blocal\.(\w+)", text)) - made]
    resources = {(kind, name) for block in module.get("resource", []) for kind, of in block.items() for name in of}
    said = set(re.findall(r"(?<!data\.)\b(aws_\w+)\.(\w+)", text))
    found += [f"resource {kind}.{name} is not there" for kind, name in said - resources]
    data = {(kind, name) for block in module.get("data", []) for kind, of in block.items() for name in of}
    found += [f"data {kind}.{name} is not there" for kind, name in set(re.findall(r"\bdata\.(\w+)\.(\w+)", text)) - data]
    for kind in ("variable", "output"):
        found += [f"{kind} {name} has no description" for name, body in named(module, kind).items() if not body.get("description")]
    for name, body in named(module, "module").items():
        found += _call(folder, name, body)
    return [f"{folder.relative_to(CHECKOUT)}: {fault}" for fault in found]


def _call(folder: Path, name: str, body: dict) -> list[str]:
    called = named(read((folder / body["source"]).resolve()), "variable")
    given = set(body) - {"source", "depends_on", "for_each", "count", "providers", "version", "__start_line__", "__end_line__"}
    needed = {one for one, variable in called.items() if "default" not in variable}
    return [f"module {name} has no variable {one}" for one in given - set(called)] + \
        [f"module {name} needs {one}" for one in needed - given]


def order() -> list[str]:
    """What the stack of the application reads, and the stack of a connection, are replaced by what comes before they go."""
    application, connection = (read(module) for module in MODULES)
    objects = _resources(application, "aws_s3_object")
    stack = str(_resources(application, "aws_cloudformation_stack")["application"])
    first = {f"aws_s3_object.{name}": objects.get(name, {}) for name in re.findall(r"aws_s3_object\.(\w+)", stack)}
    found = [] if set(objects) == {name.split(".")[1] for name in first} else [f"the stack depends on {sorted(first)} only, of {sorted(objects)}"]
    first["aws_cloudformation_stack.connection"] = _resources(connection, "aws_cloudformation_stack")["connection"]
    return found + [f"{name} goes before there is another: it has no create_before_destroy" for name, body in first.items()
                    if not any(each.get("create_before_destroy") for each in body.get("lifecycle", []))]


def _resources(module: dict, kind: str) -> dict:
    return {name: body for block in module["resource"] for name, body in block.get(kind, {}).items()}


def snake(name: str) -> str:
    return re.sub(r"(?<!^)(?=[A-Z])", "_", name).lower()


def properties() -> list[str]:
    """The connection's variables are the properties of the custom resource, each passed on under its own name."""
    wished = json.loads(SCHEMA.read_text())["properties"]
    module = MODULES[1]
    passed = dict(re.findall(r"(?m)^ +([A-Z]\w+) += var\.(\w+)$", (module / "main.tf").read_text()))
    found = [] if passed == {name: snake(name) for name in wished} else [f"properties are passed as {passed}"]
    variables = set(named(read(module), "variable")) - {"stack_name", "tags"}
    return found + ([] if variables == {snake(name) for name in wished} else [f"variables are {sorted(variables)}"])


def tables(folder: Path) -> str:
    module = read(folder)
    lines = [BEGIN, "## Inputs", "", "| name | description | type | default |", "| --- | --- | --- | --- |"]
    for name, body in sorted(named(module, "variable").items()):
        default = f"`{json.dumps(body['default'])}`" if "default" in body else "required"
        lines.append(f"| `{name}` | {_text(body)} | `{str(body['type']).strip('${}')}` | {default} |")
    lines += ["", "## Outputs", "", "| name | description |", "| --- | --- |"]
    lines += [f"| `{name}` | {_text(body)} |" for name, body in sorted(named(module, "output").items())]
    return "\n".join([*lines, END])


def _text(body: dict) -> str:
    return body["description"].replace('\\"', '"')


def readme(folder: Path, write: bool) -> list[str]:
    file = folder / "README.md"
    before = file.read_text()
    after = re.sub(f"(?s){BEGIN}.*{END}", lambda _: tables(folder), before)
    if write:
        file.write_text(after)
    return [] if write or before == after else [f"{file.relative_to(CHECKOUT)} is old: local/terraform-check --write"]


def evaluated() -> list[str]:
    """Terraform itself, on what needs no provider: the layout, and the variables and locals of the connection."""
    terraform = shutil.which("terraform") or shutil.which("tofu")
    if terraform is None:
        print("TERRAFORM NOT RUN: there is none here; the modules were read as files")
        return []
    laid = subprocess.run([terraform, "fmt", "-check", "-recursive", TERRAFORM], capture_output=True, text=True)
    found = [f"layout differs, terraform fmt -recursive terraform: {laid.stdout}"] if laid.returncode else []
    found += [f"{folder.relative_to(CHECKOUT)}: {fault}" for folder in MODULES for fault in of_tests(terraform, folder)]
    with tempfile.TemporaryDirectory() as folder:
        module = Path(folder)
        shutil.copy(MODULES[1] / "variables.tf", module)
        block = re.search(r"(?ms)^locals \{.*?^\}", (MODULES[1] / "main.tf").read_text())[0]
        (module / "main.tf").write_text(block + '\noutput "properties" {\n  value = jsonencode(local.properties)\n}\n')
        subprocess.run([terraform, "init", "-input=false"], cwd=module, check=True, capture_output=True)
        few = {"service_token": "arn", "bucket_name": "lab"}
        found += _says(terraform, module, few, {"ServiceToken": "arn", "BucketName": "lab", "ServiceTimeout": 3600})
        more = few | {"prefix": "ica/", "cross_account_copy": "true", "exempt_sids": '["A"]', "permissions": "extended"}
        found += _says(terraform, module, more, {
            "ServiceToken": "arn", "BucketName": "lab", "ServiceTimeout": 3600, "Prefix": "ica/", "CrossAccountCopy": True,
            "ExemptSids": ["A"], "Permissions": "extended"})
        for wrong in ({"prefix": "ica"}, {"permissions": "all"}, {"service_timeout": "60"}, {"deny_statements": "no"}):
            found += _says(terraform, module, few | wrong, None)
    return found


def _says(terraform: str, module: Path, variables: dict, wished: dict | None) -> list[str]:
    given = [f"-var={name}={value}" for name, value in variables.items()]
    ran = subprocess.run([terraform, "apply", "-auto-approve", "-input=false", *given], cwd=module, capture_output=True, text=True)
    if wished is None or ran.returncode:
        return [] if wished is None and ran.returncode else [f"{variables} is taken otherwise: {ran.stdout}{ran.stderr}"]
    said = json.loads(json.loads(subprocess.run([terraform, "output", "-json"], cwd=module, check=True, capture_output=True, text=True).stdout)
                      ["properties"]["value"])
    return [] if said == wished else [f"{variables} is taken as {said}"]


def main(arguments: list[str]) -> int:
    examples = sorted(folder for folder in (TERRAFORM / "examples").iterdir())
    found = [fault for folder in [*MODULES, *examples] for fault in faults(folder)]
    found += properties() + order() + [fault for folder in MODULES for fault in readme(folder, arguments == ["--write"])] + evaluated()
    print(*found, sep="\n", end="\n" if found else "")
    return bool(found)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
