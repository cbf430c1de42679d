"""Lambda's Runtime API for one execution environment, on a loopback port of its own."""

import json
import queue
import sys
import threading
from collections.abc import Callable
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass(frozen=True)
class Invocation:
    request_id: str
    function_arn: str
    trace_id: str
    payload: str
    deadline_ms: int


@dataclass(frozen=True)
class Answer:
    request_id: str
    body: bytes
    is_error: bool


class RuntimeApi:
    def __init__(self, on_ready: Callable[[], None], on_init_error: Callable[[bytes], None], on_answer: Callable[[Answer], None]) -> None:
        self._waiting: queue.SimpleQueue[Invocation | None] = queue.SimpleQueue()
        self._server = _Server(("127.0.0.1", 0), _handler(self._waiting, on_ready, on_init_error, on_answer))
        self.address = f"127.0.0.1:{self._server.server_port}"
        threading.Thread(target=self._server.serve_forever, name="runtime-api", daemon=True).start()

    def offer(self, invocation: Invocation) -> None:
        self._waiting.put(invocation)

    def close(self) -> None:
        """To be called when the JVM is gone: the native client crashes on a closed connection."""
        self._waiting.put(None)
        self._server.shutdown()
        self._server.server_close()


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request, client_address) -> None:
        """A JVM that is killed resets its connection, which is no news."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


def _handler(waiting, on_ready, on_init_error, on_answer):
    restored_for: list[Invocation | None] = []

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        # One packet per answer: in two, Nagle's algorithm and the client's delayed acknowledgement cost 40 ms.
        wbufsize, disable_nagle_algorithm = -1, True

        def do_GET(self):
            on_ready()
            if self.path.endswith("/restore/next"):
                return self._restored()
            invocation = restored_for.pop() if restored_for else waiting.get()
            if invocation is None:
                return self._send(500, {}, b"{}")
            self._send(200, {
                "Lambda-Runtime-Aws-Request-Id": invocation.request_id,
                "Lambda-Runtime-Invoked-Function-Arn": invocation.function_arn,
                "Lambda-Runtime-Trace-Id": invocation.trace_id,
                "Lambda-Runtime-Deadline-Ms": str(invocation.deadline_ms),
            }, invocation.payload.encode())

        def _restored(self):
            """A function that is started for a snapshot rests here, and is restored when it is first needed."""
            restored_for.append(waiting.get())
            self._send(200, {}, b"{}")

        def do_POST(self):
            body = self._body()
            *_, request_id, kind = self.path.split("/")
            if self.path.endswith("/init/error"):
                on_init_error(body)
            else:
                on_answer(Answer(request_id, body, is_error=kind == "error"))
            self._send(202, {}, json.dumps({"status": "OK"}).encode())

        def _body(self) -> bytes:
            if "chunked" not in self.headers.get("Transfer-Encoding", ""):
                return self.rfile.read(int(self.headers.get("Content-Length", 0)))
            body = b""
            while size := int(self.rfile.readline().strip() or b"0", 16):
                body += self.rfile.read(size)
                self.rfile.readline()
            self.rfile.readline()
            return body

        def _send(self, status: int, headers: dict[str, str], body: bytes) -> None:
            self.send_response(status)
            # The native client dies (SIGSEGV) on an answer without a content type.
            for name, value in {"Content-Type": "application/json", "Content-Length": str(len(body)), **headers}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)
            self.wfile.flush()

        def log_message(self, *args):
            pass

    return Handler
