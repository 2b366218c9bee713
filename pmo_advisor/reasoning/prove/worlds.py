"""One world: every answer a variable, and every test of it in both positive forms."""

from __future__ import annotations

from collections.abc import Mapping

from pmo_advisor.logic.bound import Bound, Joined, Leaf, Spans, facts_of, spans_of
from pmo_advisor.model.domain import NOT_APPLICABLE, Numbers, Value
from pmo_advisor.reasoning.prove.answers import UNANSWERED, Choice
from pmo_advisor.reasoning.prove.circuit import FALSE, TRUE, Circuit, Lit, holds
from pmo_advisor.reasoning.prove.derived import derived_forms
from pmo_advisor.reasoning.prove.faults import NotModelled
from pmo_advisor.reasoning.prove.forms import Answer, Forms, Ranks
from pmo_advisor.reasoning.prove.frame import Asked, Frame, Span, rank_limits
from pmo_advisor.reasoning.prove.linear import Linear, value


class World:
    """The answers of one organisation in a circuit.

    ``allowed`` says what each answer in the frame may be; one that is not named is unknown.
    Impossible worlds are excluded.
    """

    def __init__(
        self,
        frame: Frame,
        circuit: Circuit,
        allowed: Mapping[str, Choice],
        shared: Mapping[str, Answer] | None = None,
    ) -> None:
        self.frame = frame
        self.circuit = circuit
        self.answers: dict[str, Answer] = {}
        for fact, asked in frame.asked.items():
            made = (shared or {}).get(fact)
            self.answers[fact] = made or _answer(circuit, asked, allowed.get(fact, UNANSWERED))
        self._tests: dict[tuple[str, Spans], Forms] = {}
        self._applies: dict[str, Forms] = {}
        self._concluded: dict[str, Mapping[int | None, Lit]] = {}
        for bound in frame.program.impossible.values():
            circuit.require(-self.truth(bound).met)

    def make(self, asked: Asked, choice: Choice) -> Answer:
        """Variables for an answer of their own."""
        return _answer(self.circuit, asked, choice)

    # --- conditions -------------------------------------------------------------------------

    def truth(self, bound: Bound) -> Forms:
        """Both positive forms of a condition, as ``logic.evaluate`` means them."""
        if isinstance(bound, Leaf):
            key = (bound.fact, bound.spans)
            if key not in self._tests:
                self._tests[key] = self._test(bound)
            return self._tests[key]
        if not isinstance(bound, Joined):
            known = self.truth(self._any_value(bound.fact)).met
            return Forms(known, -known)
        parts = [self.truth(part) for part in bound.parts]
        every, some = self.circuit.all_, self.circuit.any_
        if bound.joint == "all":
            return Forms(every(one.met for one in parts), some(one.refuted for one in parts))
        met = some(one.met for one in parts)
        refuted = every(one.refuted for one in parts)
        return Forms(met, refuted) if bound.joint == "any" else Forms(refuted, met)

    def applies(self, fact: str) -> Forms:
        """Whether the question applies."""
        if fact not in self._applies:
            condition = self.frame.program.applies.get(fact)
            if condition is None:
                self._applies[fact] = Forms(TRUE, FALSE)
            else:
                if any(one not in self.frame.asked for one in facts_of(condition)):
                    raise NotModelled(fact)
                self._applies[fact] = self.truth(condition)
        return self._applies[fact]

    def learn(self, fact: str, codes: Mapping[int | None, Lit]) -> None:
        """What is concluded of a fact: a literal for each code, and for None where it is open."""
        self._concluded[fact] = codes

    def _any_value(self, fact: str) -> Leaf:
        domain = self.frame.program.domains[fact]
        ends = (domain.low, domain.high) if isinstance(domain, Numbers) else None
        return Leaf(fact, (ends,) if ends else spans_of(list(domain.codes())))

    def _test(self, leaf: Leaf) -> Forms:
        codes = self._concluded.get(leaf.fact)
        if codes is not None:
            known = [(one, lit) for one, lit in codes.items() if one is not None]
            met = self.circuit.any_(lit for one, lit in known if leaf.accepts(one))
            return Forms(met, self.circuit.any_(lit for one, lit in known if not leaf.accepts(one)))
        one = self.frame.derived.get(leaf.fact)
        return derived_forms(self, one, leaf) if one is not None else self.accepted(leaf)

    def accepted(self, leaf: Leaf) -> Forms:
        """Both forms of a test of an answer; the leaf may not cut through a class."""
        answer, applies = self.answers[leaf.fact], self.applies(leaf.fact)
        inside = [lit for span, lit in answer.spans.items() if leaf.accepts(span[0])]
        outside = [lit for span, lit in answer.spans.items() if not leaf.accepts(span[0])]
        any_, all_ = self.circuit.any_, self.circuit.all_
        refuted = all_([applies.met, any_(outside)])
        return Forms(all_([applies.met, any_(inside)]), any_([applies.refuted, refuted]))

    def ranks(self, fact: str) -> Ranks:
        """The ranks that an ordered answer can have, as ``logic.methods`` limits them."""
        asked, answer, applies = self.frame.asked[fact], self.answers[fact], self.applies(fact)
        known = _rank(self.circuit, asked, answer)
        if fact in self.frame.program.applies:
            present = self.circuit.all_([applies.met, -answer.unknown])
            return Ranks(present, applies.refuted, known, known)
        least, most = rank_limits(asked.domain)
        low = self._or_else(known, answer.unknown, least)
        high = self._or_else(known, answer.unknown, most)
        return Ranks(TRUE, FALSE, low, high)

    def _or_else(self, known: Linear, unknown: Lit, otherwise: int) -> Linear:
        """The known rank, or the one that stands in where the answer is unknown."""
        if unknown == FALSE:
            return known
        if unknown == TRUE:
            return Linear(otherwise)
        low, high = self.circuit.limits(known)
        made = self.circuit.number(min(low, otherwise), max(high, otherwise))
        self.circuit.bound(made - known, 0, 0, -unknown)
        self.circuit.bound(made, otherwise, otherwise, unknown)
        return made

    # --- solutions --------------------------------------------------------------------------

    def code(self, fact: str, values: list[int], near: int | None = None) -> int | None:
        """The code of an answer in a solution: of its class, the one nearest to ``near``."""
        answer = self.answers[fact]
        span = next((span for span, lit in answer.spans.items() if holds(lit, values)), None)
        if span is None:
            return None
        if self.frame.asked[fact].exact and answer.number is not None:
            return value(answer.number, values)
        return span[0] if near is None else min(max(near, span[0]), span[1])

    def sheet(self, values: list[int], near: Mapping[str, int] | None = None) -> dict[str, Value]:
        """The answers of a solution in plain values; unknown ones are absent."""
        found: dict[str, Value] = {}
        for fact, asked in self.frame.asked.items():
            code = self.code(fact, values, (near or {}).get(fact))
            if code is not None and code != NOT_APPLICABLE:
                found[fact] = asked.domain.decode(code)
        return found


def _answer(circuit: Circuit, asked: Asked, choice: Choice) -> Answer:
    count = len(choice.spans) + choice.unknown
    if count == 1:
        lits = [TRUE]
    elif count == 2:
        one = circuit.literal()
        lits = [one, -one]
    else:
        lits = [circuit.literal() for _ in range(count)]
        circuit.exactly_one(lits)
    unknown = lits.pop() if choice.unknown else FALSE
    spans = dict(zip(choice.spans, lits, strict=True))
    return Answer(spans, unknown, _number(circuit, asked, spans))


def _number(circuit: Circuit, asked: Asked, spans: Mapping[Span, Lit]) -> Linear | None:
    """The code as a whole number, where a method reads more than its class."""
    if not asked.exact or not spans:
        return None
    made = circuit.number(min(low for low, _ in spans), max(high for _, high in spans))
    for (low, high), lit in spans.items():
        circuit.bound(made, low, high, lit)
    return made


def _rank(circuit: Circuit, asked: Asked, answer: Answer) -> Linear:
    if answer.number is not None:
        return answer.number
    total = Linear()
    for (low, _), lit in answer.spans.items():
        total = total + circuit.linear(lit, asked.domain.rank(low))
    return total
