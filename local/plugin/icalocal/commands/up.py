"""Starts LocalStack in the background, unless it is up."""

import argparse
import sys

from icalocal.commands.background import Background, relative
from icalocal.tools import keep_to_this_machine

START_SECONDS = 180
"""The first start fetches jars from Maven Central."""


def main() -> None:
    parser = argparse.ArgumentParser(prog="local/up", description=__doc__)
    parser.add_argument("--port", type=int, default=4566)
    keep_to_this_machine()
    server = Background(parser.parse_args().port)
    if server.process():
        if not server.wait_until_healthy(START_SECONDS):
            sys.exit(f"LocalStack on port {server.port} is running but does not answer; "
                     f"see {relative(server.log)}, or: local/down --port {server.port}")
        print(f"LocalStack is up already at {server.endpoint}")
        return
    if server.port_is_taken():
        sys.exit(f"Port {server.port} is in use by something else; choose another: local/up --port PORT")
    server.start()
    if not server.wait_until_healthy(START_SECONDS):
        server.stop(seconds=10)
        sys.exit(f"LocalStack did not start. The end of {relative(server.log)}:\n{server.end_of_log()}")
    print(f"LocalStack is up at {server.endpoint}; log: {relative(server.log)}")


if __name__ == "__main__":
    main()
