"""How the JVM of the JSONata library is started."""

import gc

import jpype

from icalocal.repairs import jsonata_pauses


def test_java_gets_room_and_python_looks_no_more_at_what_is_there(monkeypatch):
    started = []
    monkeypatch.setattr(jpype, "startJVM", lambda *arguments, **options: started.append((arguments, options)))
    frozen_before = gc.get_freeze_count()

    try:
        jsonata_pauses.install()
        jpype.startJVM("libjvm.so", classpath=["*"])

        assert started == [(("libjvm.so", *jsonata_pauses.JAVA_OPTIONS), {"classpath": ["*"]})]
        assert gc.get_freeze_count() > frozen_before
    finally:
        gc.unfreeze()
