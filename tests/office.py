"""Office files converted by LibreOffice, as a reader would see them."""

from __future__ import annotations

import atexit
import io
import os
import re
import shutil
import subprocess
import tempfile
import zipfile
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

from tests import needs
from tests.shipped import ROOT

_RESULT = re.compile(rb"</f><v>[^<]*</v>")
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
    return pdfs([data], ending)[0]


def pdfs(files: Sequence[bytes], ending: str) -> list[bytes]:
    """Several Office files as PDFs, in their order; LibreOffice starts once for all of them."""
    named = {f"document{number}": data for number, data in enumerate(files)}
    made = converted(named, ending, "pdf")
    return [made[name] for name in named]


def recalculated(books: Mapping[str, bytes]) -> dict[str, bytes]:
    """Workbooks after LibreOffice has worked out every formula anew, by their names.

    The results that stand in the files are taken away first, or it would believe them.
    """
    blank = {name: _without_results(data) for name, data in books.items()}
    return converted(blank, "xlsx", "xlsx")


def converted(files: Mapping[str, bytes], ending: str, wanted: str) -> dict[str, bytes]:
    """Office files in another format of LibreOffice, by their names, in one run.

    Skips the test where LibreOffice is missing.
    """
    needs.program("soffice")
    with tempfile.TemporaryDirectory() as folder:
        given = [Path(folder) / f"{name}.{ending}" for name in files]
        for path, data in zip(given, files.values(), strict=True):
            path.write_bytes(data)
        out = Path(folder) / "out"
        command = ["soffice", f"-env:UserInstallation={(_home() / 'profile').as_uri()}"]
        command += ["--headless", "--convert-to", wanted, "--outdir", str(out), *map(str, given)]
        done = subprocess.run(
            command,
            env={**os.environ, "FONTCONFIG_FILE": str(_home() / "fonts.conf")},
            capture_output=True,
            text=True,
            timeout=180,
            check=False,
        )
        made = {name: out / f"{name}.{wanted}" for name in files}
        assert all(one.is_file() for one in made.values()), done.stdout + done.stderr
        return {name: path.read_bytes() for name, path in made.items()}


def _without_results(data: bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as given, zipfile.ZipFile(made, "w") as written:
        for one in given.infolist():
            part = given.read(one)
            if one.filename.startswith("xl/worksheets/"):
                part = _RESULT.sub(rb"</f>", part)
            written.writestr(one, part)
    return made.getvalue()


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
