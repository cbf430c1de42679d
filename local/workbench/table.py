"""Aligned columns."""

import re
from collections.abc import Iterable

INDENT = "   "
_STYLE = re.compile(r"\x1b\[[\d;]*m")


def table(rows: Iterable[Iterable[object]], heads: Iterable[str] = (), right: Iterable[int] = ()) -> list[str]:
    """The lines of a table; columns named in `right` hold numbers. Cells may carry colour, which has no width."""
    cells = [[str(cell) for cell in row] for row in ([list(heads)] if heads else []) + [list(row) for row in rows]]
    widths = [max(map(_width, column)) for column in zip(*cells, strict=True)]
    right = set(right)
    lines = [INDENT + "  ".join(_pad(cell, widths[i], i in right) for i, cell in enumerate(row)).rstrip() for row in cells]
    if heads:
        lines.insert(1, INDENT + "  ".join("─" * width for width in widths))
    return lines


def _width(cell: str) -> int:
    return len(_STYLE.sub("", cell))


def _pad(cell: str, width: int, to_the_right: bool) -> str:
    space = " " * (width - _width(cell))
    return space + cell if to_the_right else cell + space
