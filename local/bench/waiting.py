"""A first connect where AWS is as far away as it is: every call of a function to S3 and IAM waits for a while on its way."""

import threading
import time
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import ThreadingHTTPServer
from statistics import median

from weather.call import read
from weather.proxy import _Handler as Passing
from workbench.connection import Connection
from workbench.stack import NAME, Stack

DELAYS = {"s3": 0.060, "iam": 0.150}
"""Seconds that each call waits. A preflight carries no signature, and goes to S3."""


@dataclass(frozen=True)
class Waiting:
    near: float
    """Seconds of a first connect without delays."""
    far: float
    """The same with them."""
    calls: int
    """That waited."""
    total: float
    """Seconds that they would have waited one after the other."""

    @property
    def on_the_path(self) -> float:
        return self.far - self.near


class Distance(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, upstream: int) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.upstream = upstream
        self.waited: list[float] = []
        self.is_far = False


class _Handler(Passing):
    def _any(self) -> None:
        body = self._body()
        service = "s3" if self.command == "OPTIONS" else read(self.command, self.path, self.headers, body).service
        delay = DELAYS.get(service, 0) if self.server.is_far else 0
        if delay:
            self.server.waited.append(delay)
            time.sleep(delay)
        self._answer(*self._upstream(body))

    do_GET = do_PUT = do_POST = do_DELETE = do_HEAD = do_OPTIONS = _any


def measure(stack: Stack, connection: Connection, rounds: int, progress) -> Waiting:
    with Distance(stack.server.port) as distance, _reached_by(stack, f"http://127.0.0.1:{distance.server_port}"):
        threading.Thread(target=distance.serve_forever, daemon=True).start()
        taken: dict[bool, list[float]] = {False: [], True: []}
        waited: list[list[float]] = []
        for number in range(-1, rounds):
            for distance.is_far in (False, True):
                progress(f"connect, {'far' if distance.is_far else 'near'}: {'warm-up' if number < 0 else f'round {number + 1} of {rounds}'}")
                distance.waited = []
                outcome = connection.connect(poll_seconds=0.3)
                if not outcome.succeeded:
                    raise RuntimeError(f"connect failed: {outcome.document}")
                if number >= 0:
                    taken[distance.is_far].append(outcome.history.seconds)
                    waited += [distance.waited] if distance.is_far else []
                distance.is_far = False
                connection.disconnect(poll_seconds=0.3)
        distance.shutdown()
    return Waiting(median(taken[False]), median(taken[True]), round(median(len(each) for each in waited)), median(sum(each) for each in waited))


@contextmanager
def _reached_by(stack: Stack, endpoint: str):
    """The functions of the stack reach AWS by this address; afterwards as before."""
    functions = stack.client("lambda")
    before = {function["FunctionName"]: function["Environment"]["Variables"]
              for page in functions.get_paginator("list_functions").paginate() for function in page["Functions"]
              if function["FunctionName"].startswith(f"{NAME}-")}

    def put(variables: dict[str, dict[str, str]]) -> None:
        for name, environment in variables.items():
            functions.update_function_configuration(FunctionName=name, Environment={"Variables": environment})
        for name in variables:
            functions.get_waiter("function_updated_v2").wait(FunctionName=name, WaiterConfig={"Delay": 1, "MaxAttempts": 60})

    put({name: environment | {"AWS_ENDPOINT_URL": endpoint} for name, environment in before.items()})
    try:
        yield
    finally:
        put(before)
