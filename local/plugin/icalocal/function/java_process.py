"""One JVM that serves invocations through the Runtime API until it is stopped or dies."""

import concurrent.futures
import subprocess
import threading
from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path

import psutil

from icalocal.function.runtime_api import Answer, Invocation, RuntimeApi
from icalocal.reaper import reaper

_running: set["JavaProcess"] = set()


def stop_all() -> None:
    """For the end of the server: the requests that wait for a function's answer would delay it."""
    for process in list(_running):
        process.stop()


class InitFailed(Exception):
    """The function's class could not be made ready; `error` is what the invoker gets."""

    def __init__(self, error: dict | bytes) -> None:
        super().__init__("the function's initialisation failed")
        self.error = error


class Exited(Exception):
    """The JVM ended with an invocation unanswered."""

    def __init__(self, status: str) -> None:
        super().__init__(status)


class TimedOut(Exception):
    pass


class JavaProcess:
    def __init__(self, command: list[str], environment: Callable[[str], dict[str, str]], code: Path, log: Path) -> None:
        """`environment` is asked for with the address of the Runtime API, which is known only here."""
        self._ready: Future[None] = Future()
        self._answer: Future[Answer] | None = None
        self._expected: str | None = None
        self._log = log
        self._api = RuntimeApi(self._on_ready, self._on_init_error, self._on_answer)
        with log.open("ab") as output:
            self._taken = output.tell()
            self._process = subprocess.Popen(command, env=environment(self._api.address), cwd=code,
                                             stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.STDOUT)
        reaper().watch(self._process.pid)
        _running.add(self)
        threading.Thread(target=self._wait_for_end, name="jvm-end", daemon=True).start()

    def wait_until_ready(self, seconds: float) -> None:
        try:
            self._ready.result(seconds)
        except concurrent.futures.TimeoutError:
            raise InitFailed({"errorType": "Sandbox.Timedout", "errorMessage": f"Init did not end within {seconds} s"}) from None

    def answer(self, invocation: Invocation, seconds: float) -> Answer:
        self._expected, self._answer = invocation.request_id, Future()
        if self._process.poll() is not None:
            raise Exited(self._exit_status())
        self._api.offer(invocation)
        try:
            return self._answer.result(seconds)
        except concurrent.futures.TimeoutError:
            raise TimedOut from None
        finally:
            self._expected = None

    @property
    def is_alive(self) -> bool:
        return self._process.poll() is None

    def memory_mb(self) -> int:
        try:
            return psutil.Process(self._process.pid).memory_info().rss >> 20
        except psutil.Error:
            return 0

    def cpu_seconds(self) -> float:
        """Processor time so far, of all its threads."""
        times = psutil.Process(self._process.pid).cpu_times()
        return times.user + times.system

    def take_log(self) -> str:
        """What the function wrote since the last call."""
        with self._log.open("rb") as log:
            log.seek(self._taken)
            text = log.read()
        self._taken += len(text)
        return text.decode(errors="replace")

    def stop(self) -> None:
        _running.discard(self)
        self._process.kill()
        self._process.wait()
        reaper().forget(self._process.pid)
        self._api.close()

    def _on_ready(self) -> None:
        if not self._ready.done():
            self._ready.set_result(None)

    def _on_init_error(self, body: bytes) -> None:
        if not self._ready.done():
            self._ready.set_exception(InitFailed(body))

    def _on_answer(self, answer: Answer) -> None:
        waiting = self._answer
        if waiting and not waiting.done() and answer.request_id == self._expected:
            waiting.set_result(answer)

    def _wait_for_end(self) -> None:
        self._process.wait()
        if not self._ready.done():
            self._ready.set_exception(InitFailed({
                "errorType": "Runtime.ExitError", "errorMessage": f"Runtime exited with error: {self._exit_status()}"}))
        waiting = self._answer
        if waiting and not waiting.done():
            waiting.set_exception(Exited(self._exit_status()))

    def _exit_status(self) -> str:
        code = self._process.returncode
        return f"exit status {code}" if code >= 0 else f"signal: {-code}"
