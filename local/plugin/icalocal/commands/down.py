"""Ends the LocalStack that local/up started on a port, with all its functions."""

import argparse

from icalocal.commands.background import Background

STOP_SECONDS = 60


def main() -> None:
    parser = argparse.ArgumentParser(prog="local/down", description=__doc__)
    parser.add_argument("--port", type=int, default=4566)
    server = Background(parser.parse_args().port)
    was_up = server.process() is not None
    server.stop(STOP_SECONDS)
    print(f"LocalStack on port {server.port} {'is stopped' if was_up else 'was not running'}")


if __name__ == "__main__":
    main()
