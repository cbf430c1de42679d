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
    exited: datetime | None = None
    attempts: int = 0

    @property
    def seconds(self) -> float | None:
        return (self.exited - self.entered).total_seconds() if self.exited else None


@dataclass
class History:
    """Takes events in the order of their ids, all at once or as they happen."""

    runs: list[StateRun] = field(default_factory=list)
    begin: datetime | None = None
    end: datetime | None = None
    _seen: int = 0
    _owner: dict[int, StateRun] = field(default_factory=dict)

    def take(self, events: list[dict]) -> None:
        """Reads the events that are new, out of all so far."""
        for event in events[self._seen:]:
            self._read(event)
        self._seen = len(events)

    @property
    def transitions(self) -> int:
        """As Step Functions bills them: one to each state entered, retries included, and the last one to the end."""
        return sum(max(1, run.attempts) for run in self.runs) + (self.end is not None)

    @property
    def seconds(self) -> float:
        return (self.end - self.begin).total_seconds()

    def _read(self, event: dict) -> None:
        kind, id, before = event["type"], event["id"], event["previousEventId"]
        if before in self._owner:
            self._owner[id] = self._owner[before]
        if kind == "ExecutionStarted":
            self.begin = event["timestamp"]
        elif kind in ENDS:
            self.end = event["timestamp"]
        elif kind == "TaskScheduled":
            self._owner[id].attempts += 1
        elif kind.endswith("StateEntered"):
            run = StateRun(event["stateEnteredEventDetails"]["name"], kind.removesuffix("StateEntered"), event["timestamp"])
            self.runs.append(run)
            self._owner[id] = run
        elif kind.endswith("StateExited"):
            # A Parallel's exit follows the end of one of its branches, so its name tells whose exit it is.
            name = event["stateExitedEventDetails"]["name"]
            run = next(run for run in reversed(self.runs) if run.name == name and not run.exited)
            run.exited = event["timestamp"]
            self._owner[id] = run
