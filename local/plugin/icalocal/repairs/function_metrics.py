"""Metrics of functions, left out.

LocalStack sends itself a request for each invocation, while others wait for the same interpreter. Nothing that runs
here reads them.
"""


def install() -> None:
    from localstack.services.lambda_.invocation import version_manager

    for name in ("record_cw_metric_invocation", "record_cw_metric_error"):
        getattr(version_manager, name)  # it must be there to be left out
        setattr(version_manager, name, nothing)


def nothing(*_, **__) -> None:
    pass
