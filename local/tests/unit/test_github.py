"""The files for GitHub: they call what is here, and every action is pinned."""

import re
from pathlib import Path

import pytest
import yaml

CHECKOUT = Path(__file__).resolve().parents[3]
GITHUB = CHECKOUT / ".github"
WORKFLOWS = sorted((GITHUB / "workflows").glob("*.yml"))


def steps(workflow: Path):
    for job in yaml.safe_load(workflow.read_text())["jobs"].values():
        yield from job.get("steps", [])


@pytest.mark.parametrize("workflow", WORKFLOWS, ids=lambda file: file.name)
def test_every_action_is_pinned_by_its_commit(workflow):
    used = [step["uses"] for step in steps(workflow) if "uses" in step]
    assert used and all(re.fullmatch(r"[\w-]+/[\w-]+@[0-9a-f]{40}", one) for one in used)
    assert len(re.findall(r"(?m)uses: \S+@[0-9a-f]{40} # v\d+\.\d+\.\d+$", workflow.read_text())) == len(used)


@pytest.mark.parametrize("workflow", WORKFLOWS, ids=lambda file: file.name)
def test_what_it_runs_is_here(workflow):
    targets = set(re.findall(r"(?m)^([a-z-]+):", (CHECKOUT / "Makefile").read_text()))
    for step in steps(workflow):
        for target in re.findall(r"make ([a-z-]+)", step.get("run", "")):
            assert target in targets
        for file in re.findall(r"(?:^|\s)(\.ci/run|local/[\w/-]+)", step.get("run", "")):
            assert (CHECKOUT / file).exists()


def test_the_tests_are_those_of_the_checkout():
    run = [step["run"] for step in steps(GITHUB / "workflows" / "ci.yml") if "run" in step]
    assert [one for one in run if not one.startswith("sudo apt-get ")] == ["bash .ci/run"]


@pytest.mark.parametrize("workflow", WORKFLOWS, ids=lambda file: file.name)
def test_a_workflow_may_read_unless_a_job_says_more(workflow):
    assert yaml.safe_load(workflow.read_text())["permissions"] == {"contents": "read"}
    assert "pull_request_target" not in workflow.read_text()


def test_every_lock_file_is_looked_after():
    updates = yaml.safe_load((GITHUB / "dependabot.yml").read_text())["updates"]
    node = next(one for one in updates if one["package-ecosystem"] == "npm")
    locks = {f"/{file.parent.relative_to(CHECKOUT)}" for file in (CHECKOUT / "local").glob("*/package-lock.json")}
    assert set(node["directories"]) == locks
