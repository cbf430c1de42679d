"""Chapter 2 and 3: warm executions on a bucket of other people, and the same by hand."""

from dataclasses import dataclass, field
from statistics import median

from bench.vendor import ByHand
from workbench.bucket import Bucket
from workbench.connection import Connection
from workbench.execution import Outcome

WARM_UP = 2
POLL_SECONDS = 0.3
"""Rarely: each question takes LocalStack's only processor thread from the execution that is measured."""


@dataclass
class Loop:
    connects: list[Outcome] = field(default_factory=list)
    again: list[Outcome] = field(default_factory=list)
    disconnects: list[Outcome] = field(default_factory=list)
    calls: dict[str, list[dict]] = field(default_factory=dict)
    """Of the last execution of each kind."""

    def states(self) -> list[tuple[str, str, float]]:
        """Name, kind and median seconds of every state of a connect, in the order of the last one."""
        return [(run.name, run.kind, median(each.seconds for outcome in self.connects for each in outcome.history.runs if each.name == run.name))
                for run in self.connects[-1].history.runs]


def by_the_product(connection: Connection, rounds: int, progress) -> Loop:
    """First connect, unchanged connect, disconnect; the bucket is as it was after each round."""
    loop = Loop()
    for number in range(-WARM_UP, rounds):
        progress(f"connect, connect again, disconnect: {'warm-up' if number < 0 else f'round {number + 1} of {rounds}'}")
        for kind, outcomes, verb in (("connect", loop.connects, connection.connect), ("connect again", loop.again, connection.connect),
                                     ("disconnect", loop.disconnects, connection.disconnect)):
            outcome = verb(poll_seconds=POLL_SECONDS)
            if not outcome.succeeded:
                raise RuntimeError(f"{kind} failed: {outcome.document}")
            loop.calls[kind] = connection.calls
            if number >= 0:
                outcomes.append(outcome)
    return loop


def by_hand(hand: ByHand, bucket: Bucket, rounds: int, progress) -> list[dict[str, float]]:
    taken = []
    for number in range(1, rounds + 1):
        progress(f"the vendor's commands by hand: round {number} of {rounds}")
        try:
            taken.append(hand.connect())
        finally:
            hand.clear()
            bucket.delete()
            bucket.create()
    return taken


def seconds(outcomes: list[Outcome]) -> float:
    return median(outcome.history.seconds for outcome in outcomes)
