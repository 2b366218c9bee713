"""Takes a picture of every page and state: ``python -m tests.web.gallery FOLDER [NAME…]``.

Names are beginnings of states' names; without any, all are taken: in both languages on a phone, a
laptop and a projector, and in the dark on a laptop.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from tests.reports.browser import browser
from tests.web.conftest import Running
from tests.web.states import show, states

SIZES = {"phone": (360, 740), "laptop": (1280, 800), "projector": (1920, 1080)}
LOOKS = (
    *((lang, "light", size) for lang in ("zh", "en") for size in SIZES),
    *((lang, "dark", "laptop") for lang in ("zh", "en")),
)


def take(folder: Path, begins: tuple[str, ...]) -> None:
    """The pictures, as ``state.lang.look.size.png``; of the whole page."""
    with tempfile.TemporaryDirectory() as place, browser() as chromium:
        running = Running(Path(place))
        pages = {
            (size, scheme): chromium.new_page(
                viewport={"width": SIZES[size][0], "height": SIZES[size][1]}, color_scheme=scheme
            )
            for _, scheme, size in LOOKS
        }
        for state in states(running):
            if not state.name.startswith(begins):
                continue
            for lang, scheme, size in LOOKS:
                page = pages[size, scheme]
                show(page, running, state, lang)
                name = f"{state.name}.{lang}.{scheme}.{size}.png"
                page.screenshot(path=folder / name, full_page=True)
        running.stop()


if __name__ == "__main__":
    made = Path(sys.argv[1])
    made.mkdir(parents=True, exist_ok=True)
    take(made, tuple(sys.argv[2:]) or ("",))
