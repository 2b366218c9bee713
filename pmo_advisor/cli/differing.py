"""What ``pack diff`` shows: how many, in what, which difference did it, then client by client."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence

from pmo_advisor.authoring.items import RULES
from pmo_advisor.authoring.packdiff import Changed, Client, Compared, ItemSaid, PackDiff
from pmo_advisor.cli.explaining.outline import Outline
from pmo_advisor.cli.pages import Markdown, Page
from pmo_advisor.cli.sides import Sides
from pmo_advisor.cli.words import Words
from pmo_advisor.reports.names import Names
from pmo_advisor.reports.typography import clean

FEW = 20
"""Clients that are listed where not all are asked for."""
_UNSAFE = ("=", "+", "-", "@", "\t", "\r")
_BOM = "\ufeff"

Both = tuple[Names, Names]


def as_text(found: PackDiff, names: Both, words: Words, everything: bool, as_markdown: bool) -> str:
    """The comparison for a terminal, or as Markdown."""
    page: Page = Markdown() if as_markdown else Outline()
    told = _Told(found, names, words, page)
    told.whole(everything)
    return page.text() + ("" if as_markdown else "\n")


def as_csv(found: PackDiff, names: Both, words: Words) -> str:
    """A row for each part of each client's advice that changes, with a byte order mark for Excel.

    Text that a spreadsheet would take for a formula leaves as text.
    """
    sides = Sides(*names, words)
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow(["client", "part", "before", "after", "how", "by"])
    for client in found.advice:
        for change in client.changes:
            before, after = sides.of(change)
            by = "; ".join(f"{found.items[one].kind} {found.items[one].id}" for one in change.by)
            row = [client.name, change.part, before, after, change.how, by]
            writer.writerow([f"'{one}" if one.startswith(_UNSAFE) else one for one in row])
    return _BOM + stream.getvalue()


class _Told:
    def __init__(self, found: PackDiff, names: Both, words: Words, page: Page) -> None:
        self._found, self._words, self._page = found, words, page
        self._old, self._new = names
        self._sides = Sides(self._old, self._new, words)

    def whole(self, everything: bool) -> None:
        self._versions()
        self._counts()
        self._items()
        self._unread()
        self._clients(self._found.advice if everything else self._found.advice[:FEW])
        left = 0 if everything else len(self._found.advice) - FEW
        if left > 0:
            self._page.line(self._say("more", count=left))
        self._page.head(self._say("method"))
        for one in ("did_it", "not_compared"):
            self._page.line(self._say(one))

    def _say(self, message: str, **values: object) -> str:
        return self._words.say(f"diff.{message}", **values)

    def _number(self, value: int) -> str:
        return self._new.voice.number(value)

    def _versions(self) -> None:
        found = self._found
        self._page.head(
            self._say(
                "head", changed=self._number(found.changed), clients=self._number(found.clients)
            )
        )
        self._page.table(
            [
                (self._say("before"), self._version(found.before)),
                (self._say("after"), self._version(found.after)),
            ]
        )
        if found.left_out:
            self._page.line(self._say("left_out", count=found.left_out))

    def _version(self, one: Compared) -> str:
        return self._say(
            f"standing.{one.standing}", name=clean(one.name), fingerprint=one.fingerprint
        )

    def _counts(self) -> None:
        found = self._found
        if found.parts:
            self._page.head(self._say("parts"))
        rows: list[tuple[str, ...]] = [
            (self._say(f"part.{part}"), self._say("clients", count=self._number(count)))
            for part, count in found.parts.items()
        ]
        self._page.table(rows)
        if found.types:
            self._page.head(self._say("types"))
        moves: list[tuple[str, ...]] = [
            (
                self._say("arrow", before=self._sides.type(old), after=self._sides.type(new)),
                self._say("clients", count=self._number(count)),
            )
            for old, new, count in found.types
        ]
        self._page.table(moves)

    def _items(self) -> None:
        acting = [one for one in self._found.items if one.differs_for]
        order = sorted(acting, key=lambda one: (-one.alone, -one.together, -one.differs_for))
        if order:
            self._page.head(self._say("items"))
        for one in order:
            self._page.line(self._item(one))
            self._page.line(self._moved(one), 2)
            for detail in self._details(one):
                self._page.line(detail, 2)
        idle = [one for one in self._found.items if not one.differs_for]
        if idle:
            self._page.head(self._say("idle" if self._found.changed else "idle.all"))
        for one in idle:
            self._page.line(self._item(one))

    def _item(self, one: ItemSaid) -> str:
        kind = "rule" if one.kind in RULES else one.kind
        if one.change == "moved":
            return self._say("moved", kind=self._say(f"shelf.{one.kind}"))
        title = self._title(one)
        name = self._say("named", name=one.id, title=title) if title else one.id
        return self._say(
            f"change.{one.change}", kind=self._say(f"kind.{kind}"), name=name
        ) + self._keys(one)

    def _keys(self, one: ItemSaid) -> str:
        if one.values is not None:
            before, after = one.values
            return self._say("colon", said=self._say("arrow", before=before, after=after))
        keys = [self._say(f"key.{key}") for key in one.keys]
        return self._say("colon", said=keys) if keys else ""

    def _title(self, one: ItemSaid) -> str:
        for names in (self._new, self._old):
            if one.kind in RULES and one.id in names.rulebook.rule:
                return self._words.of(names.rulebook.rule[one.id].title)
            if one.kind in ("questions", "derived"):
                name = names.fact(one.id)
                if name != one.id:
                    return name
        return ""

    def _moved(self, one: ItemSaid) -> str:
        if not one.alone and not one.together:
            return self._say("moved_nobody", differs=one.differs_for)
        told = []
        if one.alone:
            told.append(self._say("alone", count=one.alone, all=one.alone_all))
        if one.together:
            told.append(self._say("together", count=one.together))
        return self._say("semicolon").join(told)

    def _details(self, one: ItemSaid) -> Iterator[str]:
        if one.named_by:
            yield self._say("named_by", names=list(one.named_by))
        if one.with_it:
            yield self._say("with_it", names=[self._found.items[with_].id for with_ in one.with_it])

    def _unread(self) -> None:
        if self._found.unread:
            self._page.head(self._say("unread"))
        for one in self._found.unread:
            version = self._say(one.version)
            values = [clean(value)[:40] for value in one.values]
            self._page.line(
                self._say(
                    "not_taken", version=version, fact=one.fact, count=one.answers, values=values
                )
            )

    def _clients(self, clients: Sequence[Client]) -> None:
        if clients:
            self._page.head(self._say("by_client"))
        for client in clients:
            self._page.line(clean(client.name))
            for change in client.changes:
                before, after = self._sides.of(change)
                self._page.line(
                    self._say(
                        "change",
                        part=self._say(f"part.{change.part}"),
                        before=before,
                        after=after,
                        by=self._by(change),
                    ),
                    2,
                )

    def _by(self, change: Changed) -> str:
        names = [self._found.items[one].id for one in change.by]
        if change.how == "alone" and len(names) > 1:
            return self._say("by.either", names=names)
        return self._say(f"by.{change.how}", names=names)
