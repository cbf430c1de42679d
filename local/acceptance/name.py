"""What a run is called, and the tag that its bucket and stack carry."""

import re
import secrets

RUN = re.compile(r"ica-acc-[0-9a-f]{6}")
TAG = "ica-connect-acceptance"
# Of the stack that is made to fail.
FAILS = "-fails"


def fresh() -> str:
    return f"ica-acc-{secrets.token_hex(3)}"


def is_run(name: str | None) -> bool:
    return RUN.fullmatch(name or "") is not None
