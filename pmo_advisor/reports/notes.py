"""Numbered notes: what each sentence of the report rests on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from pmo_advisor.model.advice import Read, Reason
from pmo_advisor.model.arrangement import Arrangement
from pmo_advisor.model.catalog import Entry
from pmo_advisor.model.condition import Condition, tests_in
from pmo_advisor.model.domain import Value
from pmo_advisor.model.rulebook import Rulebook
from pmo_advisor.model.sheet import UNKNOWN
from pmo_advisor.model.text import Text
from pmo_advisor.reports.names import Names
from pmo_advisor.reports.thresholds import thresholds_of
from pmo_advisor.reports.voice import Voice

_JUDGEMENT = "DE"
"""Grades that, standing alone, make a statement a practitioner's judgement."""


class Citation(NamedTuple):
    """One publication of one grade, and the items of it that a note cites: (id, what it says)."""

    reference: str
    grade: str
    items: tuple[tuple[str, str], ...]


class Note(NamedTuple):
    """One note. ``read`` are answers, ``limits`` the thresholds they were held against.

    ``in_words`` says answers, thresholds and sources in running text.
    """

    number: int
    id: str
    title: str
    because: str
    read: tuple[str, ...]
    limits: tuple[str, ...]
    sources: tuple[Citation, ...]
    judgement: bool
    in_words: str


class Notes:
    """Collects notes in the order in which they are first called for."""

    def __init__(self, rulebook: Rulebook, answers: Mapping[str, Value], names: Names) -> None:
        self._rulebook = rulebook
        self._answers = answers
        self._names = names
        self._voice: Voice = names.voice
        self._notes: dict[str, Note] = {}

    def all(self) -> tuple[Note, ...]:
        return tuple(self._notes.values())

    def sources(self) -> tuple[Citation, ...]:
        """Every source that some note cites, by publication, in the order of first mention."""
        cited = dict.fromkeys(
            source
            for note in self._notes.values()
            for one in note.sources
            for source, _ in one.items
        )
        return self._cite(cited)

    def reason(self, reason: Reason) -> tuple[int, ...]:
        """The note of a rule that fired, with the answers it says it read."""
        return self._add(
            reason.rule,
            reason.title,
            reason.because,
            self._read(reason.read),
            self._limits(reason.rule),
            reason.sources,
        )

    def rule(self, *rules: str) -> tuple[int, ...]:
        """The notes of rules known by id, with the answers that their conditions name."""
        numbers: list[int] = []
        for rule_id in rules:
            rule = self._rulebook.rule.get(rule_id)
            if rule is not None:
                read = self._given(rule.when)
                limits = self._limits(rule_id)
                numbers += self._add(rule_id, rule.title, rule.because, read, limits, rule.sources)
        return tuple(numbers)

    def entry(self, entry: Entry | None) -> tuple[int, ...]:
        """The note of a catalogue entry that names its sources; none where it names none."""
        if entry is None or not entry.sources:
            return ()
        return self._add(entry.id, entry.name, None, (), (), entry.sources)

    def arrangement(self, rule: Arrangement) -> tuple[int, ...]:
        """The note of a rule on several PMOs."""
        return self._add(rule.id, rule.name, rule.because, (), (), rule.sources)

    def _add(
        self,
        key: str,
        title: Text,
        because: Text | None,
        read: tuple[str, ...],
        limits: tuple[str, ...],
        sources: Iterable[str],
    ) -> tuple[int, ...]:
        if key not in self._notes:
            cited = self._cite(sources)
            judged = all(one.grade in _JUDGEMENT for one in cited)
            self._notes[key] = Note(
                number=len(self._notes) + 1,
                id=key,
                title=self._voice.head(title),
                because=self._voice.of(because) if because else "",
                read=read,
                limits=limits,
                sources=cited,
                judgement=judged,
                in_words=self._in_words(read, limits, cited, judged),
            )
        return (self._notes[key].number,)

    def _cite(self, sources: Iterable[str]) -> tuple[Citation, ...]:
        """The sources, those of one publication together, in the order of first mention."""
        entries = {one.id: one for one in self._rulebook.catalog.sources}
        found: dict[tuple[str, str], list[tuple[str, str]]] = {}
        for source in sources:
            one = entries.get(source)
            key = (self._voice.of(one.reference), one.grade) if one else ("", "")
            found.setdefault(key, []).append((source, self._voice.of(one.name) if one else ""))
        return tuple(Citation(*key, tuple(items)) for key, items in found.items())

    def _in_words(
        self,
        read: tuple[str, ...],
        limits: tuple[str, ...],
        cited: tuple[Citation, ...],
        judged: bool,
    ) -> str:
        voice = self._voice
        sources = [
            voice.say(
                "note.cited",
                reference=one.reference,
                grade=voice.say("note.graded", grade=one.grade),
                items=voice.clauses(" ".join(item) for item in one.items),
            )
            for one in cited
        ]
        label = voice.say("note.sources")
        if judged:
            label = voice.say("list.aside", text=label, aside=voice.say("note.judgement"))
        parts = (
            (voice.say("note.read"), read),
            (voice.say("note.limits"), limits),
            (label, sources),
        )
        return voice.sentences(
            voice.say("note.told", label=name, text=voice.clauses(told))
            for name, told in parts
            if told
        )

    def _read(self, read: Iterable[Read]) -> tuple[str, ...]:
        """Each answer once; a derived fact is told by the answers that it was computed from."""
        told: dict[str, None] = {}
        for one in read:
            inputs = tuple(self._names.inputs(one.fact))
            if inputs == (one.fact,):
                told[self._answer(one.fact, one.value)] = None
            else:
                told.update(dict.fromkeys(self._known(inputs)))
        return tuple(told)

    def _given(self, condition: Condition) -> tuple[str, ...]:
        facts = (fact for test in tests_in(condition) for fact in self._names.inputs(test.fact))
        return tuple(dict.fromkeys(self._known(facts)))

    def _known(self, facts: Iterable[str]) -> Iterable[str]:
        for fact in facts:
            value = self._answers.get(fact, UNKNOWN)
            if value != UNKNOWN:
                yield self._answer(fact, value)

    def _answer(self, fact: str, value: str | int) -> str:
        names = self._names
        return self._voice.say(
            "note.answer", fact=self._voice.head(names.fact(fact)), value=names.value(fact, value)
        )

    def _limits(self, rule_id: str) -> tuple[str, ...]:
        rule = self._rulebook.rule.get(rule_id)
        return tuple(
            self._voice.say(
                "note.limit",
                name=self._voice.of(one.name),
                value=str(one.value),
                unit=self._voice.of(one.unit),
            )
            for one in (thresholds_of(rule.when, self._rulebook) if rule else ())
        )
