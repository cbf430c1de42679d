"""Documents compared by meaning: what S3 and IAM judge the same is the same, however it is written."""

import json

SETS = ("Action", "NotAction", "Resource", "NotResource")


def cors(rules: list[dict]) -> list[dict]:
    """The order of rules matters, since the first that matches answers; the order inside a rule does not."""
    return [{name: sorted(value) if isinstance(value, list) else value for name, value in sorted(rule.items())} for rule in rules]


def policy(document: dict | None) -> dict | None:
    """Statements are judged all together, so their order is no meaning; one value is the list of that value."""
    if document is None:
        return None
    statements = [_statement(statement) for statement in _list(document["Statement"])]
    return document | {"Statement": sorted(statements, key=json.dumps)}


def _statement(statement: dict) -> dict:
    meant = dict(sorted(statement.items()))
    for name in SETS:
        if name in meant:
            meant[name] = sorted(_list(meant[name]))
    for name in ("Principal", "NotPrincipal"):
        if isinstance(meant.get(name), dict):
            meant[name] = {kind: sorted(_list(who)) for kind, who in sorted(meant[name].items())}
    if "Condition" in meant:
        meant["Condition"] = {operator: {key: sorted(map(_text, _list(values))) for key, values in sorted(keys.items())}
                              for operator, keys in sorted(meant["Condition"].items())}
    return meant


def _list(value: object) -> list:
    return value if isinstance(value, list) else [value]


def _text(value: object) -> str:
    """Conditions compare text: false and "false" are one."""
    return json.dumps(value) if isinstance(value, bool) else str(value)
