"""Where an application that is deployed on this machine looks for ICA."""

from argparse import Namespace
from pathlib import Path

from icalocal.commands.deploy import _parameters
from icalocal.settings import CHECKOUT


def test_the_application_looks_next_door_and_never_at_illuminas():
    assert "IcaBaseUrl=http://127.0.0.1:4567/ica/rest" in _parameters(Namespace(sam=[], project=CHECKOUT, port=4566))


def test_other_parameters_and_other_projects_are_left_alone():
    assert _parameters(Namespace(sam=["--parameter-overrides", "RotationDays=0"], project=CHECKOUT, port=4566)) == []
    assert _parameters(Namespace(sam=[], project=Path("/elsewhere"), port=4566)) == []
