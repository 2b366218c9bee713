"""The interview itself: show, read, take, save, go on; until all is asked or the person leaves."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date as Date

from pmo_advisor.cli.interview.pages import Pages
from pmo_advisor.cli.interview.screen import Screen
from pmo_advisor.cli.interview.script import Script, Step
from pmo_advisor.cli.interview.typed import Key, Refused, about, answer, key_of
from pmo_advisor.cli.words import Words
from pmo_advisor.model.domain import Value
from pmo_advisor.model.sheet import UNKNOWN, Sheet


class Interview:
    """One run of the questionnaire. ``save`` is called after every answer."""

    def __init__(
        self,
        script: Script,
        screen: Screen,
        words: Words,
        save: Callable[[Sheet], None],
        intro: tuple[str, ...] = (),
    ) -> None:
        self.script = script
        self.screen = screen
        self.words = words
        self.save = save
        self.pages = Pages(script, words, intro)
        self.saved = False

    def run(self) -> None:
        """Ask until nothing is left to ask, or the person leaves or is gone."""
        try:
            step = self.script.next_step()
            while step is not None or self._goes_back():
                step = self._ask(step or self.script.before(None))
        except _Leaves:
            pass
        except (EOFError, KeyboardInterrupt):
            self.screen.say("")

    def _ask(self, step: Step | None) -> Step | None:
        """Ask one step and return the one to ask next."""
        if step is None:
            return None
        self.screen.show(self.pages.page(step))
        while True:
            line = self.screen.ask(self.pages.prompt(step, self._offered(step)))
            key = key_of(line, self.words)
            if key is Key.WHY and step.kind == "question":
                self.screen.show(self.pages.page(step, why=True))
            elif key is Key.BACK:
                earlier = self.script.before(step)
                if earlier is not None:
                    return earlier
                self.screen.complain(self.words.say("cli.ask.refused.first"))
            elif key is Key.QUIT:
                raise _Leaves
            elif self._taken(step, key, line):
                return self.script.next_step()

    def _taken(self, step: Step, key: Key | None, line: str) -> bool:
        """Whether the line settles the step, for this run at least."""
        try:
            value = self._value(step, key, line)
        except Refused as refused:
            self.screen.complain(self.words.say(refused.message, **refused.values))
            return False
        if value is None:
            self.script.skip(step)
        else:
            self.script.put(step, value)
            self.save(self.script.sheet)
            self.saved = True
        return True

    def _value(self, step: Step, key: Key | None, line: str) -> Value | Date | None:
        """The answer given; None where there is none or the old one stays. Raises Refused."""
        if key is Key.SKIP:
            return None
        if key is Key.ENTER:
            if step.kind == "about":
                return None if self.script.answered(step) else self._offered(step)
            if not self.script.answered(step):
                raise Refused("cli.ask.refused.nothing")
            return None
        if step.kind == "about":
            if key is Key.UNKNOWN:
                return None
            if key is not None:
                raise Refused("cli.ask.refused.key")
            return about(step.name, line)
        if key is Key.UNKNOWN:
            return UNKNOWN
        return answer(self.script.question(step), line, self.words)

    def _goes_back(self) -> bool:
        """At the end: whether the person wants to look at the last answer again."""
        self.screen.show(self.pages.end())
        while True:
            key = key_of(self.screen.ask(self.words.say("cli.ask.prompt.end")), self.words)
            if key in (Key.ENTER, Key.QUIT):
                return False
            if key is Key.BACK and self.script.before(None) is not None:
                return True

    def _offered(self, step: Step) -> Date | None:
        """Today, offered to somebody at a terminal; a pipe never learns the clock."""
        return Date.today() if step.name == "date" and self.screen.live else None


class _Leaves(Exception):
    """The person chose to leave."""
