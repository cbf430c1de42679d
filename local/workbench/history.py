"""The states that an execution went through, read from its history."""

from dataclasses import dataclass, field
from datetime import datetime

ENDS = ("ExecutionSucceeded", "ExecutionFailed", "ExecutionTimedOut", "ExecutionAborted")


@dataclass
class StateRun:
    name: str
    kind: str
    """Such as Task or Choice."""
    entered: datetime
    depth: int
    """How many Parallel or Map states it is inside of."""
    exited: datetime | None = None
    attempts: int = 0

    @property
    def seconds(self) -> float | None:
        return (self.exited - self.entered).total_seconds() if self.exited else None

    @property
    def is_step(self) -> bool:
        """Whether it does something outside the state machine."""
        return self.kind == "Task"


@dataclass(frozen=True)
class Turn:
    """A state is entered, or left."""

    run: StateRun
    is_exit: bool


@dataclass
class History:
    """Takes events in the order of their ids, all at once or as they happen."""

    runs: list[StateRun] = field(default_factory=list)
    begin: datetime | None = None
    end: datetime | None = None
    _seen: int = 0
    _depth: dict[int, int] = field(default_factory=lambda: {0: 0})
    _owner: dict[int, StateRun] = field(default_factory=dict)

    def take(self, events: list[dict]) -> list[Turn]:
        """Reads the events that are new, out of all so far."""
        turns = [self._turn(event) for event in events[self._seen:]]
        self._seen = len(events)
        return [turn for turn in turns if turn]

    @property
    def transitions(self) -> int:
        """As Step Functions bills them: one to each state entered, retries included, and the last one to the end."""
        return sum(max(1, run.attempts) for run in self.runs) + (self.end is not None)

    @property
    def seconds(self) -> float:
        return (self.end - self.begin).total_seconds()

    def _turn(self, event: dict) -> Turn | None:
        kind, id, before = event["type"], event["id"], event["previousEventId"]
        self._depth[id] = self._depth[before] + (kind in ("ParallelStateStarted", "MapIterationStarted"))
        if before in self._owner:
            self._owner[id] = self._owner[before]
        if kind == "ExecutionStarted":
            self.begin = event["timestamp"]
        elif kind in ENDS:
            self.end = event["timestamp"]
        elif kind == "TaskScheduled":
            self._owner[id].attempts += 1
        elif kind.endswith("StateEntered"):
            run = StateRun(event["stateEnteredEventDetails"]["name"], kind.removesuffix("StateEntered"), event["timestamp"], self._depth[id])
            self.runs.append(run)
            self._owner[id] = run
            return Turn(run, is_exit=False)
        elif kind.endswith("StateExited"):
            # A Parallel's exit follows the end of one of its branches, so its name tells whose exit it is.
            name = event["stateExitedEventDetails"]["name"]
            run = next(run for run in reversed(self.runs) if run.name == name and not run.exited)
            run.exited = event["timestamp"]
            self._depth[id], self._owner[id] = run.depth, run
            return Turn(run, is_exit=True)
        return None
