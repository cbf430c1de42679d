"""The functions as they are deployed, and the naive handler that they are measured against."""

import os
import subprocess
import sys
from pathlib import Path

from bench.candidate import Candidate
from icalocal.tools import LOCAL, java_home, with_java
from workbench.stack import NAME, Stack

NAIVE = LOCAL / "bench" / "naive"
STEPS = ("inspect", "cors", "bucket-policy", "iam", "credential", "verify")


def functions(stack: Stack) -> list[Candidate]:
    """The steps of a connect first, in their order, then all others."""
    deployed = {function["FunctionName"].removeprefix(f"{NAME}-"): function
                for page in stack.client("lambda").get_paginator("list_functions").paginate() for function in page["Functions"]
                if function["FunctionName"].startswith(f"{NAME}-")}
    # All functions are one build; SAM puts a copy of it beside each name.
    code = next(path.parent for path in sorted(stack.build.folder.glob("*/lib")))
    names = [*STEPS, *sorted(set(deployed) - set(STEPS))]
    return [Candidate(name, deployed[name]["Handler"], code, deployed[name]["MemorySize"], deployed[name].get("Environment", {}).get("Variables", {}))
            for name in names]


def naive(memory_mb: int) -> Candidate:
    target = NAIVE / "target" / "classes"
    if not _is_built(target):
        maven = ["mvn", "-q", "-B", "-f", NAIVE / "pom.xml", "clean", "process-classes"]
        built = subprocess.run(maven, capture_output=True, text=True, env=with_java(java_home()))
        if built.returncode:
            sys.exit(f"The naive handler could not be built:\n{built.stdout}{built.stderr}")
    return Candidate("naive", "naive.NaiveHandler", target, memory_mb)


def _is_built(target: Path) -> bool:
    built = target / "naive" / "NaiveHandler.class"
    return built.exists() and all(os.path.getmtime(source) <= os.path.getmtime(built)
                                  for source in (NAIVE / "pom.xml", *NAIVE.glob("src/**/*.java")))
