"""What a collection of Java's garbage does to Python, in a process of its own: it can have one JVM only."""

import subprocess
import sys

from icalocal.tools import java_home

PROGRAM = """
import gc, sys, time
import jpype
from icalocal.repairs import jsonata_pauses

full = []
gc.callbacks.append(lambda phase, info: full.append(phase) if phase == "start" and info["generation"] == 2 else None)
if sys.argv[2] == "apart":
    jsonata_pauses.install()
jpype.startJVM(sys.argv[1])

def collections_of_python():
    full.clear()
    for _ in range(5):
        jpype.JClass("java.lang.System").gc()
        time.sleep(0.1)  # JPype hears of it on a thread of its own
    return len(full)

print(collections_of_python(), gc.collect() >= 0, collections_of_python())
"""


def collections(how: str) -> list[str]:
    library = java_home() / "lib" / "server" / "libjvm.so"
    return subprocess.run([sys.executable, "-c", PROGRAM, library, how], capture_output=True, text=True, check=True).stdout.split()


def test_python_collects_nothing_when_java_does():
    assert collections("apart") == ["0", "True", "0"]


def test_jpype_still_needs_to_be_kept_from_it():
    assert int(collections("as it comes")[0]) > 0
