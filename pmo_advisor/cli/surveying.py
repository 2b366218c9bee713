"""What ``pack population`` shows: outcomes first, then rules, then which answers matter."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pmo_advisor.authoring.surveyed import Axis, Fires, Gate, Sensitive, Survey
from pmo_advisor.cli.explaining.outline import Outline
from pmo_advisor.cli.pages import Markdown, Page
from pmo_advisor.cli.words import Words
from pmo_advisor.reports.names import Names

BAR = 24
"""Columns of the longest bar."""
FEW = 12
_SHOWN: tuple[Axis, ...] = (
    "type",
    "target_type",
    "runner_up",
    "level",
    "target_level",
    "control",
    "lifetime",
    "problem_confirmed",
    "interim",
    "verdict",
)
_ENTRIES = {"interim": "alternatives", "verdict": "verdicts"}


def as_text(found: Survey, names: Names, words: Words, *, as_markdown: bool, bars: bool) -> str:
    """The survey for a terminal, with bars there, or as Markdown."""
    page: Page = Markdown() if as_markdown else Outline()
    _Told(found, names, words, page, bars).whole()
    return page.text() + ("" if as_markdown else "\n")


class _Told:
    def __init__(self, found: Survey, names: Names, words: Words, page: Page, bars: bool) -> None:
        self._found, self._names, self._words = found, names, words
        self._page, self._bars = page, bars

    def whole(self) -> None:
        self._head()
        for axis in _SHOWN:
            self._axis(axis)
        self._pairs()
        self._stages()
        self._gates()
        self._people()
        self._warnings()
        self._rules()
        self._sensitive()

    def _say(self, message: str, **values: object) -> str:
        return self._words.say(f"population.{message}", **values)

    def _number(self, value: int) -> str:
        return self._names.voice.number(value)

    def _share(self, count: int, of: int | None = None) -> str:
        """A share in percent with one decimal; whole numbers only, rounded to the nearest."""
        whole = of or self._found.organizations
        tenths = (2000 * count + whole) // (2 * whole)
        if count and not tenths:
            return self._say("hardly")
        return self._say("percent", whole=tenths // 10, tenth=tenths % 10)

    def _counted(
        self, rows: Sequence[tuple[str, int]], of: int | None = None, level: int = 1
    ) -> None:
        """Names with their shares, and bars where they are wanted."""
        whole = of or self._found.organizations
        told: list[tuple[str, ...]] = []
        for name, count in rows:
            row = (name, self._share(count, of))
            told.append((*row, "█" * round(BAR * count / whole)) if self._bars else row)
        self._page.table(told, level)

    def _head(self) -> None:
        found = self._found
        self._page.head(self._say("head", count=self._number(found.organizations), seed=found.seed))
        self._page.line(self._say("assumption"))
        self._page.line(self._say("drawn_anew", count=self._number(found.drawn_anew)))
        self._page.line(
            self._say("declared", declared=len(found.declared), undeclared=len(found.undeclared))
        )
        if found.undeclared:
            self._page.line(self._say("undeclared", names=list(found.undeclared)), 2)

    def _axis(self, axis: Axis) -> None:
        counts = self._found.counts[axis]
        if not counts:
            return
        self._page.head(self._say(f"axis.{axis}"))
        rows = [(self._value(axis, name), count) for name, count in counts.items()]
        left = self._found.organizations - sum(counts.values())
        if left:
            rows.append((self._say("open" if axis == "problem_confirmed" else "none"), left))
        self._counted(rows)

    def _value(self, axis: Axis, name: str) -> str:
        if axis in _ENTRIES:
            return self._names.entry(_ENTRIES[axis], name)
        return self._names.value(axis, name)

    def _pairs(self) -> None:
        found = self._found
        for title, pairs in (("ties", found.ties), ("secondary", found.secondary)):
            if not pairs:
                continue
            self._page.head(self._say(title, share=self._share(found.tied)))
            rows = [
                (
                    self._say(
                        f"{title}.pair",
                        type=self._names.type(one.type),
                        other=self._names.type(one.other),
                    ),
                    one.count,
                )
                for one in pairs[:FEW]
            ]
            self._counted(rows)
            self._more(len(pairs))

    def _more(self, count: int) -> None:
        if count > FEW:
            self._page.line(self._say("more", count=count - FEW))

    def _stages(self) -> None:
        if self._found.stages:
            self._page.head(self._say("stages"))
        for kind, counts in self._found.stages.items():
            self._page.line(self._names.type(kind))
            self._counted(
                [(self._stage(int(stage)), count) for stage, count in counts.items()],
                sum(counts.values()),
                2,
            )

    def _stage(self, number: int) -> str:
        return self._names.stage(number) if number >= 0 else self._say("before_start")

    def _gates(self) -> None:
        acting = [one for one in self._found.gates if one.blocks or one.holds_back or one.open]
        if acting:
            self._page.head(self._say("gates"))
        for one in sorted(acting, key=lambda one: -(one.blocks + one.holds_back)):
            self._page.line(self._rule(one.rule))
            self._page.line(self._gate(one), 2)

    def _gate(self, one: Gate) -> str:
        counts = (("blocks", one.blocks), ("holds_back", one.holds_back), ("waits", one.open))
        told = [self._say(name, share=self._share(count)) for name, count in counts if count]
        return self._say("semicolon").join(told)

    def _people(self) -> None:
        sized = [one for one in self._found.people if one.known]
        if sized:
            self._page.head(self._say("people"))
        rows: list[tuple[str, ...]] = [
            (
                self._names.type(one.type),
                self._say("semicolon").join(
                    self._say(
                        "range",
                        share=share,
                        people=self._names.voice.span(one.low[share], one.high[share]),
                    )
                    for share in one.low
                ),
            )
            for one in sized
        ]
        self._page.table(rows)

    def _warnings(self) -> None:
        fired = {rule: count for rule, count in self._found.warnings.items() if count}
        if fired:
            self._page.head(self._say("warnings"))
        self._counted([(rule, count) for rule, count in _ordered(fired)])

    def _rules(self) -> None:
        self._page.head(self._say("rules"))
        for part in self._found.rules:
            if part.count:
                self._stratum(part)

    def _stratum(self, part: Fires) -> None:
        waits = [rule for rule in part.never if rule in self._found.waits_for]
        never = [rule for rule in part.never if rule not in self._found.waits_for]
        stratum = self._say(f"stratum.{part.stratum}")
        self._page.line(
            self._say(
                "fires",
                stratum=stratum,
                all=len(part.count),
                never=len(never),
                waits=len(waits),
                always=len(part.always),
            )
        )
        for message, rules in (("never", never), ("always", part.always), ("waiting", waits)):
            if rules:
                self._page.line(self._say(message, rules=list(rules)), 2)

    def _rule(self, name: str) -> str:
        rule = self._names.rulebook.rule[name]
        return self._say("rule", name=name, title=self._words.of(rule.title))

    def _sensitive(self) -> None:
        if self._found.sensitive is None:
            return
        self._page.head(self._say("sensitive"))
        self._page.line(self._say("redrawn"))
        rows: list[tuple[str, ...]] = [
            (self._say("question"), self._say("changes_type"), self._say("changes_anything"))
        ]
        rows += [self._row(one) for one in self._found.sensitive if one.anything]
        self._page.table(rows)
        idle = [one.fact for one in self._found.sensitive if not one.anything]
        self._page.line(self._say("idle", names=idle) if idle else self._say("none_idle"))
        quiet = [one.fact for one in self._found.sensitive if one.anything and not one.type]
        if quiet:
            self._page.line(self._say("never_type", names=quiet))

    def _row(self, one: Sensitive) -> tuple[str, ...]:
        return (self._names.fact(one.fact), self._share(one.type), self._share(one.anything))


def _ordered(counts: Mapping[str, int]) -> list[tuple[str, int]]:
    return sorted(counts.items(), key=lambda one: -one[1])
