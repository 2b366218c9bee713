"""What the model cannot reach: which rules decide which lines there are, and how they stand."""

from __future__ import annotations

from collections.abc import Iterator

from pmo_advisor.model.condition import tests_in
from pmo_advisor.model.rule import Rule
from pmo_advisor.reports.context import Context
from pmo_advisor.reports.documents.worksheets.grid import Look
from pmo_advisor.reports.documents.worksheets.page import Page

_LOOKS: dict[str, Look] = {"fires": "met", "open": "open", "refuted": "quiet"}
_ORDER = ("fires", "open", "refuted")


def write_reach(context: Context, page: Page) -> None:
    """Every staffing rule: its line, whether it is in this advice, and the answers it hangs on."""
    voice, say = context.voice, context.voice.say
    came = {one.rule: one.outcome for one in context.advice.explanation.trace}
    rules = [
        one
        for one in context.rulebook.rules_of("staffing")
        if one.then.sizes is not None and one.id in came
    ]
    if not rules:
        return
    page.heading(say("workbook.staffing.rules"))
    line, state, hangs, because = (
        say(f"workbook.column.{one}") for one in ("line", "in_model", "hangs_on", "holds_when")
    )
    page.head((line, state, *("",) * 3, hangs, *("",) * 3, because))
    for one in sorted(rules, key=lambda one: _ORDER.index(came[one.id])):
        sizes = one.then.sizes
        page.write(0, voice.head(sizes.label) if sizes else "")
        outcome = came[one.id]
        page.write(1, say(f"workbook.in_model.{outcome}"), _LOOKS[outcome])
        page.write(5, voice.joined(dict.fromkeys(_facts(context, one))))
        page.write(9, voice.head(one.title))
        page.end(10)


def _facts(context: Context, rule: Rule) -> Iterator[str]:
    for test in tests_in(rule.when):
        yield context.names.fact(test.fact)
