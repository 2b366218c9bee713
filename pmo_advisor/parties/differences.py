"""Questions answered differently. A difference in a count is a data check, not a judgement."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from pmo_advisor.model.advice import Difference, Given
from pmo_advisor.model.domain import Value
from pmo_advisor.model.question import PARTIES, NumberQuestion, TextQuestion
from pmo_advisor.model.rulebook import Rulebook
from pmo_advisor.model.sheet import Sheet
from pmo_advisor.parties.joint import answers_of


def differences(
    rulebook: Rulebook, sheets: Sequence[Sheet], joint: Mapping[str, Value]
) -> tuple[Difference, ...]:
    """Every question with at least two different answers, with who gave which how often."""
    found: list[Difference] = []
    for question in rulebook.questions:
        if isinstance(question, TextQuestion):
            continue
        domain = question.domain()
        given = [
            Given(party=party, value=value, sheets=count)
            for party in (*PARTIES, None)
            for value, count in sorted(
                Counter(answers_of(question, sheets, party)).items(),
                key=lambda item: domain.encode(item[0]),
            )
        ]
        if len({one.value for one in given}) > 1:
            kind = "count" if isinstance(question, NumberQuestion) else "judgement"
            used = joint[question.id]
            found.append(Difference(fact=question.id, kind=kind, used=used, given=tuple(given)))
    return tuple(found)
