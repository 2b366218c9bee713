"""The guide in a starting set, for a reader who knows Word and PowerPoint and nothing else."""

from __future__ import annotations

import shlex
from collections.abc import Iterator, Sequence

from pmo_advisor.cli.brandset.lines import lines
from pmo_advisor.cli.layout import MARGIN, pad, width
from pmo_advisor.cli.words import Words

_LINE = "-"


def guide(words: Words, folder: str) -> str:
    """The whole guide as plain text."""
    return "\n".join(_lines(words, folder)) + "\n"


def _lines(words: Words, folder: str) -> Iterator[str]:
    from pmo_advisor.reports.formats.slides.places import PLACES
    from pmo_advisor.reports.formats.word.tags import TAGS

    yield from _titled(words, "cli.template.guide.title", "=")
    yield lines(words.say("cli.template.guide.intro"), first="")
    yield ""
    yield from _titled(words, "cli.template.guide.files")
    yield from _table(
        [
            (name, words.say(f"cli.template.guide.file.{key}"))
            for name, key in (
                ("report.docx", "report"),
                ("charter.docx", "charter"),
                ("roles.docx", "roles"),
                ("deck.pptx", "deck"),
                ("brand.yaml", "brand"),
                ("logo.png", "logo"),
                ("fonts/", "fonts"),
                ("texts/", "texts"),
            )
        ]
    )
    yield ""
    yield from _titled(words, "cli.template.guide.word")
    yield lines(words.say("cli.template.guide.word_how", tag="{{ organization }}"), first="")
    for kind, tags in TAGS.items():
        yield ""
        yield f"{kind}.docx"
        yield from _table([(one.name, words.say(f"report.{one.says}")) for one in tags])
    yield ""
    yield from _titled(words, "cli.template.guide.slides")
    yield lines(words.say("cli.template.guide.slides_how"), first="")
    for layout in PLACES:
        yield ""
        yield lines(words.say(f"report.{layout.says}"), first=f"{layout.name}  ")
        yield from _table([(one.name, words.say(f"report.{one.says}")) for one in layout.spots])
    yield ""
    yield from _titled(words, "cli.template.guide.use")
    yield lines(words.say("cli.template.guide.use_how"), first="")
    yield ""
    check = ["template", "check", folder, "-o", f"{folder}-samples"]
    use = ["advise", "answers.yaml", "--brand", folder, "--document", "report,deck", "-o", "out/"]
    for one in (check, use):
        yield f"{MARGIN}{shlex.join(['pmo-advisor', *one])}"


def _titled(words: Words, message: str, line: str = _LINE) -> Iterator[str]:
    said = lines(words.say(message))
    yield said
    yield line * int(width(said))


def _table(rows: Sequence[tuple[str, str]]) -> Iterator[str]:
    room = max(int(width(name)) for name, _ in rows)
    for name, said in rows:
        yield lines(said, first=f"{MARGIN}{pad(name, room)}{MARGIN}")
