"""Connects a bucket that belongs to other people, registers it with a stand-in for ICA, proves it, and gives it back unchanged."""

import argparse
import os
import signal
import sys
import time

from demo.command_line import BUILT, CommandLine, Failed
from demo.stand_in import NotStarted, StandIn
from demo.story import Story
from workbench.bucket import Bucket
from workbench.connection import Connection
from workbench.stack import Stack
from workbench.terminal import Terminal

BUCKET = "demo-lab-sequencing-data"
"""On a LocalStack this name is the demo's own: what it finds there is what a run left that was broken off."""


def main() -> int:
    parser = argparse.ArgumentParser(prog="make demo", description=__doc__)
    parser.add_argument("--port", type=int, default=4566)
    stack, terminal, begin = Stack(parser.parse_args().port), Terminal(), time.monotonic()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("Ended."))  # with clean-up, like Ctrl-C

    if not BUILT.exists():
        sys.exit(f"There is no {BUILT}: `make demo` builds it, or `make cli`.")
    terminal.section("The stage", "LocalStack without Docker, and the application deployed on it with SAM. The first time, this takes a minute or two.")
    stack.ensure(terminal)
    theirs, connection = Bucket(stack, BUCKET), Connection(stack, BUCKET)
    clear_the_stage(theirs, connection)
    try:
        with StandIn(stack) as ica:
            terminal.say(f"   A stand-in for ICA (not ICA) listens at {ica.url}")
            held = Story(terminal, theirs, connection, ica, CommandLine(stack)).tell()
    except (Failed, NotStarted) as failure:
        terminal.say(f"   {failure}", "bold", "red")
        held = False
    finally:
        clear_the_stage(theirs, connection)
    terminal.gap()
    verdict = ("All of it held", "green") if held else ("Not all of it held", "red")
    terminal.say(f"   {verdict[0]}. {time.monotonic() - begin:.1f} s in all. LocalStack stays up for the next time; `make down` ends it.", "bold", verdict[1])
    return 0 if held else 1


def clear_the_stage(theirs: Bucket, connection: Connection) -> None:
    """Removes the demo's bucket and its connection: of this run, or of an earlier one that was broken off."""
    connection.clear()
    theirs.delete()


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit(130)
    except BrokenPipeError:  # whoever read this, such as `head`, has enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)
