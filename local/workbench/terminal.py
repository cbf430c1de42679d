"""Text on a terminal: colour where it is wanted, sections, and one line that changes while something runs."""

import os
import sys
from typing import TextIO

CODES = {"bold": 1, "dim": 2, "red": 31, "green": 32, "yellow": 33, "cyan": 36}


class Terminal:
    def __init__(self, stream: TextIO = sys.stdout, environment: dict[str, str] = os.environ) -> None:
        self._stream = stream
        self._is_live = stream.isatty() and environment.get("TERM") != "dumb"
        # https://no-color.org: any value that is not empty.
        self._has_colour = self._is_live and not environment.get("NO_COLOR")
        self._sections = 0
        self._is_gap = False

    def styled(self, text: str, *styles: str) -> str:
        if not self._has_colour or not styles:
            return text
        return f"\x1b[{';'.join(str(CODES[style]) for style in styles)}m{text}\x1b[0m"

    def say(self, text: str, *styles: str) -> None:
        self._wipe()
        # At once, also into a pipe: a story that arrives in one piece at its end is none.
        print(self.styled(text, *styles) if text else "", file=self._stream, flush=True)
        self._is_gap = not text

    def gap(self) -> None:
        """An empty line, unless there is one."""
        if not self._is_gap:
            self.say("")

    def section(self, title: str, what_for: str) -> None:
        self._sections += 1
        self.gap()
        self.say(f"{self._sections}  {title}", "bold", "cyan")
        self.say(f"   {what_for}", "dim")
        self.gap()

    def status(self, text: str) -> None:
        """Shown until something else is said; nothing where lines cannot be wiped."""
        if self._is_live:
            self._wipe()
            print(self.styled(text, "dim"), end="", file=self._stream, flush=True)

    def _wipe(self) -> None:
        if self._is_live:
            print("\r\x1b[K", end="", file=self._stream)
