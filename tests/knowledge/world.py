"""The toy world about tea, and how tests spoil it and read what is said of it."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pmo_advisor.errors import BadInput, Fault
from pmo_advisor.knowledge import library
from pmo_advisor.knowledge.texts import Texts, load_texts
from pmo_advisor.model.text import LANGS

TINY = Path(__file__).parents[1] / "worlds" / "tiny"


@dataclass(frozen=True)
class World:
    """A folder of knowledge."""

    root: Path

    def spoil(self, name: str, old: str, new: str) -> int:
        """Replace the first ``old`` in a file; returns the line at which the change begins."""
        path = self.root / name
        text = path.read_text(encoding="utf-8")
        assert old in text, f"{old!r} is not in {name}"
        path.write_text(text.replace(old, new, 1), encoding="utf-8")
        same = 0
        while same < min(len(old), len(new)) and old[same] == new[same]:
            same += 1
        return text[: text.index(old) + same].count("\n") + 1

    def add(self, name: str, text: str) -> None:
        """Append to a file, or make one."""
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        before = path.read_text(encoding="utf-8") if path.exists() else ""
        path.write_text(before + text, encoding="utf-8")

    def faults(self, packs: Sequence[Path] = ()) -> tuple[Fault, ...]:
        """Everything that is wrong, each of which can be said in both languages."""
        try:
            found = library.examine(packs, base=self.root).faults
        except BadInput as error:
            found = error.faults
        for fault in found:
            say(fault)
        return found


def copy_of_tiny(target: Path) -> World:
    """A fresh copy of the toy world."""
    shutil.copytree(TINY, target)
    return World(target)


@cache
def texts() -> Texts:
    """The shipped texts."""
    return load_texts()


def say(fault: Fault) -> str:
    """The fault in English; it must be possible to say it in Chinese, too."""
    words = {lang: texts().fault(fault, lang) for lang in LANGS}
    return words["en"]


def messages(faults: Sequence[Fault]) -> list[str]:
    """The text ids of the faults."""
    return [fault.message for fault in faults]
