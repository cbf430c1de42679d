"""One JSON line per AWS API call, so that a test can count the writes that a run made.

Parameters and answers are left out on purpose: they may hold secrets, and counting does not need them.
"""

import json
import threading
import time
from pathlib import Path

from localstack.aws.api import RequestContext
from localstack.aws.chain import HandlerChain
from localstack.http import Response

from icalocal import settings


class RequestLog:
    def __init__(self, path: Path) -> None:
        self._file = path.open("a", buffering=1)
        self._lock = threading.Lock()

    def __call__(self, chain: HandlerChain, context: RequestContext, response: Response) -> None:
        if context.service and context.operation:
            line = json.dumps({
                "time": round(time.time(), 3),
                "service": context.service.service_name,
                "operation": context.operation.name,
                "status": response.status_code,
                # True for what LocalStack's services call of each other, such as a state machine's own AWS tasks.
                "internal": context.is_internal_call,
            })
            with self._lock:
                self._file.write(line + "\n")


def install() -> None:
    from localstack.aws.handlers import run_custom_response_handlers

    run_custom_response_handlers.append(RequestLog(settings.current().request_log))
