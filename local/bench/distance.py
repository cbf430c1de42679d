"""The way to AWS as long as it is: a proxy for each function, where every call to S3 and IAM waits for a while."""

import threading
import time
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from http.server import ThreadingHTTPServer

from weather.call import read
from weather.proxy import _Handler as Passing
from workbench.stack import NAME, Stack

DELAYS = {"s3": 0.060, "iam": 0.150}
"""Seconds that each call waits. A preflight carries no signature, and goes to S3."""


@dataclass(frozen=True)
class Trip:
    """One call on its way: whose, what, and when it began and was answered."""

    function: str
    what: str
    delay: float
    begin: float
    end: float


class Distance(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128
    """As many as come at once: where the queue is full, a connection begins again after a second."""

    def __init__(self, function: str, upstream: int) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.function = function
        self.upstream = upstream
        self.trips: list[Trip] = []
        self.is_far = False

    @property
    def endpoint(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"


class _Handler(Passing):
    disable_nagle_algorithm = True  # head and body are two packets, and the second would wait for the first

    def _any(self) -> None:
        body, begin = self._body(), time.monotonic()
        call = read(self.command, self.path, self.headers, body)
        service = "s3" if self.command == "OPTIONS" else call.service
        delay = DELAYS.get(service, 0) if self.server.is_far else 0
        time.sleep(delay)
        answer = self._upstream(body)
        what = f"{service} {call.operation if service != 's3' else f'{self.command} {self.path}'}"
        self.server.trips.append(Trip(self.server.function, what, delay, begin, time.monotonic()))
        self._answer(*answer)

    do_GET = do_PUT = do_POST = do_DELETE = do_HEAD = do_OPTIONS = _any


class Distances:
    """Those of all functions of a stack, which reach AWS through them."""

    def __init__(self, each: list[Distance]) -> None:
        self._each = each

    def set_out(self, is_far: bool) -> None:
        for distance in self._each:
            distance.is_far, distance.trips = is_far, []

    def trips(self) -> list[Trip]:
        return sorted((trip for distance in self._each for trip in distance.trips), key=lambda trip: trip.begin)


@contextmanager
def distances(stack: Stack):
    """Afterwards the functions reach AWS as before."""
    functions = stack.client("lambda")
    before = {function["FunctionName"]: function["Environment"]["Variables"]
              for page in functions.get_paginator("list_functions").paginate() for function in page["Functions"]
              if function["FunctionName"].startswith(f"{NAME}-")}

    def put(variables: dict[str, dict[str, str]]) -> None:
        for name, environment in variables.items():
            functions.update_function_configuration(FunctionName=name, Environment={"Variables": environment})
        for name in variables:
            functions.get_waiter("function_updated_v2").wait(FunctionName=name, WaiterConfig={"Delay": 1, "MaxAttempts": 60})

    with ExitStack() as servers:
        each = {name: servers.enter_context(Distance(name.removeprefix(f"{NAME}-"), stack.server.port)) for name in before}
        for distance in each.values():
            threading.Thread(target=distance.serve_forever, daemon=True).start()
            servers.callback(distance.shutdown)
        put({name: environment | {"AWS_ENDPOINT_URL": each[name].endpoint} for name, environment in before.items()})
        try:
            yield Distances(list(each.values()))
        finally:
            put(before)
