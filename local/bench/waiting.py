"""Chapter 5: a first connect where AWS is as far away as it is, and which of its calls wait for another."""

from collections.abc import Callable
from dataclasses import dataclass

from bench.distance import Trip, distances
from workbench.connection import Connection
from workbench.stack import Stack

AFTERWARDS = ("trail",)
"""Nothing of a connect waits for these."""
BRANCHES = (("cors", "bucket-policy"), ("iam", "kms", "credential"))
"""Of `Configure bucket and user`, which run beside each other; all other functions run one after another."""


@dataclass(frozen=True)
class Waiting:
    near: list[float]
    """Seconds of first connects without delays."""
    far: list[float]
    """The same with them."""
    trips: list[Trip]
    """Of the last far one."""

    @property
    def total(self) -> float:
        """Seconds that the calls would have waited one after the other."""
        return sum(trip.delay for trip in self.trips)

    def on_the_path(self, of: Callable[[list[float]], float]) -> float:
        """By the clock: of medians, or of the quickest, whom other work has delayed least."""
        return of(self.far) - of(self.near)

    def by_function(self) -> dict[str, tuple[int, float, float]]:
        """Of each: calls that waited, their waiting one after the other, and that of its longest chain."""
        names = dict.fromkeys(trip.function for trip in self.trips if trip.delay)
        return {name: (len(own), sum(trip.delay for trip in own), chain(own))
                for name in names if (own := [trip for trip in self.trips if trip.function == name and trip.delay])}

    @property
    def chain(self) -> float:
        """Seconds of the calls that each wait for the one before. No machine is too busy to count them."""
        seconds = {name: longest for name, (_, _, longest) in self.by_function().items() if name not in AFTERWARDS}
        beside = [sum(seconds.pop(name, 0) for name in branch) for branch in BRANCHES]
        return sum(seconds.values()) + max(beside)


def chain(trips: list[Trip]) -> float:
    """The most waiting that trips have of which each began when the one before had ended."""
    longest: list[tuple[Trip, float]] = []
    for trip in sorted(trips, key=lambda each: each.begin):
        before = max((waited for other, waited in longest if other.end <= trip.begin), default=0)
        longest.append((trip, before + trip.delay))
    return max((waited for _, waited in longest), default=0)


def measure(stack: Stack, connection: Connection, rounds: int, progress) -> Waiting:
    taken: dict[bool, list[float]] = {False: [], True: []}
    with distances(stack) as ways:
        for number in range(-1, rounds):
            for is_far in (False, True):
                progress(f"connect, {'far' if is_far else 'near'}: {'warm-up' if number < 0 else f'round {number + 1} of {rounds}'}")
                ways.set_out(is_far)
                outcome = connection.connect(poll_seconds=0.3)
                if not outcome.succeeded:
                    raise RuntimeError(f"connect failed: {outcome.document}")
                if number >= 0:
                    taken[is_far].append(outcome.history.seconds)
                trips = ways.trips()
                ways.set_out(is_far=False)
                connection.disconnect(poll_seconds=0.3)
    return Waiting(taken[False], taken[True], trips)
