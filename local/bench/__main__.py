"""Measures process starts, a warm connect, calls, sizes and fleets, on LocalStack, each beside the obvious other way."""

import argparse
import os
import platform
import signal
import sys

import psutil

from bench import candidates, command_line, rotation, starts, waiting, warm
from bench.distance import DELAYS
from bench.fleet import AT_A_TIME, Fleet, growth
from bench.pages import Pages
from bench.starts import Starts
from bench.vendor import ByHand
from workbench.bucket import Bucket
from workbench.connection import Connection
from workbench.stack import Stack
from workbench.terminal import Terminal

BUCKET = "bench-lab-sequencing-data"


def main() -> None:
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__)
    parser.add_argument("--port", type=int, default=4566)
    parser.add_argument("--rounds", type=int, default=10)
    parser.add_argument("--only", choices=["traffic", "waiting"], help="measure no more than this")
    parser.add_argument("--trips", action="store_true", help="with waiting: print each call of the last connect, and when it was on its way")
    arguments = parser.parse_args()
    stack, terminal = Stack(arguments.port), Terminal()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("Ended."))  # with clean-up, like Ctrl-C

    terminal.section("The machine", "Times are medians. A busy machine makes all of them longer; the ratios suffer less.")
    terminal.say(f"   {platform.system()}, {os.cpu_count()} cores, {psutil.virtual_memory().total / 2**30:.0f} GiB; "
                 f"load before: {os.getloadavg()[0]:.1f}")
    stack.ensure(terminal)
    bucket, connection, fleet = Bucket(stack, BUCKET), Connection(stack, BUCKET), Fleet(stack)
    clear(bucket, connection, fleet)
    bucket.create()
    try:
        if arguments.only == "waiting":
            measure_waiting(terminal, stack, connection, arguments)
        elif arguments.only == "traffic":
            measure_traffic(terminal, stack, connection, warm.by_the_product(connection, 1, progress_on(terminal)))
        else:
            measure(terminal, stack, bucket, connection, arguments)
            measure_fleets(terminal, fleet)
    finally:
        clear(bucket, connection, fleet)


def measure(terminal: Terminal, stack: Stack, bucket: Bucket, connection: Connection, arguments: argparse.Namespace) -> None:
    progress, rounds = progress_on(terminal), arguments.rounds
    pages, functions = Pages(terminal), candidates.functions(stack)
    naive = candidates.naive(functions[0].memory_mb)
    plan = connection.connect(mode="plan").document
    hand = ByHand(stack, bucket, {document["name"]: document["after"] for step in plan["steps"] for document in step["documents"]})
    hand.clear()

    terminal.section("A warm connect", f"Median of {rounds}, in a loop, beside the AWS CLI commands of the vendor's page on the same LocalStack.")
    loop = warm.by_the_product(connection, rounds, progress)
    pages.warm(loop, warm.by_hand(hand, bucket, rounds, progress))

    terminal.section("The command line", "From the start of its process to its end, beside the AWS CLI.")
    pages.command_line(command_line.measure(stack, hand.aws, rounds, progress))

    measure_traffic(terminal, stack, connection, loop)

    measure_waiting(terminal, stack, connection, arguments)

    terminal.section("Process start to first answer", "One new JVM for each, asked about a bucket that is connected. The naive handler makes the same calls with the SDK as it comes.")
    contest = Starts(stack, functions, naive, connection.connect().document)
    entrants = contest.prepare()
    pages.starts(contest.measure(entrants, max(1, rounds // 2), progress))
    pages.ready(contest.ready(3, progress))

    terminal.section("Artifact and classes", "All functions are one artifact; JVMs with an archive find nearly all classes parsed already.")
    classes = [(entrant, contest.loaded(entrant)) for entrant in entrants if entrant.way != starts.SNAPSHOT]
    pages.artifact({"functions": starts.sizes(functions[0].code), "naive": starts.sizes(naive.code)}, classes)


def measure_traffic(terminal: Terminal, stack: Stack, connection: Connection, loop: warm.Loop) -> None:
    terminal.section("Calls and transitions", "Of one execution: from LocalStack's request log and the execution's history. A rotation rests for two seconds, and a person answers it.")
    connection.connect()
    rotated = rotation.measure(stack, connection)
    connection.disconnect()
    Pages(terminal).traffic(loop, rotated)


def measure_waiting(terminal: Terminal, stack: Stack, connection: Connection, arguments: argparse.Namespace) -> None:
    terminal.section("Calls that wait for another", f"A first connect where each of a function's calls waits {DELAYS['s3'] * 1000:.0f} ms on its way to S3 and {DELAYS['iam'] * 1000:.0f} ms to IAM.")
    taken = waiting.measure(stack, connection, max(1, arguments.rounds // 2), progress_on(terminal))
    Pages(terminal).waiting(taken)
    if arguments.trips:
        Pages(terminal).trips(taken.trips)


def measure_fleets(terminal: Terminal, fleet: Fleet) -> None:
    terminal.section("Many buckets", f"One manifest of so many new buckets, {AT_A_TIME} at a time; divided by their number.")
    Pages(terminal).fleets(growth(fleet, progress_on(terminal)))


def progress_on(terminal: Terminal):
    return lambda text: terminal.status(f"   {text}")


def clear(bucket: Bucket, connection: Connection, fleet: Fleet) -> None:
    connection.clear()
    bucket.delete()
    fleet.clear()


if __name__ == "__main__":
    try:
        main()
    except KeyboardInterrupt:
        sys.exit(130)
