"""Chapter 1: the first answer of each function, beside the naive handler's. Chapter 4: what they carry and load."""

import tempfile
import zipfile
from dataclasses import dataclass
from pathlib import Path

from bench.candidate import Candidate, by_origin, loaded_classes, noting_classes
from bench.candidates import STEPS
from bench.first_answer import FirstAnswer, answer_of_a_snapshot, first_answer, ready
from workbench.stack import Stack

NAIVE = "naive"
NAIVE_C1 = "naive, C1"
PRODUCT = "product"
WITH_ARCHIVE = "product, archive"
"""As the local executor starts it."""
SNAPSHOT = "product, snapshot"
"""A stand-in for SnapStart: a process that is initialised and has rehearsed, from its first invocation on."""
WAYS = (NAIVE, NAIVE_C1, PRODUCT, WITH_ARCHIVE, SNAPSHOT)


@dataclass(frozen=True)
class Entrant:
    """One function's job, done in one way."""

    function: str
    way: str
    candidate: Candidate
    command: list[str]
    event: dict


@dataclass(frozen=True)
class Loaded:
    """Classes until the first answer."""

    all: int
    archived: int
    by_origin: list[tuple[str, int, int]]


class Starts:
    def __init__(self, stack: Stack, functions: list[Candidate], naive: Candidate, connected: dict) -> None:
        """`connected` is the outcome of a connect: the functions read all that they ever read about it, and change nothing."""
        self._stack = stack
        self._account = stack.account()
        self._all = functions
        self._functions = [function for function in functions if function.name in STEPS]
        self._naive = naive
        self._connected = connected

    def prepare(self) -> list[Entrant]:
        event = self._event()
        self._make_archive(event)
        entrants = []
        for function in self._functions:
            naive_event = {"function": function.name} | {name: self._connected[name] for name in ("bucket", "userName", "policyArn", "secretArn")}
            entrants += [
                Entrant(function.name, NAIVE, self._naive, self._naive.plain(), naive_event),
                Entrant(function.name, NAIVE_C1, self._naive, self._naive.tuned(with_archive=False), naive_event),
                Entrant(function.name, PRODUCT, function, function.tuned(with_archive=False), event),
                Entrant(function.name, WITH_ARCHIVE, function, function.tuned(with_archive=True), event),
                Entrant(function.name, SNAPSHOT, function, function.tuned(with_archive=False), event),
            ]
        return entrants

    def _event(self) -> dict:
        inspect = self._functions[0]
        event = {"goal": "connect", "request": {"bucket": self._connected["bucket"]}, "lease": None, "journal": self._journal()}
        return event | {"facts": self._start(inspect, inspect.tuned(with_archive=False), event).document["facts"]}

    def _journal(self) -> dict[str, str]:
        """As the workflow hands it to each step; without it, a step finds what it wrote and has to write that down."""
        record = self._stack.client("dynamodb").get_item(TableName=self._stack.outputs()["RegistryTableName"], Key={"bucket": {"S": self._connected["bucket"]}})["Item"]
        return {step: entry["S"] for step, entry in record["journal"]["M"].items()}

    def measure(self, entrants: list[Entrant], rounds: int, progress) -> dict[tuple[str, str], list[FirstAnswer]]:
        """Round by round, so that a busy moment of the machine does not fall upon one of them alone."""
        taken: dict[tuple[str, str], list[FirstAnswer]] = {}
        for number in range(1, rounds + 1):
            for entrant in entrants:
                progress(f"round {number} of {rounds}: {entrant.function}, {entrant.way}")
                taken.setdefault((entrant.function, entrant.way), []).append(self._first_answer(entrant))
        return taken

    def ready(self, rounds: int, progress) -> dict[tuple[str, str], list[tuple[float, float]]]:
        """Of every function, also of those that are no step of a connect."""
        taken: dict[tuple[str, str], list[tuple[float, float]]] = {}
        for number in range(1, rounds + 1):
            for function in self._all:
                for way, with_archive in ((PRODUCT, False), (WITH_ARCHIVE, True)):
                    progress(f"ready, round {number} of {rounds}: {function.name}, {way}")
                    seconds = ready(function.tuned(with_archive), function.code, function.variables, self._stack.server.endpoint)
                    taken.setdefault((function.name, way), []).append(seconds)
        return taken

    def loaded(self, entrant: Entrant) -> Loaded:
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / "classes"
            self._start(entrant.candidate, noting_classes(entrant.command, file), entrant.event)
            return Loaded(*loaded_classes(file), by_origin(file))

    def _make_archive(self, event: dict) -> None:
        """As the local executor makes it: from the classes that every function loads."""
        archive = self._functions[0].archive
        if not archive.file.exists():
            for function in self._functions:
                command = function.tuned(with_archive=True)
                option = next(option for option in command if "DumpLoadedClassList" in option)
                own_note = option.replace("bench.classes", f"{function.name}.classes")
                self._start(function, [own_note if each == option else each for each in command], event)
            archive.make()

    def _first_answer(self, entrant: Entrant) -> FirstAnswer:
        start = answer_of_a_snapshot if entrant.way == SNAPSHOT else first_answer
        return start(entrant.command, entrant.candidate.code, entrant.candidate.variables, self._stack.server.endpoint, self._account, entrant.event)

    def _start(self, candidate: Candidate, command: list[str], event: dict) -> FirstAnswer:
        return first_answer(command, candidate.code, candidate.variables, self._stack.server.endpoint, self._account, event)


def sizes(code: Path) -> tuple[int, int, int]:
    """Bytes zipped as for a deployment, bytes unzipped, number of jars."""
    files = [path for path in code.rglob("*") if path.is_file()]
    with tempfile.TemporaryFile() as target:
        with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
            for file in files:
                archive.write(file, file.relative_to(code))
        return target.tell(), sum(file.stat().st_size for file in files), len(list(code.glob("lib/*.jar")))
