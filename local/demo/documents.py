"""How documents are written for people: short things on one line, long ones spread out, so that a diff stays small."""

import json
from difflib import SequenceMatcher

ONE_LINE = 42
"""Characters. `["HEAD", "GET", "PUT", "POST", "DELETE"]` fits; a list of ARNs does not, with one of them or with three."""
ALL = None
"""As context: the whole document."""


def lines(document: object) -> list[str]:
    return [] if document is None else _spread(document, "")


def _spread(value: object, indent: str) -> list[str]:
    short = json.dumps(value)
    if not isinstance(value, dict | list) or len(short) <= ONE_LINE:
        return [indent + short]
    is_list = isinstance(value, list)
    members = [("", member) for member in value] if is_list else [(json.dumps(name) + ": ", member) for name, member in value.items()]
    spread = [indent + "[{"[not is_list]]
    for number, (name, member) in enumerate(members, 1):
        inner = _spread(member, indent + "  ")
        inner[0] = indent + "  " + name + inner[0].lstrip()
        inner[-1] += "," if number < len(members) else ""
        spread += inner
    return spread + [indent + "]}"[not is_list]]


def diff(before: object, after: object, context: int | None = 3) -> list[tuple[str, str]]:
    """Lines with their mark: " ", "-", "+", or "…" where unchanged lines are left out.

    A comma at a line's end is no difference: it only says that something follows.
    """
    old, new = lines(before), lines(after)
    matcher = SequenceMatcher(None, [line.rstrip(",") for line in old], [line.rstrip(",") for line in new], autojunk=False)
    marked, shown = [], 0
    groups = [matcher.get_opcodes()] if context is ALL else matcher.get_grouped_opcodes(context)
    for group in groups:
        if group[0][3] > shown:
            marked.append(("…", ""))
        for kind, old_from, old_to, new_from, new_to in group:
            if kind == "equal":
                marked += [(" ", line) for line in new[new_from:new_to]]
            else:
                marked += [("-", line) for line in old[old_from:old_to]] + [("+", line) for line in new[new_from:new_to]]
        shown = group[-1][4]
    if marked and shown < len(new):
        marked.append(("…", ""))
    return marked
