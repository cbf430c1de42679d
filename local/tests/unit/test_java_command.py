"""The command line and the environment of a function's JVM."""

from pathlib import Path

import pytest

from icalocal.function.java_command import environment_variables, java_command


class AnArchive:
    def options(self, environment_id):
        return ["-XX:SharedArchiveFile=archive"]


class Classes:
    native_client = Path("/client.so")

    def __str__(self):
        return "a.jar:b"


def command(tool_options=""):
    return java_command(java=Path("/java"), memory_mb=512, handler="a.Handler::handle", classes=Classes(), archive=AnArchive(),
                        environment_id="id", scratch=Path("/scratch"), tool_options=tool_options)


def test_the_heap_is_four_fifths_of_the_memory():
    assert "-XX:MaxHeapSize=419430k" in command()


@pytest.mark.parametrize("own, ours", [
    ("-XX:+UseG1GC", "-XX:+UseSerialGC"),
    ("-Xmx100m", "-XX:MaxHeapSize=419430k"),
    ("-XX:+TieredCompilation", "-XX:TieredStopAtLevel=1"),
    ("-Xshare:off", "-XX:SharedArchiveFile=archive"),
])
def test_a_choice_of_the_functions_own_is_left_to_it(own, ours):
    assert ours in command()
    assert ours not in command(own)


def variables(offered, declared=None):
    return environment_variables(offered, declared, "java25", "127.0.0.1:1", Path("/code"))


def test_nothing_comes_from_this_machine(monkeypatch):
    monkeypatch.setenv("HOST_SECRET", "x")
    assert "HOST_SECRET" not in variables({"AWS_REGION": "us-east-1"})


def test_localstacks_own_variables_are_kept_back_unless_declared():
    offered = {"LOCALSTACK_HOSTNAME": "h", "EDGE_PORT": "1", "AWS_LAMBDA_FUNCTION_MEMORY_SIZE": 512}
    assert variables(offered).keys() & offered.keys() == {"AWS_LAMBDA_FUNCTION_MEMORY_SIZE"}
    assert variables(offered, {"EDGE_PORT": "1"})["EDGE_PORT"] == "1"
    assert variables(offered)["AWS_LAMBDA_FUNCTION_MEMORY_SIZE"] == "512"
