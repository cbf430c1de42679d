"""Pauses of a second, several to an execution, in which no state of any execution gets on.

JPype, through which LocalStack runs its JSONata library, has Python collect all its garbage whenever Java has collected
some of its own, and LocalStack is millions of objects. That is for cycles through both languages; JSONata's expressions
go in as text and come out as text. Python still collects by its own measure.
"""

import gc


def install() -> None:
    import jpype

    start = jpype.startJVM

    def start_apart(*arguments, **options) -> None:
        start(*arguments, **options)
        keep_collectors_apart()

    jpype.startJVM = start_apart


def keep_collectors_apart() -> None:
    """JPype passes on no collection while it believes that Python is at one: so it hears of a start, and never of an end."""
    import _jpype

    while _jpype._collect in gc.callbacks:
        gc.callbacks.remove(_jpype._collect)
    _jpype._collect("start", {})
