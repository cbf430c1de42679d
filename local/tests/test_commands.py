"""up and down, find-java and find-python, venv, asl-validate: as a developer calls them."""

import fcntl
import os
import socket
import shutil
import subprocess
import time
from pathlib import Path

import psutil
import pytest
from server import LOCAL, free_port

from icalocal.settings import SCRATCH

STATE_MACHINE = Path(__file__).parent / "fixture" / "statemachine" / "order.asl.json"


def run(*command, **environment) -> subprocess.CompletedProcess:
    return subprocess.run([LOCAL / command[0], *map(str, command[1:])], capture_output=True, text=True, timeout=200, env=os.environ | environment)


@pytest.fixture
def port():
    port = free_port()
    yield port
    shutil.rmtree(SCRATCH / "state" / str(port), ignore_errors=True)


def test_up_twice_is_harmless_and_down_ends_it(port):
    # What a user has set for a real account, or for a way through a proxy, does no harm either.
    elsewhere = {"AWS_PROFILE": "real-account", "AWS_ENDPOINT_URL": "http://192.0.2.1", "HTTP_PROXY": "http://192.0.2.1", "http_proxy": "http://192.0.2.1"}
    try:
        first, second = run("up", "--port", port, **elsewhere), run("up", "--port", port)
        assert (first.returncode, second.returncode) == (0, 0), first.stderr + second.stderr
        assert "is up at" in first.stdout and "up already" in second.stdout
    finally:
        down = run("down", "--port", port)
    assert "is stopped" in down.stdout
    assert "was not running" in run("down", "--port", port).stdout
    with socket.socket() as probe:
        assert probe.connect_ex(("127.0.0.1", port)) != 0


def test_up_says_when_something_else_has_the_port():
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        refused = run("up", "--port", port)
    assert refused.returncode == 1
    assert f"Port {port} is in use by something else" in refused.stderr


def test_up_shows_the_log_when_the_server_cannot_start(port):
    state = SCRATCH / "state" / str(port)
    state.mkdir(parents=True)
    with open(state / "lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        refused = run("up", "--port", port)
    assert refused.returncode == 1
    assert "LocalStack did not start" in refused.stderr
    assert "Another LocalStack is using" in refused.stderr


def test_deploy_says_when_nothing_is_up():
    refused = run("deploy", "--port", free_port())
    assert refused.returncode == 1
    assert "start it: local/up" in refused.stderr


def test_find_java_finds_a_jdk_25():
    home = run("find-java", JAVA_HOME="").stdout.strip()
    assert '\nJAVA_VERSION="25' in "\n" + (Path(home) / "release").read_text()


def test_find_java_says_how_to_get_one():
    # The machine's own folders cannot be hidden, so the wish is changed to what nobody has.
    script = (LOCAL / "find-java").read_text().replace("wanted=25", "wanted=999")
    failed = subprocess.run(["bash", "-c", script], capture_output=True, text=True)
    assert failed.returncode == 1
    assert failed.stderr.startswith("No JDK 999 found. Install one")


def test_a_current_environment_is_printed_at_once():
    begin = time.monotonic()
    assert Path(run("venv", "localstack").stdout.strip(), "bin", "python").exists()
    assert time.monotonic() - begin < 5


def test_two_commands_may_build_an_environment_at_once():
    mark = LOCAL.parent / ".local" / "venvs" / "ministack" / "built-from"
    mark.unlink(missing_ok=True)
    both = [subprocess.Popen([LOCAL / "venv", "ministack"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) for _ in range(2)]
    results = [process.communicate() for process in both]
    assert [process.returncode for process in both] == [0, 0], results
    assert results[0][0] == results[1][0]
    assert sum("Built" in told for _, told in results) == 1


def test_ministack_runs_on_the_loopback_address():
    port = free_port()
    process = subprocess.Popen([LOCAL / "ministack", str(port), "--auth"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        deadline = time.monotonic() + 30
        listening = []
        while not listening and time.monotonic() < deadline:
            time.sleep(0.1)
            listening = [c.laddr for c in psutil.Process(process.pid).net_connections("tcp") if c.status == psutil.CONN_LISTEN]
        assert {(address.ip, address.port) for address in listening} == {("127.0.0.1", port)}
    finally:
        process.terminate()
        process.wait(20)


def test_a_state_machine_with_substitutions_is_valid():
    assert run("asl-validate", STATE_MACHINE).returncode == 0


def test_a_dangling_transition_is_found(tmp_path):
    broken = tmp_path / "broken.asl.json"
    broken.write_text(STATE_MACHINE.read_text().replace('"Next": "Count"', '"Next": "Cuont"'))
    refused = run("asl-validate", broken, STATE_MACHINE)
    assert refused.returncode == 1
    assert "Cuont" in refused.stderr
