"""Parts that a test needs and that may be missing here.

A test skips with a sentence where its part is missing. PMO_NO_SKIP=1 (a machine on which all parts
are meant to be there) turns the skip into a failure.
"""

from __future__ import annotations

import importlib
import os
import shutil
import sys

import pytest


def durable() -> None:
    """Skip where durable-rules cannot be imported. It is not meant for Python 3.13 and later."""
    _part("durable.engine", meant=sys.version_info < (3, 13))


def solver() -> None:
    """Skip where OR-Tools cannot be imported."""
    _part("ortools.sat.python.cp_model", meant=True)


def numpy() -> None:
    """Skip where NumPy, which reads many organisations at once, cannot be imported."""
    _part("numpy", meant=True)


def tables() -> None:
    """Skip where the libraries that read and write tables cannot be imported."""
    for module in ("numpy", "pyarrow", "duckdb", "python_calamine", "xlsxwriter"):
        _part(module, meant=True)


def spark() -> None:
    """Skip where Apache Spark cannot run: it needs Java."""
    tables()
    _part("pyspark", meant=True)
    program("java")


def playwright() -> None:
    """Skip where Playwright, which drives a browser, cannot be imported."""
    _part("playwright.sync_api", meant=True)


def axe() -> None:
    """Skip where axe, which finds what shuts readers out, cannot be imported."""
    _part("axe_playwright_python.sync_playwright", meant=True)


def linux_memory() -> None:
    """Skip where the memory of the process cannot be read."""
    if not os.path.exists("/proc/self/statm"):
        pytest.skip("The memory of the process is read from /proc, which is not here.")


def program(name: str) -> None:
    """Skip where a program (``soffice``, ``pdftotext``, ``chromium``) is not on this machine."""
    if shutil.which(name) is None:
        _missing(f"The program {name} is not installed here.", meant=True)


def _part(module: str, *, meant: bool) -> None:
    try:
        importlib.import_module(module)
    except ImportError as missing:
        _missing(f"{module} cannot be imported here: {missing}.", meant=meant)


def _missing(sentence: str, *, meant: bool) -> None:
    if meant and os.environ.get("PMO_NO_SKIP") == "1":
        pytest.fail(sentence)
    pytest.skip(sentence)
