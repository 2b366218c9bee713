"""Parts that a test needs and that may be missing here.

A test skips with a sentence where its part is missing. PMO_NO_SKIP=1 (a machine on which all parts
are meant to be there) turns the skip into a failure.
"""

from __future__ import annotations

import importlib
import os
import sys

import pytest


def durable() -> None:
    """Skip where durable-rules cannot be imported. It is not meant for Python 3.13 and later."""
    _part("durable.engine", meant=sys.version_info < (3, 13))


def solver() -> None:
    """Skip where OR-Tools cannot be imported."""
    _part("ortools.sat.python.cp_model", meant=True)


def linux_memory() -> None:
    """Skip where the memory of the process cannot be read."""
    if not os.path.exists("/proc/self/statm"):
        pytest.skip("The memory of the process is read from /proc, which is not here.")


def _part(module: str, *, meant: bool) -> None:
    try:
        importlib.import_module(module)
    except ImportError as missing:
        sentence = f"{module} cannot be imported here: {missing}."
        if meant and os.environ.get("PMO_NO_SKIP") == "1":
            pytest.fail(sentence)
        pytest.skip(sentence)
