"""The benchmark's way to start a function: past LocalStack, with the local executor's own parts."""

from conftest import FIXTURE

from bench import candidate
from bench.candidate import Candidate
from bench.first_answer import first_answer, ready
from icalocal.commands.build import Build


def test_a_process_is_measured_to_its_first_answer(tmp_path, monkeypatch):
    monkeypatch.setattr(candidate, "CACHE", tmp_path)
    build = Build(FIXTURE)
    build.ensure()
    echo = Candidate("echo", "fixture.Echo::handleRequest", next(build.folder.glob("*/lib")).parent, memory_mb=256, variables={"COLOUR": "green"})

    tuned, plain = (first_answer(command, echo.code, echo.variables, "http://127.0.0.1:1", "000000000000", {"do": "tell the environment"})
                    for command in (echo.tuned(with_archive=False), echo.plain()))
    initialised, _ = ready(echo.plain(), echo.code, {}, "http://127.0.0.1:1")

    assert tuned.document["COLOUR"] == plain.document["COLOUR"] == "green"
    assert 0 < tuned.cpu_seconds and 0 < tuned.seconds
    assert 0 < initialised < 60
