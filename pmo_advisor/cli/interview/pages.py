"""What each page of the interview says, in the reader's language."""

from __future__ import annotations

from datetime import date as Date

from pmo_advisor.cli.interview.screen import Page
from pmo_advisor.cli.interview.script import Script, Step, is_unknown
from pmo_advisor.cli.interview.typed import Key
from pmo_advisor.cli.options import PARTIES
from pmo_advisor.cli.words import Words
from pmo_advisor.model.question import (
    ChoiceQuestion,
    NumberQuestion,
    Question,
    ScaleQuestion,
    YesNoQuestion,
)


class Pages:
    """Writes the pages of one interview. ``intro`` stands on the first one only."""

    def __init__(self, script: Script, words: Words, intro: tuple[str, ...]) -> None:
        self.script = script
        self.words = words
        self.intro = intro

    def page(self, step: Step, *, why: bool = False) -> Page:
        """The page of a step, with the reason for asking if ``why``."""
        intro, self.intro = self.intro, ()
        form = self.words.of(self.script.form.title)
        if step.kind == "about":
            return Page(
                left=form,
                right=self.words.say("cli.ask.about"),
                title=self.words.say(f"cli.ask.about.{step.name}"),
                options=self._parties() if step.name == "party" else (),
                given=self._given(step),
                intro=intro,
                keys=self._keys(step, Key.SKIP, Key.BACK, Key.QUIT),
            )
        question = self.script.question(step)
        number, count = self.script.place(step)
        chosen = self._chosen(step, question)
        return Page(
            left=f"{form} · {self._section(step)}",
            right=self.words.say("cli.ask.progress", number=number, count=count),
            title=self.words.of(question.ask),
            define=self.words.of(question.define) if question.define else "",
            options=options(question, self.words),
            chosen=chosen,
            why=self.words.of(question.why) if why else "",
            given="" if chosen else self._given(step),
            intro=intro,
            keys=self._keys(step, *(key for key in Key if key is not Key.ENTER)),
        )

    def _keys(self, step: Step, *keys: Key) -> tuple[Key, ...]:
        first = self.script.before(step) is None
        return tuple(key for key in keys if key is not Key.BACK or not first)

    def _section(self, step: Step) -> str:
        for section in self.script.form.sections:
            if step.name in section.questions:
                return self.words.of(section.title)
        return ""

    def end(self) -> Page:
        """The page after the last question."""
        left = self.script.unanswered()
        message = "cli.ask.end_open" if left else "cli.ask.end_complete"
        form = self.words.of(self.script.form.title)
        return Page(left=form, right="", title=self.words.say(message, count=left))

    def prompt(self, step: Step, offered: Date | None) -> str:
        """What stands before the cursor; ``offered`` is taken where nothing is typed."""
        if step.kind == "about":
            if offered and not self.script.answered(step):
                return self.words.say("cli.ask.prompt.date", today=offered.isoformat())
            return self.words.say("cli.ask.prompt.about")
        question = self.script.question(step)
        if self.script.answered(step):
            return self.words.say("cli.ask.prompt.keep")
        match question:
            case ChoiceQuestion():
                return self.words.say("cli.ask.prompt.choice", low=1, high=len(question.choices))
            case ScaleQuestion():
                return self.words.say("cli.ask.prompt.choice", low=0, high=4)
            case YesNoQuestion():
                return self.words.say("cli.ask.prompt.choice", low=1, high=2)
            case NumberQuestion():
                return self.words.say("cli.ask.prompt.number", unit=self.words.of(question.unit))
            case _:
                return self.words.say("cli.ask.prompt.text")

    def _parties(self) -> tuple[tuple[str, str], ...]:
        return tuple(
            (str(place), self.words.say(f"cli.party.{party}"))
            for place, party in enumerate(PARTIES, 1)
        )

    def _given(self, step: Step) -> str:
        given = self.script.given(step)
        if given is None:
            return ""
        if is_unknown(given):
            shown = self.words.say("cli.ask.key.unknown")
        elif step.name == "party":
            shown = self.words.say(f"cli.party.{given}")
        else:
            shown = f"{given:,}" if isinstance(given, int) else str(given)
        return self.words.say("cli.ask.given", answer=shown)

    def _chosen(self, step: Step, question: Question) -> str:
        """The number of the option that the sheet holds, if it is one of those shown."""
        given = self.script.given(step)
        match question:
            case ChoiceQuestion():
                ids = [one.id for one in question.choices]
                return str(ids.index(str(given)) + 1) if given in ids else ""
            case ScaleQuestion():
                return "" if given is None or is_unknown(given) else str(given)
            case YesNoQuestion():
                return {"yes": "1", "no": "2"}.get(str(given), "")
            case _:
                return ""


def options(question: Question, words: Words) -> tuple[tuple[str, str], ...]:
    """What may be chosen, each with the number to type."""
    match question:
        case ChoiceQuestion():
            labels = enumerate(question.choices, 1)
            return tuple((str(place), words.of(one.label)) for place, one in labels)
        case ScaleQuestion():
            return tuple((str(step), words.of(one)) for step, one in enumerate(question.steps))
        case YesNoQuestion():
            return (("1", words.say("cli.ask.yes")), ("2", words.say("cli.ask.no")))
        case _:
            return ()
