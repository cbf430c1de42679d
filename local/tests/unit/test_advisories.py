"""local/advisories says what the scanner found, and loudly when nothing was scanned."""

import stat
import subprocess
from pathlib import Path

import pytest

SCRIPT = Path(__file__).parents[2] / "advisories"


def scan(tmp_path, scanner=None, **environment):
    path = "/usr/bin:/bin"
    if scanner is not None:
        program = tmp_path / "osv-scanner"
        program.write_text(f"#!/bin/sh\n{scanner}\n")
        program.chmod(program.stat().st_mode | stat.S_IXUSR)
        path = f"{tmp_path}:{path}"
    return subprocess.run([SCRIPT, "bom.json"], capture_output=True, text=True, env={"PATH": path, **environment}, check=False)


def test_what_is_clean_passes(tmp_path):
    answer = scan(tmp_path, "exit 0")
    assert answer.returncode == 0
    assert "no published advisory" in answer.stdout


def test_an_advisory_fails_and_is_shown(tmp_path):
    answer = scan(tmp_path, "echo GHSA-1234; exit 1")
    assert answer.returncode == 1
    assert "GHSA-1234" in answer.stdout


@pytest.mark.parametrize("scanner", [None, "echo no such host; exit 127"])
def test_what_was_not_scanned_is_said_loudly(tmp_path, scanner):
    answer = scan(tmp_path, scanner)
    assert answer.returncode == 0
    assert "ADVISORIES NOT SCANNED" in answer.stderr
    assert "no published advisory" not in answer.stdout


@pytest.mark.parametrize("scanner", [None, "exit 127"])
def test_a_release_fails_without_a_scan(tmp_path, scanner):
    assert scan(tmp_path, scanner, REQUIRE_ADVISORIES="1").returncode == 1


def test_a_database_fetched_before_is_used_offline(tmp_path):
    answer = scan(tmp_path, 'case "$*" in *--offline-vulnerabilities*) exit 0;; *) exit 127;; esac',
                  OSV_SCANNER_LOCAL_DB_CACHE_DIRECTORY=str(tmp_path))
    assert answer.returncode == 0
    assert "ADVISORIES NOT SCANNED" not in answer.stderr
