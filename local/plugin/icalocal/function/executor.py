"""LocalStack's view of an execution environment: start, invoke, stop."""

import json
import shutil
import threading
import time
from pathlib import Path

from localstack.services.lambda_.invocation.lambda_models import InvocationResult
from localstack.services.lambda_.invocation.runtime_executor import RuntimeExecutor

from icalocal import settings
from icalocal.function import log_lines
from icalocal.function.class_archive import ClassArchive
from icalocal.function.class_path import class_path
from icalocal.function.java_command import environment_variables, java_command
from icalocal.function.java_process import Exited, InitFailed, JavaProcess, TimedOut
from icalocal.function.runtime_api import Answer, Invocation

INIT_SECONDS = 60
_starts = threading.BoundedSemaphore(settings.current().starts_at_once)


class ProcessExecutor(RuntimeExecutor):
    def __init__(self, id: str, function_version) -> None:
        super().__init__(id, function_version)
        self._settings = settings.current()
        self._config = function_version.config
        self._process: JavaProcess | None = None
        self._archive: ClassArchive | None = None
        self._init_ms: float | None = None
        self._init_failure: InitFailed | None = None
        self._scratch = self._settings.state / "tmp" / f"function-{id}"

    def start(self, env_vars: dict[str, object]) -> None:
        """A failed initialisation is kept for the invocation to report: raised here, its log would be lost."""
        self._offered = env_vars
        self._launch()

    def _launch(self) -> JavaProcess:
        config, chosen = self._config, self._settings
        code = Path(config.code.get_unzipped_code_location())
        classes = class_path(code, chosen.runtime_client, chosen.cache)
        self._archive = ClassArchive(chosen.java, classes.jars, chosen.cache)
        self._scratch.mkdir(parents=True, exist_ok=True)
        chosen.function_logs.mkdir(parents=True, exist_ok=True)
        with _starts:
            begin = time.perf_counter()
            process = self._process = JavaProcess(
                java_command(
                    java=chosen.java, memory_mb=config.memory_size, handler=config.handler, classes=classes, archive=self._archive,
                    environment_id=self.id, scratch=self._scratch, tool_options=(config.environment or {}).get("JAVA_TOOL_OPTIONS", "")),
                lambda api: environment_variables(self._offered, config.environment, config.runtime, api, code),
                code, chosen.function_logs / f"{self.function_version.id.function_name}-{self.id}.log")
            try:
                process.wait_until_ready(INIT_SECONDS)
                self._init_failure = None
            except InitFailed as failure:
                self._init_failure = failure
            self._init_ms = (time.perf_counter() - begin) * 1000
        return process

    def invoke(self, payload: dict[str, str]) -> InvocationResult:
        process = self._process  # in a variable, because stop() may take it away during the call
        if process is None or not (process.is_alive or self._init_failure):
            process = self._launch()
        request_id, memory_mb = payload["invoke-id"], self._config.memory_size
        begin = time.perf_counter()
        answer, status = self._outcome(process, payload)
        elapsed_ms = (time.perf_counter() - begin) * 1000
        log = [log_lines.start(request_id, self.function_version.id.qualifier), _whole_lines(process.take_log())]
        if status == "timeout":
            log.append(log_lines.timed_out(request_id, self._config.timeout))
        log += [log_lines.end(request_id), log_lines.report(request_id, elapsed_ms, memory_mb, process.memory_mb(), self._init_ms, status)]
        self._init_ms = None
        if status is not None:
            self._discard()  # as Lambda does: the next invocation starts anew
        return InvocationResult(request_id, answer.body, is_error=answer.is_error, logs="".join(log))

    def _outcome(self, process: JavaProcess, payload: dict[str, str]) -> tuple[Answer, str | None]:
        """The answer, and what the log says about an environment that cannot be used again."""
        request_id, timeout = payload["invoke-id"], self._config.timeout
        try:
            if self._init_failure:
                raise self._init_failure
            deadline_ms = int((time.time() + timeout) * 1000)
            invocation = Invocation(request_id, payload["invoked-function-arn"], payload.get("trace-id", ""), payload["payload"], deadline_ms)
            return process.answer(invocation, timeout), None
        except InitFailed as failure:
            body = failure.error if isinstance(failure.error, bytes) else json.dumps(failure.error).encode()
            return Answer(request_id, body, is_error=True), "error"
        except Exited as exited:
            return _error(request_id, "Runtime.ExitError", f"Runtime exited with error: {exited}"), "error"
        except TimedOut:
            return _error(request_id, "Sandbox.Timedout", f"Task timed out after {timeout}.00 seconds"), "timeout"

    def _discard(self) -> None:
        process, self._process = self._process, None
        if process:
            process.stop()

    def stop(self) -> None:
        self._discard()
        shutil.rmtree(self._scratch, ignore_errors=True)
        if self._archive:
            self._archive.make()

    def get_logs(self) -> str:
        return self._process.take_log() if self._process else ""

    def get_address(self) -> str:
        return "127.0.0.1"

    def get_endpoint_from_executor(self) -> str:
        return "127.0.0.1"

    def get_runtime_endpoint(self) -> str:
        return self._settings.endpoint  # for the init program of LocalStack's containers, which is not used here

    @classmethod
    def prepare_version(cls, function_version) -> None:
        if not (function_version.config.runtime or "").startswith("java"):
            raise ValueError(f"Only Java functions run here, not {function_version.config.runtime}")
        function_version.config.code.prepare_for_execution()

    @classmethod
    def cleanup_version(cls, function_version) -> None:
        pass


def _error(request_id: str, kind: str, message: str) -> Answer:
    body = json.dumps({"errorType": kind, "errorMessage": f"RequestId: {request_id} Error: {message}"})
    return Answer(request_id, body.encode(), is_error=True)


def _whole_lines(text: str) -> str:
    return text if not text or text.endswith("\n") else text + "\n"
