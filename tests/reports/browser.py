"""A browser that shows a report to a test, as a phone or a desk would."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Literal

from tests import needs

WIDTHS = {"phone": 390, "narrow phone": 320, "desk": 1280}
_ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@contextmanager
def browser() -> Iterator[Any]:
    """The machine's chromium, without a window."""
    needs.program("chromium")
    needs.playwright()
    from playwright.sync_api import sync_playwright

    with sync_playwright() as started:
        opened = started.chromium.launch(
            executable_path=shutil.which("chromium"), args=list(_ARGUMENTS)
        )
        yield opened
        opened.close()


@contextmanager
def page(
    opened: Any, source: str, width: int, scheme: Literal["light", "dark"] = "light"
) -> Iterator[Any]:
    """The report on a screen ``width`` pixels wide, everything that folds unfolded."""
    shown = opened.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)
    shown.set_content(source)
    shown.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
    yield shown
    shown.close()
