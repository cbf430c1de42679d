"""What may be put into a state machine's definition."""

from localstack.services.stepfunctions.resource_providers import aws_stepfunctions_statemachine as provider

from icalocal.repairs import definition_substitutions


def test_a_number_is_put_into_a_definition_as_text(monkeypatch):
    monkeypatch.setattr(provider, "_apply_substitutions", provider._apply_substitutions)
    definition_substitutions.install()

    assert provider._apply_substitutions('{"Seconds": ${Poll}, "Name": "${Name}"}', {"Poll": 20, "Name": "ica"}) == '{"Seconds": 20, "Name": "ica"}'
