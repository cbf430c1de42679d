"""The layout of the workflows and their drawings."""

import json
import subprocess
from pathlib import Path

import pytest

LOCAL = Path(__file__).resolve().parents[2]
DEFINITIONS = sorted((LOCAL.parent / "statemachine").glob("*.asl.json"))


def run(tool, *arguments):
    return subprocess.run([LOCAL / tool, *map(str, arguments)], capture_output=True, text=True)


@pytest.mark.parametrize("definition", DEFINITIONS, ids=lambda path: path.name)
def test_a_workflow_is_laid_out_and_drawn(definition):
    assert run("asl-format", "--check", definition).returncode == 0, "make format"
    assert run("asl-draw", "--check", definition).returncode == 0, "make drawings"


def test_the_layout_changes_no_value_and_a_retrier_is_one_line(tmp_path):
    written = tmp_path / "order.asl.json"
    definition = json.loads((LOCAL.parent / "statemachine" / "connect.asl.json").read_text())
    written.write_text(json.dumps(definition, indent=8))
    assert run("asl-format", "--check", written).returncode == 1

    assert run("asl-format", written).returncode == 0

    text = written.read_text()
    assert json.loads(text) == definition
    assert list(json.loads(text)["States"]) == list(definition["States"])
    assert text.count('{ "ErrorEquals"') == text.count('"ErrorEquals"')
    assert run("asl-format", "--check", written).returncode == 0


def test_a_drawing_has_every_state_and_every_way_between_them():
    for definition in DEFINITIONS:
        states = json.loads(definition.read_text())["States"]
        page = (LOCAL.parent / "docs" / "workflows" / (definition.name.split(".")[0] + ".md")).read_text()
        for name in states:
            assert f'"{name}"' in page


def test_a_drawing_that_is_old_is_noticed(tmp_path):
    changed = tmp_path / "receive.asl.json"
    changed.write_text((LOCAL.parent / "statemachine" / "receive.asl.json").read_text().replace("Heard before", "Known"))
    answer = run("asl-draw", "--check", changed)
    assert answer.returncode == 1
    assert "make drawings" in answer.stderr
