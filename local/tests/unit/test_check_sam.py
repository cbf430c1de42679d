"""local/check-sam tells a SAM CLI that knows java25 from one that does not."""

import subprocess
from pathlib import Path

import pytest

SCRIPT = Path(__file__).parents[2] / "check-sam"


@pytest.mark.parametrize(("version", "code"), [("1.145.2", 1), ("1.99.0", 1), ("1.146.0", 0), ("1.170.0", 0), ("2.0.0", 0)])
def test_needs_1_146_0(tmp_path, version, code):
    sam = tmp_path / "sam"
    sam.write_text(f"#!/bin/sh\necho SAM CLI, version {version}\n")
    sam.chmod(0o755)
    answer = subprocess.run([SCRIPT, str(sam)], capture_output=True, text=True, check=False)
    assert answer.returncode == code
    assert ("1.146.0" in answer.stderr) == bool(code)
