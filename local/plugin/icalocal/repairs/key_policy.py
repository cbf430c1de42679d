"""A key policy's name may be left out, since there is only one (`default`); LocalStack says that it does not exist."""

from icalocal.checks.requests import before


def install() -> None:
    before("kms", name_policy, {"GetKeyPolicy", "PutKeyPolicy"})


def name_policy(context, parameters: dict) -> None:
    parameters.setdefault("PolicyName", "default")
