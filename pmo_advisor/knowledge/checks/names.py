"""Names: unique where they must be, known where they are used."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pmo_advisor.errors import Fault
from pmo_advisor.knowledge.document import KeyPath
from pmo_advisor.knowledge.entries import Entry
from pmo_advisor.knowledge.nearest import nearest
from pmo_advisor.knowledge.stock import Stock
from pmo_advisor.logic.program import CONCLUSIONS
from pmo_advisor.model.catalog import Type
from pmo_advisor.model.condition import JOINTS
from pmo_advisor.model.question import ChoiceQuestion, Form
from pmo_advisor.model.rule import Derived
from pmo_advisor.model.sheet import UNKNOWN


def unknown_name(
    stock: Stock, entry: Entry, path: KeyPath, message: str, name: str, kind: str
) -> Iterator[Fault]:
    """A fault if ``name``, which stands at ``path``, is no id of that kind."""
    yield from not_among(stock, entry, path, message, name, stock.ids(kind), kind)


def not_among(
    stock: Stock,
    entry: Entry,
    path: KeyPath,
    message: str,
    name: str,
    known: Iterable[str],
    kind: str,
) -> Iterator[Fault]:
    """A fault if ``name``, which stands at ``path``, is not among ``known``, got from a kind."""
    allowed = list(known)
    if name not in allowed and not stock.excused(name, kind):
        yield entry.fault(message, path, hint=nearest(name, allowed), name=name, allowed=allowed)


def repeated(
    entry: Entry, message: str, named: Iterable[tuple[KeyPath, object]]
) -> Iterator[Fault]:
    """A fault at each path whose name stood at an earlier one already."""
    seen: set[object] = set()
    for path, name in named:
        if name in seen:
            yield entry.fault(message, path, name=str(name))
        seen.add(name)


def facts_once(stock: Stock) -> Iterator[Fault]:
    """A fact is a question, a derived fact or a conclusion, never two of them."""
    reserved = {*JOINTS, UNKNOWN}
    asked = {entry.id: entry for entry, _ in stock.questions()}
    computed = {entry.id: entry for entry, _ in stock.of("derived", Derived)}
    for name, entry in (*asked.items(), *computed.items()):
        if name in reserved:
            yield entry.fault("fact_reserved", ("id",), name=name)
        if name in CONCLUSIONS:
            yield entry.fault("fact_is_conclusion", ("id",), name=name)
    for name, entry in computed.items():
        if name in asked:
            other = str(asked[name].place(("id",)))
            yield entry.fault("id_twice", ("id",), id=name, other=other)


def parts_once(stock: Stock) -> Iterator[Fault]:
    """Choices, bands, sections and lines of service are each named once."""
    for entry, question in stock.questions():
        if isinstance(question, ChoiceQuestion):
            ids = [one.id for one in question.choices]
            paths: list[KeyPath] = [("choices", n, "id") for n in range(len(ids))]
            yield from repeated(entry, "choice_twice", zip(paths, ids, strict=True))
            for path, name in zip(paths, ids, strict=True):
                if name == UNKNOWN:
                    yield entry.fault("choice_reserved", path, name=name)
    for entry, spec in stock.of("derived", Derived):
        named = [(("bands", n, "id"), band.id) for n, band in enumerate(spec.bands)]
        yield from repeated(entry, "band_twice", named)
    for entry, form in stock.of("form", Form):
        asked = [
            (("sections", s, "questions", n), name)
            for s, section in enumerate(form.sections)
            for n, name in enumerate(section.questions)
        ]
        yield from repeated(entry, "question_twice", asked)


def lines_once(stock: Stock) -> Iterator[Fault]:
    """A line of service belongs to one type."""
    owners: dict[str, str] = {}
    for entry, kind in stock.of("types", Type):
        for number, line in enumerate(kind.lines):
            if line.id in owners:
                path: KeyPath = ("lines", number, "id")
                yield entry.fault("line_twice", path, name=line.id, other=owners[line.id])
            owners.setdefault(line.id, entry.id)


def sources_known(stock: Stock) -> Iterator[Fault]:
    """Every source that is named stands in the catalogue."""
    for item in stock.items:
        for number, name in enumerate(getattr(item.model, "sources", ())):
            path: KeyPath = ("sources", number)
            for fault in unknown_name(stock, item.entry, path, "source_unknown", name, "sources"):
                # The whole list of evidence is too long to be of help.
                yield Fault(fault.message, {"name": name}, fault.place, fault.hint)


CHECKS = (facts_once, parts_once, lines_once, sources_known)
