"""What is said in a place, as runs: each with its face and language, marks, notes and links."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pmo_advisor.model.text import Lang
from pmo_advisor.reports.blocks import Place, Said
from pmo_advisor.reports.formats.word.styles import Styles
from pmo_advisor.reports.formats.word.xml import Element, element, valued, words
from pmo_advisor.reports.parts import Mark
from pmo_advisor.reports.typography import ems

TAGS: dict[Lang, str] = {"zh": "zh-CN", "en": "en-GB"}
GAP = "\u00a0\u00a0"
"""After a mark or an opening in bold, and before a detail in the same line."""
BESIDE = 16
"""The longest detail, in ems, that stands in the same line."""

_MARKS: Mapping[Mark, str] = {
    "met": "PMO Met",
    "unmet": "PMO Unmet",
    "open": "PMO Open",
    "for": "PMO For",
    "against": "PMO Against",
}


class Runs:
    """Writes runs; another language than the ``first`` is softer.

    Without ``notes`` in the document, nothing refers to them.
    """

    def __init__(self, styles: Styles, first: Lang, *, notes: bool) -> None:
        self._styles = styles
        self._first = first
        self._notes = notes

    def place(self, place: Place, style: str, *, second: float = 1) -> list[Element]:
        """A place in a paragraph of this style, another language on a line of its own.

        ``second`` is the size of the other language beside the first.
        """
        return [run for one in self._lines(place, style, second) for run in one]

    def _lines(self, place: Place, style: str, second: float) -> Iterator[list[Element]]:
        before: Said | None = None
        for said in place:
            other = said.lang != self._first
            if before is not None and said.lang != before.lang:
                yield [self.line_break(style)]
            elif before is not None and before.bold and not before.text.endswith(" "):
                yield [self.run(GAP, said.lang, style)]
            yield list(self._said(said, style, second if other else 1, other))
            before = said

    def _said(self, said: Said, style: str, scale: float, other: bool) -> Iterator[Element]:
        if said.mark_word and said.mark:
            yield self.run(said.mark_word + GAP, said.lang, style, _MARKS[said.mark], scale)
        marked = said.mark is not None and not said.mark_word
        letters = _MARKS[said.mark] if said.mark and marked else "PMO Second" if other else ""
        yield self.run(said.text, said.lang, style, letters, scale, bold=said.bold)
        yield from self._references(said, style)
        if said.detail:
            if ems(said.detail) > BESIDE:
                yield self.line_break(style)
                yield self.run(said.detail, said.lang, style, "PMO Quiet")
            else:
                yield self.run(GAP + said.detail, said.lang, style, "PMO Quiet")

    def _references(self, said: Said, style: str) -> Iterator[Element]:
        for number in said.notes if self._notes else ():
            comma = "," if number != said.notes[0] else ""
            run = self.run(f"{comma}{number}", said.lang, style, "PMO Reference")
            yield element("w:hyperlink", {"w:anchor": note_anchor(number)}, run)

    def run(
        self, text: str, lang: Lang, style: str, letters: str = "", scale: float = 1, *,
        bold: bool = False
    ) -> Element:  # fmt: skip
        """A run of one language; ``letters`` is a style of letters."""
        properties = self.properties(lang, style, letters, scale, bold=bold)
        return element("w:r", {}, properties, words("w:t", text))

    def line_break(self, style: str) -> Element:
        """A new line within the paragraph."""
        return element("w:r", {}, self.properties("en", style), element("w:br"))

    def properties(
        self, lang: Lang, style: str, letters: str = "", scale: float = 1, *, bold: bool = False
    ) -> Element:
        """What stands on every run: its style, its faces, its language."""
        size = round(self._styles.half_points(style) * scale)
        smaller = [valued("w:sz", size), valued("w:szCs", size)] if scale != 1 else []
        return element(
            "w:rPr",
            {},
            valued("w:rStyle", self._styles.id(letters)) if letters else None,
            self._fonts(lang, style),
            *([element("w:b"), element("w:bCs")] if bold else ()),
            *smaller,
            element("w:lang", {"w:val": TAGS["en"], "w:eastAsia": TAGS["zh"]}),
        )

    def _fonts(self, lang: Lang, style: str) -> Element:
        faces = self._styles.faces(style)
        latin = {f"w:{one}": faces.latin for one in ("ascii", "hAnsi", "cs")} if faces.latin else {}
        hint = "eastAsia" if lang == "zh" else "default"
        return element("w:rFonts", {"w:hint": hint, **latin, "w:eastAsia": faces.chinese})


def note_anchor(number: int) -> str:
    """The bookmark of a note."""
    return f"note_{number}"
