"""Walks the definitions on the JSONata that Step Functions documents, as strictly as it does."""

import json
import re
import subprocess

from icalocal.jars import jars
from icalocal.tools import java_home

from contracts import outcomes
from contracts.definitions import CHECKOUT, read
from contracts.integrations import INTEGRATIONS

SEED = 2026
# Enough for every state and catcher; the tests say so.
WALKS = {"connect": 5000, "disconnect": 2400, "disconnect-all": 300, "rotate": 7000, "rotate-due": 600, "connect-many": 60, "audit": 2000, "receive": 100,
         "hub/Keep": 60, "hub/ManyAccounts": 300, "hub/Report": 100}
# Which loops end only because no service answers the same for ever.
MORE = "always one more page"
ENDLESS = {
    "disconnect-all": {"List this stack's users": MORE},
    "hub/Report": {"Read a page": MORE},
}


def walk(name: str, definition: dict | None = None, walks: int | None = None, seed: int = SEED, samples: int = 0, inputs: list | None = None, worst: bool = False) -> dict:
    """Faults, states and outcomes never reached, how much was looked at, what the tasks asked for, how often a walk went from one state to another, the largest that any state had and that any walk ended with."""
    local = CHECKOUT / "local"
    installed = subprocess.run([local / "npm-install", "contracts"], check=True, capture_output=True, text=True).stdout.strip()
    asked = {
        "definition": definition or read(name),
        "inputs": inputs or outcomes.INPUTS[name],
        "outcomes": outcomes.OUTCOMES,
        "walks": walks or (len(inputs) if inputs else WALKS[name]),
        "worst": worst,
        "weighs": bool(inputs),
        "seed": seed,
        "samples": samples,
        "endless": ENDLESS.get(name, {}),
        "anyJson": sorted({member for one in INTEGRATIONS.values() for member in one.any_json}),
    }
    answer = subprocess.run(
        ["node", local / "contracts" / "walk.mjs", installed],
        input=json.dumps(asked), check=True, capture_output=True, text=True,
    )
    return json.loads(answer.stdout)


def texts(value) -> set[str]:
    """Every expression in it, without its marks, but those of chance, which are another each time."""
    if isinstance(value, str):
        return {value[2:-2].strip()} if value.startswith("{%") and value.endswith("%}") and not re.search(r"\$(random|uuid)\(", value) else set()
    members = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return {text for member in members for text in texts(member)}


def differences(samples: list[dict]) -> list[str]:
    """Where the emulator's JSONata answers otherwise than the reference."""
    folder = jars("jsonata")
    answer = subprocess.run(
        [java_home() / "bin" / "java", "-cp", f"{folder}/*", CHECKOUT / "local" / "contracts" / "EmulatorsJsonata.java"],
        input=json.dumps(samples), check=True, capture_output=True, text=True,
    )
    return json.loads(answer.stdout)
