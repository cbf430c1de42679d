"""A function's invocation costs no request to CloudWatch."""

from localstack.services.lambda_.invocation import metrics, version_manager

from icalocal.repairs import function_metrics

RECORDERS = ("record_cw_metric_invocation", "record_cw_metric_error")


def test_an_invocation_is_not_told_to_cloudwatch(monkeypatch):
    told = []
    monkeypatch.setattr(metrics, "publish_lambda_metric", lambda *how, **more: told.append(how))
    for name in RECORDERS:
        monkeypatch.setattr(version_manager, name, getattr(metrics, name))
        getattr(version_manager, name)("f", "000000000000", "us-east-1")
    assert told  # LocalStack still does

    told.clear()
    function_metrics.install()
    for name in RECORDERS:
        getattr(version_manager, name)("f", "000000000000", "us-east-1")
    assert not told
