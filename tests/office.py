"""Office files converted by LibreOffice, as a reader would see them."""

from __future__ import annotations

import atexit
import os
import shutil
import subprocess
import tempfile
from functools import cache
from pathlib import Path

from tests import needs
from tests.shipped import ROOT

_FONTS = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig>
  <include ignore_missing="yes">/etc/fonts/fonts.conf</include>
  <dir>{fonts}</dir>
  <cachedir>{cache}</cachedir>
</fontconfig>
"""


def pdf(data: bytes, ending: str) -> bytes:
    """The Office file (``ending`` is docx, pptx or xlsx) as LibreOffice prints it, a PDF.

    Skips the test where LibreOffice is missing. The shipped faces stand beside the machine's own.
    """
    needs.program("soffice")
    with tempfile.TemporaryDirectory() as folder:
        given = Path(folder) / f"document.{ending}"
        given.write_bytes(data)
        done = subprocess.run(
            [  # noqa: S607
                "soffice",
                f"-env:UserInstallation={(_home() / 'profile').as_uri()}",
                "--headless",
                "--convert-to",
                "pdf",
                "--outdir",
                folder,
                str(given),
            ],
            env={**os.environ, "FONTCONFIG_FILE": str(_home() / "fonts.conf")},
            capture_output=True,
            text=True,
            timeout=180,
            check=False,
        )
        made = given.with_suffix(".pdf")
        assert made.is_file(), done.stdout + done.stderr
        return made.read_bytes()


def poppler(tool: str, data: bytes, *arguments: str) -> str:
    """What a tool of poppler says of a PDF, such as ``pdftotext`` with ``-layout``."""
    needs.program(tool)
    with tempfile.TemporaryDirectory() as folder:
        given = Path(folder) / "document.pdf"
        given.write_bytes(data)
        # The tools that only tell something take no output file.
        told = [] if tool in ("pdffonts", "pdfinfo", "pdfimages") else ["-"]
        done = subprocess.run(
            [tool, *arguments, str(given), *told], capture_output=True, timeout=60, check=True
        )
        return done.stdout.decode("utf-8", errors="replace")


def pages(data: bytes) -> tuple[str, ...]:
    """The words of a PDF, page by page."""
    return tuple(poppler("pdftotext", data, "-layout").removesuffix("\f").split("\f"))


@cache
def _home() -> Path:
    """A folder of this process with its own profile and its own list of faces."""
    home = Path(tempfile.mkdtemp(prefix="pmo-office-"))
    atexit.register(shutil.rmtree, home, ignore_errors=True)
    (home / "cache").mkdir()
    (home / "fonts.conf").write_text(
        _FONTS.format(fonts=ROOT / "fonts", cache=home / "cache"), "utf-8"
    )
    return home
