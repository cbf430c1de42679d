"""The command line of a function's JVM, and what it finds in its environment."""

import re
from pathlib import Path

from icalocal.function.class_archive import MODULE_OPTIONS, ClassArchive
from icalocal.function.class_path import ClassPath

NATIVE_CLIENT_PROPERTY = "com.amazonaws.services.lambda.runtime.api.client.runtimeapi.NativeClient.JNI"
MAIN_CLASS = "com.amazonaws.services.lambda.runtime.api.client.AWSLambda"

# Short-lived processes on few cores: C1 and the serial collector start fastest, and Lambda itself chooses the latter.
DEFAULTS = {
    "-XX:+UseSerialGC": r"-XX:\+Use\w+GC",
    "-XX:TieredStopAtLevel=1": r"-XX:[-+]?Tiered\w+",
    "-XX:-UsePerfData": r"-XX:[-+]UsePerfData",
}


def java_command(*, java: Path, memory_mb: int, handler: str, classes: ClassPath, archive: ClassArchive,
                 environment_id: str, scratch: Path, tool_options: str) -> list[str]:
    """Options that the function chose itself (JAVA_TOOL_OPTIONS) are not set again: a second collector, for one, is an error."""
    options = [option for option, chosen in DEFAULTS.items() if not re.search(chosen, tool_options)]
    if not re.search(r"-Xmx|-XX:MaxHeapSize|-XX:MaxRAMPercentage", tool_options):
        options.append(f"-XX:MaxHeapSize={memory_mb * 1024 * 8 // 10}k")
    if not re.search(r"-Xshare|-XX:SharedArchiveFile|-XX:AOT|-javaagent", tool_options):
        options += archive.options(environment_id)
    options += [
        # The JVM's own warnings, of an unusable archive or the runtime client's native code, do not belong into the function's log.
        "-Xlog:disable", "-Xlog:all=error:stderr", *MODULE_OPTIONS,
        f"-XX:ErrorFile={scratch}/hs_err.log",
        f"-Djava.io.tmpdir={scratch}",
        f"-D{NATIVE_CLIENT_PROPERTY}={classes.native_client}",
    ]
    return [str(java), *options, "-cp", str(classes), MAIN_CLASS, handler]


def environment_variables(offered: dict[str, object], declared: dict[str, str] | None, runtime: str | None,
                          runtime_api: str, code: Path) -> dict[str, str]:
    """What Lambda gives a function, and nothing of this machine's environment.

    LocalStack offers some variables for its own containers; a function gets those only if it declares them.
    """
    declared = declared or {}
    internal = ("LOCALSTACK_", "EDGE_PORT", "AWS_LAMBDA_FUNCTION_TIMEOUT")
    return {
        "PATH": "/usr/local/bin:/usr/bin:/bin",
        "LANG": "en_US.UTF-8",
        **{name: str(value) for name, value in offered.items() if name in declared or not name.startswith(internal)},
        "AWS_EXECUTION_ENV": f"AWS_Lambda_{runtime}",
        "AWS_LAMBDA_RUNTIME_API": runtime_api,
        "LAMBDA_TASK_ROOT": str(code),
    }
