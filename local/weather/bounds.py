"""How long a run in some weather may take: what the same takes in none, and what it has to wait for."""

from weather.forecast import KINDS

# `Wait for propagation` of connect and rotate: two seconds more each time, at most 15, and up to two by chance.
LONGEST_PAUSE = 17.0
# A call that is refused is sent again by the SDK or, three seconds later, by the workflow; a few are so more than once.
FAULT = 6.0
# The load of this machine differs from run to run.
LOAD = 2.0


def longest(calm: float, delays: list[float], faults: int) -> float:
    """Whoever looks now and then for what was written sees it a pause later, and pauses are about as long as what has been waited already."""
    return LOAD * calm + sum(delay + min(LONGEST_PAUSE, 4 + delay) for delay in delays) + FAULT * faults


def faults(met: list[str]) -> int:
    """Of the calls that met something, those that were refused or slow. To be told the answer of before is to wait for a write."""
    return sum(line.rsplit(": ", 1)[-1] in KINDS for line in met)
