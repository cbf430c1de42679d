"""How long each step may take: its work, and its waits until AWS sees everywhere what was written."""

from dataclasses import dataclass

# AWS gives no time; of users and keys others measured 5 to 60 s (`weather/forecast.py`).
SEEN_SECONDS = 60
WORK_SECONDS = 120
EMULATED = 4
"""On an emulator the functions share one machine with it and with whatever else runs there: bounds are so many times as long."""
LONGEST_SECONDS = 1800
"""What takes longer than its bound goes on until then, so that the run can say how long it took."""


@dataclass(frozen=True)
class Bound:
    seconds: int
    because: str


def _waits(*things: str) -> Bound:
    return Bound(WORK_SECONDS + SEEN_SECONDS * len(things), f"{WORK_SECONDS} s of work" + (f" and {SEEN_SECONDS} s each until AWS sees {', '.join(things)}" if things else ""))


BOUNDS = {
    "stack key": _waits(),
    "stack deploy": Bound(1800, "about 170 resources, in groups that wait for each other"),
    "stack backups": _waits(),
    "stack public": _waits("the block of public access"),
    "stack fails": Bound(900, "a stack of two connections, made, rolled back and deleted"),
    "stack metrics": Bound(1200, "metrics that AWS tells within 15 minutes"),
    "create": _waits(),
    "plan": _waits(),
    "connect": _waits("the user", "its policy", "the access key", "the bucket's policy, CORS rules and key's policy", "the secret"),
    "use": _waits("the permissions of the key"),
    "again": _waits(),
    "audit": _waits(),
    "rotate": _waits("the new access key", "the secret", "the former key's end"),
    "disconnect": _waits("the bucket's policy, CORS rules and key's policy", "the user's end"),
    "compare": _waits("what was given back"),
    "delete": Bound(1500, "the stack, and then looking for what is left for two minutes, twice"),
}


def longer(line: dict, emulated: bool = False) -> str | None:
    """What to say of a step that took longer than it may."""
    bound = BOUNDS.get(f"{line['bucket']} {line['step']}") or BOUNDS.get(line["step"])
    times = EMULATED if emulated else 1
    if bound is None or line["seconds"] <= times * bound.seconds:
        return None
    return f"{line['bucket']} {line['step']} took {line['seconds']} s; it may take {times * bound.seconds}: {bound.because}" + (f", {times} times on an emulator" if emulated else "")
