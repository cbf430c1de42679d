"""Definitions of the workflows, with their states and what the template substitutes."""

import json
import re
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[2]
VALUES = {"IcaPollSeconds": "20", "IcaValidationSeconds": "600", "PersonSeconds": "259200", "RotationDays": "90", "Partition": "aws", "RegistrySchema": "1"}


def names() -> list[str]:
    return sorted(file.name.removesuffix(".asl.json") for file in (CHECKOUT / "statemachine").glob("*.asl.json"))


def read(name: str, **values: str) -> dict:
    """One definition, by these values or the usual ones; a substitution that has none stands for itself."""
    text = (CHECKOUT / "statemachine" / f"{name}.asl.json").read_text()
    return json.loads(re.sub(r"\$\{(\w+)\}", lambda match: (VALUES | values).get(match[1], match[1]), text))


def states(machine: dict, path: str = ""):
    """Every state with its path, those of branches and maps included."""
    for name, state in machine["States"].items():
        yield path + name, state
        for branch in state.get("Branches", []):
            yield from states(branch, f"{path}{name}/")
        if "ItemProcessor" in state:
            yield from states(state["ItemProcessor"], f"{path}{name}/")
