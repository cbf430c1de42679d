"""Pauses of a second, several to an execution, in which no state of any execution gets on.

JPype, through which LocalStack runs its JSONata library, has Python collect all its garbage whenever Java has collected
some of its own, and LocalStack is millions of objects. So Java gets more room, to collect rarely, and what is there when
it starts, which is mostly modules and services that live as long as the process, is looked at no more.
"""

import gc

JAVA_OPTIONS = (
    "-XX:+UseSerialGC",
    # An execution's expressions make some 20 MB of garbage.
    "-Xmn256m",
    # They are short: compiling them twice is no gain.
    "-XX:TieredStopAtLevel=1",
)


def install() -> None:
    import jpype

    start = jpype.startJVM

    def start_with_room(jvm_path: str, **options) -> None:
        start(jvm_path, *JAVA_OPTIONS, **options)
        gc.collect()
        gc.freeze()

    jpype.startJVM = start_with_room
