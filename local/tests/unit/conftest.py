import pytest

from acceptance import sweep


@pytest.fixture
def quick(monkeypatch):
    """A sweep that waits for nothing long."""
    monkeypatch.setattr(sweep, "PAUSE_SECONDS", 0.001)
    monkeypatch.setattr(sweep, "DENIED_SECONDS", 0.05)
    waits = sweep.Sweep.wait_until_nothing
    monkeypatch.setattr(sweep.Sweep, "wait_until_nothing", lambda self: waits(self, 0.01))
