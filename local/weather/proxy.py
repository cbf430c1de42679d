"""The proxy: takes what a function asks of AWS, and lets the weather happen to it."""

import http.client
import json
import re
import threading
import time
from collections import Counter
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from xml.sax.saxutils import escape

from weather.call import Call, read
from weather.forecast import Forecast
from weather.visibility import Visibility

HOP = {"connection", "transfer-encoding", "content-length", "keep-alive"}
LONGEST_UPSTREAM = 120


class Weather(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128
    """As many as come at once: where the queue is full, a connection begins again after a second."""

    def __init__(self, upstream: int, seed: int, scale: float = 1.0, often: float = 0.06, port: int = 0, about: str = ".") -> None:
        super().__init__(("127.0.0.1", port), _Handler)
        self.upstream = upstream
        self.scale = scale
        self.calm = False
        """Nothing happens to any call."""
        self._about = re.compile(about)
        """Which things meet weather: what is about none, or about one that many share, comes in no order that comes again."""
        self.forecast = Forecast(seed, often)
        self.visibility = Visibility(self.forecast, scale)
        self.met: list[str] = []
        """What happened, in order: operation, and the weather that it met."""
        self._counts = Counter()
        self._lock = threading.Lock()

    def __enter__(self):
        threading.Thread(target=self.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_):
        self.shutdown()
        self.server_close()

    def drawn(self, call: Call) -> tuple[str | None, int]:
        """What this call meets, and how many of its kind there have been."""
        if not self._about.search(call.thing):
            return None, 0
        with self._lock:
            self._counts[(call.service, call.operation, call.thing)] += 1
            number = self._counts[(call.service, call.operation, call.thing)]
        return self.forecast.of(call.service, call.operation, call.thing, number), number

    def note(self, call: Call, what: str) -> None:
        with self._lock:
            self.met.append(f"{call.service} {call.operation} {call.thing}: {what}")


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: Weather

    def _any(self) -> None:
        body = self._body()
        if self.server.calm:
            return self._answer(*self._upstream(body))
        call = read(self.command, self.path, self.headers, body)
        if call.operation == "GetCallerIdentity":
            call = replace(call, thing=self.server.visibility.user_of(call.key))
        kind, number = self.server.drawn(call)
        if kind:
            self.server.note(call, kind)
        match kind:
            case "throttled" | "throttled, with Retry-After":
                after = {"Retry-After": "1"} if "Retry" in kind else {}
                code, status = ("SlowDown", 503) if call.service == "s3" else ("ThrottlingException", 400) if self._is_json() else ("Throttling", 400)
                return self._refuse(call, status, code, "Rate exceeded", after)
            case "500":
                return self._refuse(call, 500, "InternalError" if call.service == "s3" else "ServiceFailure" if call.service == "iam" else "InternalServiceError", "We encountered an internal error. Please try again.")
            case "busy":
                return self._refuse(call, 409, "OperationAborted", "A conflicting conditional operation is currently in progress against this resource. Please try again.")
            case "slow":
                time.sleep(self.server.scale * self.server.forecast.slowness(call.operation, call.thing, number))
        refusal = self.server.visibility.refusal(call)
        if refusal:
            self.server.note(call, f"not seen yet ({refusal[1]})")
            return self._refuse(call, *refusal)
        stale = self.server.visibility.stale(call)
        if stale:
            self.server.note(call, "the answer of before")
            return self._answer(*stale)
        answer = self._upstream(body)
        self.server.visibility.answered(call, answer)
        if kind == "lost":
            self.close_connection = True
            return None
        return self._answer(*answer)

    do_GET = do_PUT = do_POST = do_DELETE = do_HEAD = do_OPTIONS = _any

    def _is_json(self) -> bool:
        return "X-Amz-Target" in self.headers

    def _body(self) -> bytes:
        if self.headers.get("Expect", "").lower() == "100-continue":
            self.send_response_only(100)
            self.end_headers()
        if "chunked" not in self.headers.get("Transfer-Encoding", ""):
            return self.rfile.read(int(self.headers.get("Content-Length", 0)))
        body = b""
        while size := int(self.rfile.readline().split(b";")[0], 16):
            body += self.rfile.read(size)
            self.rfile.readline()
        self.rfile.readline()
        return body

    def handle_expect_100(self) -> bool:
        return True

    def _upstream(self, body: bytes) -> tuple[int, list, bytes]:
        connection = http.client.HTTPConnection("127.0.0.1", self.server.upstream, timeout=LONGEST_UPSTREAM)
        headers = {name: value for name, value in self.headers.items() if name.lower() not in HOP | {"expect"}}
        try:
            connection.request(self.command, self.path, body, headers | {"Content-Length": str(len(body))})
            answer = connection.getresponse()
            return answer.status, [(name, value) for name, value in answer.getheaders() if name.lower() not in HOP], answer.read()
        finally:
            connection.close()

    def _refuse(self, call: Call, status: int, code: str, message: str, headers: dict | None = None) -> None:
        if self._is_json():
            kind, body = "application/x-amz-json-1.1", json.dumps({"__type": code, "message": message})
        elif call.service == "s3":
            kind, body = "application/xml", f"<Error><Code>{code}</Code><Message>{escape(message)}</Message><RequestId>weather</RequestId></Error>"
        else:
            who = "Receiver" if status >= 500 else "Sender"
            kind, body = "text/xml", f"<ErrorResponse><Error><Type>{who}</Type><Code>{code}</Code><Message>{escape(message)}</Message></Error><RequestId>weather</RequestId></ErrorResponse>"
        self._answer(status, [("Content-Type", kind), *(headers or {}).items()], body.encode())

    def _answer(self, status: int, headers: list, body: bytes) -> None:
        self.send_response_only(status)
        for name, value in headers:
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def log_message(self, *_) -> None:
        """What happened is in `met`."""
