"""A LocalStack for the tests: the product's own starter, run as a child process the way that Java tests run it."""

import os
import random
import signal
import socket
import subprocess
import time
import urllib.request

import boto3
import psutil
from botocore.config import Config

from icalocal.settings import CHECKOUT, SCRATCH

LOCAL = CHECKOUT / "local"
SECRET = "do-not-tell-anyone"


def free_port() -> int:
    """Free with its neighbour, where the demo's stand-in listens, and below those that Linux gives to clients, so that none takes either meanwhile."""
    while True:
        port = random.randrange(20_000, 32_000)
        if _is_free(port) and _is_free(port + 1):
            return port


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
        return True


def eventually(question, seconds: float = 20, every: float = 0.1):
    """The first true answer; fails when there is none in time."""
    deadline = time.monotonic() + seconds
    while not (answer := question()):
        assert time.monotonic() < deadline, f"not in {seconds} s: {question}"
        time.sleep(every)
    return answer


class Server:
    def __init__(self, name: str) -> None:
        self.port = free_port()
        self.endpoint = f"http://127.0.0.1:{self.port}"
        self.state = SCRATCH / "state" / name
        self.state.mkdir(parents=True, exist_ok=True)
        self.log = self.state / "localstack.log"
        self.request_log = self.state / "requests.jsonl"
        # A function must see neither this variable nor a proxy.
        environment = os.environ | {"HOST_SECRET": SECRET}
        with self.log.open("wb") as log:
            self.process = subprocess.Popen([LOCAL / "localstack", str(self.port), "--state", self.state], stdout=log, stderr=log, env=environment)

    def wait_until_ready(self) -> "Server":
        eventually(lambda: self.process.poll() is not None or self._is_healthy(), seconds=120)
        assert self.process.poll() is None, self.log.read_text()
        return self

    def _is_healthy(self) -> bool:
        try:
            with urllib.request.urlopen(f"{self.endpoint}/_localstack/health", timeout=2) as answer:
                return answer.status == 200
        except OSError:
            return False

    def client(self, service: str):
        return boto3.client(
            service, endpoint_url=self.endpoint, region_name="us-east-1", aws_access_key_id="test", aws_secret_access_key="test",
            config=Config(s3={"addressing_style": "path"}, inject_host_prefix=False, retries={"total_max_attempts": 1}, max_pool_connections=20,
                          read_timeout=120))

    def descendants(self) -> list[psutil.Process]:
        return psutil.Process(self.process.pid).children(recursive=True)

    def jvms(self) -> list[psutil.Process]:
        return [process for process in self.descendants() if "java" in process.name()]

    def stop(self, sign: signal.Signals = signal.SIGTERM) -> None:
        if self.process.poll() is None:
            self.process.send_signal(sign)
            self.process.wait(60)
