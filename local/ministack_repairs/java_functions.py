"""Runs functions of the managed Java runtime as processes of this machine. MiniStack would run them in Docker only.

A process meets what Lambda gives it: the Runtime API, the runtime client, its role's credentials, its own variables.
https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html
"""

import functools
import os
import re
import shlex
from pathlib import Path

MAIN_CLASS = "com.amazonaws.services.lambda.runtime.api.client.AWSLambda"
NATIVE_CLIENT_PROPERTY = "com.amazonaws.services.lambda.runtime.api.client.runtimeapi.NativeClient.JNI"


def install() -> None:
    from ministack.core import lambda_runtime
    from ministack.services import lambda_svc

    in_docker = lambda_svc._execute_function_docker
    worker_class = lambda_runtime._worker_class_for
    unzipped = lambda_svc._provided_runtime_code_dir
    environment = lambda_svc._provided_worker_env

    def execute(func, event, request_id):
        run = lambda_svc._execute_function_provided_warm if is_java(func.get("config") or func) else in_docker
        return run(func, event, request_id)

    def code_folder(code_zip):
        folder = Path(unzipped(code_zip))
        bootstrap = folder / "bootstrap"
        if not bootstrap.exists():
            bootstrap.write_text(f"#!/bin/sh\nexec {shlex.join(java_command(folder))} \"$_HANDLER\"\n")
            bootstrap.chmod(0o755)
        return str(folder)

    lambda_svc._execute_function_docker = execute
    lambda_svc._provided_runtime_code_dir = code_folder
    lambda_svc._provided_worker_env = lambda config, code, port: variables(config, environment(config, code, port))
    lambda_runtime._worker_class_for = (
        lambda config: lambda_runtime.ProvidedWorker if is_java(config) else worker_class(config))


def is_java(config: dict) -> bool:
    return str(config.get("Runtime", "")).startswith("java")


def java_command(code: Path) -> list[str]:
    from icalocal.function.class_path import class_path

    classes = class_path(code, runtime_client(), cache())
    return [
        os.path.join(os.environ["JAVA_HOME"], "bin", "java"), "-XX:+UseSerialGC", "-Xmx256m", "-XX:-UsePerfData",
        "--enable-native-access=ALL-UNNAMED", f"-D{NATIVE_CLIENT_PROPERTY}={classes.native_client}", "-cp", str(classes), MAIN_CLASS,
    ]


@functools.cache
def runtime_client() -> Path:
    from icalocal.jars import jars

    return jars("runtime-client")


def cache() -> Path:
    from icalocal.settings import SCRATCH

    return SCRATCH / "cache"


def variables(config: dict, offered: dict[str, str]) -> dict[str, str]:
    """What Lambda gives a function, and nothing of this machine's environment."""
    declared = (config.get("Environment") or {}).get("Variables") or {}
    lambdas = re.compile(r"AWS_\w+|_HANDLER|LAMBDA_TASK_ROOT")
    kept = {name: value for name, value in offered.items() if lambdas.fullmatch(name) or name in declared}
    return {"PATH": "/usr/local/bin:/usr/bin:/bin", "LANG": "en_US.UTF-8", **kept, "AWS_EXECUTION_ENV": f"AWS_Lambda_{config.get('Runtime')}"}
