"""What AWS, or a command, answers instead of doing it, by the name that a person looks up."""

import subprocess
from pathlib import Path

from botocore.exceptions import BotoCoreError, ClientError

REFUSALS = (ClientError, BotoCoreError, subprocess.CalledProcessError, subprocess.TimeoutExpired)


def code(refused: Exception) -> str:
    return refused.response["Error"]["Code"] if isinstance(refused, ClientError) else type(refused).__name__


def named(refused: Exception) -> str:
    if isinstance(refused, subprocess.CalledProcessError):
        return f"refused: {Path(refused.cmd[0]).name} ended with {refused.returncode}"
    if isinstance(refused, subprocess.TimeoutExpired):
        return f"refused: {Path(refused.cmd[0]).name} took more than {refused.timeout} s"
    operation = f" {refused.operation_name}" if isinstance(refused, ClientError) else ""
    return f"refused: {code(refused)}{operation}"


def denied(refused: Exception) -> bool:
    """IAM and S3 say so too while they have not heard yet of what was allowed a moment ago."""
    return code(refused) in ("AccessDenied", "AccessDeniedException")


def unless(name: str, read):
    """What it reads, or None where AWS answers with this error."""
    try:
        return read()
    except ClientError as refused:
        if code(refused) != name:
            raise
        return None
