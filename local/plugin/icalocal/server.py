"""Runs LocalStack in the foreground, on the loopback address only, with all its state in one folder."""

import argparse
import fcntl
import functools
import os
import shutil
import sys
import tempfile
from pathlib import Path

from icalocal import settings
from icalocal.jars import jars
from icalocal.settings import SCRATCH, Settings
from icalocal.tools import java_home, keep_to_this_machine


def main() -> None:
    parser = argparse.ArgumentParser(prog="local/localstack", description=__doc__)
    parser.add_argument("port", type=int, metavar="PORT")
    parser.add_argument("--state", type=Path, metavar="DIR", help="default: .local/state/PORT; what a former run left there is removed")
    arguments = parser.parse_args()
    state = (arguments.state or SCRATCH / "state" / str(arguments.port)).absolute()
    chosen = Settings(port=arguments.port, state=state, java_home=java_home(), runtime_client=jars("runtime-client"))

    keep_to_this_machine()
    lock = take_state(state)
    lay_out_packages(chosen)
    os.environ.update(localstack_environment(chosen))
    tempfile.tempdir = str(state / "tmp")  # LocalStack unzips functions there, and two servers must not share that
    settings.use(chosen)
    bind_to_loopback()
    from localstack.runtime.main import main as run_localstack

    try:
        run_localstack()
    except SystemExit as end:
        sys.stdout.flush()
        lock.close()
        os._exit(end.code)  # all is stopped, but the interpreter would wait 5 s for idle threads


def take_state(state: Path):
    """The folder belongs to one server at a time, and starts empty: LocalStack keeps its data in memory anyway."""
    state.mkdir(parents=True, exist_ok=True)
    lock = open(state / "lock", "w")
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        sys.exit(f"Another LocalStack is using {state}")
    for folder in ("filesystem", "tmp", "volume", "functions"):
        shutil.rmtree(state / folder, ignore_errors=True)
    (state / "requests.jsonl").unlink(missing_ok=True)
    (state / "tmp").mkdir()
    return lock


def lay_out_packages(chosen: Settings) -> None:
    """What LocalStack would download at first use: a Java runtime, and the JSONata library that runs on it."""
    libraries = chosen.state / "filesystem" / "var" / "lib" / "localstack" / "lib"
    link(libraries / "java" / "21", chosen.java_home)
    link(chosen.state / "filesystem" / "usr" / "lib" / "localstack" / "java" / "21", chosen.java_home)
    link(libraries / "jsonata" / "0.9.7", jars("jsonata"))


def link(path: Path, target: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.symlink_to(target)


def localstack_environment(chosen: Settings) -> dict[str, str]:
    address = f"127.0.0.1:{chosen.port}"
    return {
        "GATEWAY_LISTEN": address,
        "LOCALSTACK_HOST": address,
        "OVERRIDE_IN_DOCKER": "0",
        "DNS_ADDRESS": "0",
        "FILESYSTEM_ROOT": str(chosen.state / "filesystem"),
        "LOCALSTACK_VOLUME_DIR": str(chosen.state / "volume"),
        # Its list of installed plugins, which must not outlive a rebuilt environment.
        "XDG_CACHE_HOME": str(chosen.state / "tmp"),
        "DISABLE_EVENTS": "1",
        "SKIP_SSL_CERT_DOWNLOAD": "1",
        "EAGER_SERVICE_LOADING": "0",
        # What its services ask of each other does not go through a socket.
        "IN_MEMORY_CLIENT": "1",
        "SQS_DISABLE_CLOUDWATCH_METRICS": "1",
        "LS_LOG": os.environ.get("LS_LOG", "info"),
        "PROVIDER_OVERRIDE_DYNAMODB": "moto",
        "LAMBDA_RUNTIME_EXECUTOR": "process",
        # Starts wait for each other, so the last of many may take long.
        "LAMBDA_RUNTIME_ENVIRONMENT_TIMEOUT": "120",
    }


def bind_to_loopback() -> None:
    """LocalStack's server ignores the host in GATEWAY_LISTEN and binds every interface."""
    from twisted.internet import endpoints

    endpoints.TCP4ServerEndpoint = functools.partial(endpoints.TCP4ServerEndpoint, interface="127.0.0.1")


if __name__ == "__main__":
    main()
