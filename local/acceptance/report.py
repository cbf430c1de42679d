"""What a run says of differences: one line each, and the whole in a form to be pasted into an issue."""

import re
import subprocess
import time

import boto3

from icalocal.settings import CHECKOUT

LONGEST_DETAIL = 1500
HIDDEN = (
    (re.compile(r"\b(AKIA|ASIA)[A-Z0-9]{12,}\b"), r"\1…"),
    (re.compile(r"\b[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\b"), "ID"),
)


def differences(lines: list[dict], recorded: dict[str, str]) -> list[str]:
    """What came out otherwise than on LocalStack, or did not at all there, one line each."""
    return [_difference(line, recorded) for line in _different(lines, recorded)]


def _different(lines: list[dict], recorded: dict[str, str]) -> list[dict]:
    return [line for line in lines if line["result"] != recorded.get(_key(line), "" if line["result"].startswith("refused: ") else line["result"])]


def _key(line: dict) -> str:
    return f"{line['bucket']} {line['step']}"


def _difference(line: dict, recorded: dict[str, str]) -> str:
    return f"differs from LocalStack: {_key(line)}: there `{recorded.get(_key(line), 'not so')}`, here `{line['result']}`"


def issue(lines: list[dict], recorded: dict[str, str], region: str, hide: dict[str, str]) -> str:
    """Markdown, without the account's number and ids."""
    different = _different(lines, recorded)
    if not different:
        return ""
    words = [f"## The acceptance run differs from LocalStack in {len(different)} of {len(lines)} steps", ""]
    words += [f"{name}: {value}  " for name, value in _where(region).items()]
    for line in different:
        words += ["", f"- **{_difference(line, recorded)}** after {line['seconds']} s"]
        if line.get("detail"):
            words += ["  ```", *(f"  {one}" for one in line["detail"][:LONGEST_DETAIL].splitlines()), "  ```"]
    return hidden("\n".join(words), hide)


def hidden(text: str, hide: dict[str, str]) -> str:
    for what, instead in hide.items():
        text = text.replace(what, instead)
    for pattern, instead in HIDDEN:
        text = pattern.sub(instead, text)
    return text


def _where(region: str) -> dict[str, str]:
    return {
        "commit": _commit(),
        "region": region,
        "at": time.strftime("%Y-%m-%dT%H:%MZ", time.gmtime()),
        "deployed by": f"SAM CLI {_pinned('tools', 'aws-sam-cli')}",
        "asked by": f"boto3 {boto3.__version__}",
        "compared with": f"LocalStack {_pinned('localstack', 'localstack-core')}",
    }


def _pinned(environment: str, package: str) -> str:
    text = (CHECKOUT / "local" / "requirements" / f"{environment}.txt").read_text()
    return re.search(rf"^{package}(?:\[\w+\])?==(\S+)", text, re.M)[1]


def _commit() -> str:
    """Of a copy without Git, that it is one."""
    described = subprocess.run(["git", "-C", CHECKOUT, "describe", "--always", "--dirty"], capture_output=True, text=True)
    return described.stdout.strip() or "unknown"
