"""An execution as it happens: one line for each state when it ends, with its time."""

from datetime import UTC, datetime

from workbench.history import History, StateRun, Turn
from workbench.terminal import Terminal

CELL_SECONDS = 0.1
LONGEST_BAR = 30
NAME_WIDTH = 38


class Live:
    def __init__(self, terminal: Terminal) -> None:
        self._terminal = terminal

    def __call__(self, history: History, turns: list[Turn]) -> None:
        for turn in turns:
            if turn.is_exit:
                self._left(history, turn.run)
            elif turn.run.kind == "Parallel":
                self._terminal.say(f"{self._start(history, turn.run)}┌ {turn.run.name}", "dim")
        self._running([run for run in history.runs if not run.exited and run.kind != "Parallel"])

    def _left(self, history: History, run: StateRun) -> None:
        name = ("└ " if run.kind == "Parallel" else "") + run.name + (f" ({run.attempts} attempts)" if run.attempts > 1 else "")
        width = NAME_WIDTH - len(self._gutter(run))
        line = f"{self._start(history, run)}{name:{width}}{run.seconds:6.2f} s"
        if run.is_step:
            self._terminal.say(f"{line}  {self._terminal.styled(bar(run.seconds), 'green')}")
        else:
            self._terminal.say(line, "dim")

    def _running(self, runs: list[StateRun]) -> None:
        if runs:
            seconds = (datetime.now(UTC) - runs[0].entered).total_seconds()
            self._terminal.status(f"   {'':8}{self._gutter(runs[0])}{' + '.join(run.name for run in runs)} … {seconds:.1f} s")

    def _start(self, history: History, run: StateRun) -> str:
        return f"   {(run.entered - history.begin).total_seconds():5.1f} s  {self._gutter(run)}"

    @staticmethod
    def _gutter(run: StateRun) -> str:
        return "│ " * run.depth


def bar(seconds: float) -> str:
    cells = max(1, round(seconds / CELL_SECONDS))
    return "█" * min(cells, LONGEST_BAR) + ("…" if cells > LONGEST_BAR else "")
