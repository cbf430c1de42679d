"""Runs MiniStack with these repairs: every module here is one. What it unpacks goes with it."""

import importlib
import os
import pkgutil
import tempfile

import ministack_repairs

with tempfile.TemporaryDirectory(prefix="ministack-") as scratch:
    tempfile.tempdir = os.environ["TMPDIR"] = scratch  # before MiniStack looks where it may write

    from ministack.app import main

    for module in pkgutil.iter_modules(ministack_repairs.__path__):
        if module.name != "__main__":
            importlib.import_module(f"ministack_repairs.{module.name}").install()
    main()
