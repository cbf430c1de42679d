"""What AWS's own events have, by EventBridge's schema registry, as AWS CDK's service specification ships it; and what we match and read of them."""

import gzip
import json
import re
import subprocess
from functools import cache

from contracts.definitions import CHECKOUT

CODE = CHECKOUT / "functions" / "connector" / "src" / "main" / "java" / "icaconnect"
CALL, ENDED, TAGGED = "aws.states AWS API Call via CloudTrail", "aws.states Step Functions Execution Status Change", "aws.tag Tag Change on Resource"
# Where functions read an event's detail, and what they call it there.
READERS = {
    "trail/TrailRecord.java": {"call": CALL},
    "trail/TrailHandler.java": {"event.at(\"/detail": ENDED},
    "entry/ReplyCause.java": {"detail": ENDED},
    "event/TagEvent.java": {"Json.tree(event.getDetail())": TAGGED},
}
# Every event has these: https://docs.aws.amazon.com/eventbridge/latest/ref/overiew-event-structure.html
ENVELOPE = {"version", "id", "detail-type", "source", "account", "time", "region", "resources", "detail"}
# Of the example on https://docs.aws.amazon.com/step-functions/latest/dg/eventbridge-integration.html (27 November 2026), and not in the registry.
BEYOND = {ENDED: {"inputDetails", "outputDetails"}}


@cache
def _specification() -> dict:
    installed = subprocess.run([CHECKOUT / "local" / "npm-install", "contracts"], check=True, capture_output=True, text=True).stdout.strip()
    with gzip.open(f"{installed}/node_modules/@aws-cdk/aws-service-spec/db.json.gz") as file:
        return json.load(file)["schema"]


@cache
def details() -> dict[str, dict]:
    """The detail of each kind of event, by source and detail type."""
    types = {one["$id"]: one for one in _specification()["eventTypeDefinition"]["entities"]}
    return {f"{one['source']} {one['detailType']}": _object(types, one["rootProperty"]["$ref"]) for one in _specification()["event"]["entities"]}


def _object(types: dict, reference: str) -> dict:
    properties = types[reference]["properties"]
    return {name: {"required": one.get("required", False), "fields": _fields(types, one["type"])} for name, one in properties.items()}


def _fields(types: dict, kind: dict) -> dict | None:
    """Of an object; nothing is known of what any JSON may stand in."""
    return _object(types, kind["reference"]["$ref"]) if kind["type"] == "ref" else None


def unknown(kind: str, path: list[str]) -> bool:
    fields = details()[kind]
    for name in path:
        if fields is None:
            return False
        if name not in fields:
            return True
        fields = fields[name]["fields"]
    return False


def patterns(template: dict) -> dict[str, dict]:
    """Those of AWS's own events."""
    rules = {name: one["Properties"]["EventPattern"] for name, one in template["Resources"].items() if one["Type"] == "AWS::Events::Rule" and "EventPattern" in one["Properties"]}
    return {name: pattern for name, pattern in rules.items() if str(pattern["source"][0]).startswith("aws.")}


def faults(pattern: dict) -> list[str]:
    """What it matches that no such event has."""
    found = [f"no event has {name}" for name in pattern if name not in ENVELOPE]
    for kind in (f"{source} {detail}" for source in pattern["source"] for detail in pattern["detail-type"]):
        if kind not in details():
            found.append(f"there is no event {kind}")
            continue
        found += [f"{kind} has no {'/'.join(path)}" for path in _paths(pattern.get("detail", {})) if unknown(kind, path)]
    return found


def _paths(value, path=()):
    if isinstance(value, dict):
        for name, one in value.items():
            yield from _paths(one, (*path, name))
    else:
        yield list(path)


def read() -> dict[str, set[str]]:
    """What the code reads of each kind."""
    found: dict[str, set[str]] = {}
    for file, variables in READERS.items():
        code = (CODE / file).read_text()
        for variable, kind in variables.items():
            whole = re.escape(variable) + (r'(/[^"]+)"' if '"' in variable else r'\s*\.(?:path|at|get)\("([^"]+)"\)')
            found.setdefault(kind, set()).update(path.strip("/") for path in re.findall(whole, code))
    return found


def amiss(event: dict) -> list[str]:
    """Where an example is no such event."""
    kind = f"{event['source']} {event['detail-type']}"
    fields = details()[kind]
    lacks = [name for name, one in fields.items() if one["required"] and name not in event["detail"]]
    other = [name for name in event["detail"] if name not in fields and name not in BEYOND.get(kind, ())]
    return [f"lacks {name}" for name in lacks] + [f"has {name}" for name in other]
