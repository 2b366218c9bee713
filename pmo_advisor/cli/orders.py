"""What is wanted of ``advise``: which documents, in which formats and languages, and where to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from pmo_advisor.cli import output
from pmo_advisor.cli.faults import refuse
from pmo_advisor.errors import BadInput, Fault
from pmo_advisor.model.text import Lang
from pmo_advisor.reports.produce import (
    BILINGUAL,
    CARRIED,
    NATURAL,
    Document,
    Format,
    Language,
    Order,
)


class Wanted(NamedTuple):
    """What the options say; an empty tuple is an option that was not given."""

    documents: tuple[Document, ...]
    formats: tuple[Format, ...]
    languages: tuple[Language, ...]


class Plan(NamedTuple):
    """The files to be made, each with its path; None stands for standard output."""

    files: tuple[tuple[Order, Path | None], ...]

    @property
    def formats(self) -> frozenset[str]:
        return frozenset(order.format for order, _ in self.files)


def planned(wanted: Wanted, target: str | None, lang: Lang) -> Plan:
    """Which files are made, and where. Raises BadInput with all that does not go together."""
    to_stream = target in (None, "-")
    if target is not None and not target.strip():
        refuse("cli.output.nameless")
    formats = wanted.formats or _by_ending(wanted, target)
    orders = _orders(wanted.documents, formats, wanted.languages or (lang,))
    if to_stream:
        if len(orders) > 1:
            refuse("cli.advise.several_need_folder", count=len(orders))
        return Plan(((orders[0], None),))
    path = Path(str(target))
    if not path.is_dir() and not _is_folder(str(target)):
        if len(orders) == 1:
            _check_ending(path, orders[0])
            output.check_writable(path)
            return Plan(((orders[0], path),))
        if output.format_of(path) is not None:
            refuse("cli.advise.several_need_folder", count=len(orders))
    folder = output.folder(path)
    files = tuple((order, folder / _name(order)) for order in orders)
    for _, file in files:
        output.check_writable(file)
    return Plan(files)


def _check_ending(path: Path, order: Order) -> None:
    """Raises BadInput where the file's name promises another format than what is to be in it."""
    promised = output.format_of(path)
    if promised is not None and promised != order.format:
        refuse("cli.advise.ending", path=path, format=order.format)


def _is_folder(target: str) -> bool:
    """Whether the name ends as a folder's does."""
    return target.endswith(("/", "\\"))


def _by_ending(wanted: Wanted, target: str | None) -> tuple[Format, ...]:
    """The format where none is named: that of the file, of the documents, or what is usual."""
    if target in (None, "-"):
        return () if wanted.documents else ("text",)
    path = Path(str(target))
    if path.is_dir() or _is_folder(str(target)):
        return () if wanted.documents else ("html",)
    found = output.format_of(path)
    if found is None and len(wanted.documents) <= 1:
        refuse("cli.advise.suffix", path=path, allowed=list(output.ENDINGS))
    return (found,) if found is not None else ()


def _orders(
    documents: Sequence[Document], formats: Sequence[Format], languages: Sequence[Language]
) -> tuple[Order, ...]:
    pairs = tuple(_pairs(documents, formats))
    faults = [
        Fault("cli.advise.format_unused", {"format": one, "documents": list(documents)})
        for one in formats
        if pairs and one not in {kind for _, kind in pairs}
    ]
    faults += [
        Fault("cli.advise.document_format", {"document": one, "allowed": list(CARRIED[one])})
        for one in documents
        if one not in {name for name, _ in pairs}
    ]
    orders: list[Order] = []
    for document, kind in pairs:
        found = tuple(_languages(document, kind, languages))
        orders += [Order(document, kind, one) for one in found]
        if not found:
            faults.append(Fault("cli.advise.not_bilingual", {"document": document, "format": kind}))
    if faults:
        raise BadInput(faults)
    return tuple(orders)


def _pairs(
    documents: Sequence[Document], formats: Sequence[Format]
) -> Iterator[tuple[Document, Format]]:
    if not documents:
        yield from ((NATURAL[kind], kind) for kind in formats)
    elif not formats:
        yield from ((document, CARRIED[document][0]) for document in documents)
    else:
        for document in documents:
            yield from ((document, kind) for kind in formats if kind in CARRIED[document])


def _languages(
    document: Document, kind: Format, languages: Sequence[Language]
) -> Iterator[Language]:
    """The languages in which there is such a file. JSON has every text in both."""
    if kind == "json":
        yield languages[0] if languages[0] != "zh-en" else "zh"
        return
    for one in languages:
        if one != "zh-en" or (document == "report" and kind in BILINGUAL):
            yield one


def _name(order: Order) -> str:
    ending = output.ending_of(order.format)
    if order.format == "json":
        return f"advice{ending}"
    return f"{order.document}.{order.language}{ending}"
