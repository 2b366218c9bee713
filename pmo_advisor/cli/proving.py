"""What ``pack prove`` shows: counts first, then what is wrong, then what is worth knowing."""

from __future__ import annotations

from collections.abc import Sequence

from pmo_advisor.cli.explaining.outline import Outline
from pmo_advisor.cli.words import Words
from pmo_advisor.consultation.prove_pack import InWords
from pmo_advisor.model.packproof import REACH_KINDS, PackProof


class Told:
    """A proof as an outline."""

    def __init__(self, proof: PackProof, names: InWords, words: Words) -> None:
        self._proof = proof
        self._names = names
        self._words = words
        self._outline = Outline()

    def text(self, *, everything: bool) -> str:
        """The whole; with ``everything`` also the witness of every claim."""
        self._counts()
        self._wrong()
        self._contradictions()
        self._outcomes()
        self._ties()
        self._best()
        if everything:
            self._all()
        return self._outline.text()

    def _say(self, message: str, **values: object) -> str:
        return self._words.say(f"prove.{message}", **values)

    def _witness(self, number: int | None, message: str = "witness") -> str:
        if number is None:
            return ""
        organization = self._proof.organizations[number]
        answers = self._say("semicolon").join(self._names.answers(organization))
        return self._say(message, answers=answers, position=self._names.position(organization))

    def _counts(self) -> None:
        proof = self._proof
        counted = [
            (kind, [one.found == "yes" for one in proof.reached if one.kind == kind])
            for kind in REACH_KINDS
        ]
        rows = [(f"kind.{kind}", found) for kind, found in counted]
        rows.append(("kind.effect", [one.found == "yes" for one in proof.effects]))
        rows.append(("kind.monotone", [one.breached == "never" for one in proof.monotone]))
        self._outline.head(self._say("head"))
        self._outline.table(
            [
                (self._say(name), self._say("count", found=sum(found), all=len(found)))
                for name, found in rows
            ]
        )

    def _wrong(self) -> None:
        proof, names = self._proof, self._names
        self._listed("unreachable", [(one.id, names.reached(one)) for one in proof.unreachable])
        open_ = [
            (one.id, self._say(f"why.{one.why}"))
            for one in proof.reached
            if one.found == "not_decided"
        ]
        limit = self._say("why.limit")
        open_ += [(one.rule, limit) for one in proof.effects if one.found == "not_decided"]
        open_ += [
            (" ".join(one.rules), limit)
            for one in proof.contradictions
            if one.found == "not_decided"
        ]
        open_ += [(one.id, limit) for one in proof.monotone if one.breached == "not_decided"]
        self._listed("undecided", open_)
        self._listed("idle", [(one.rule, names.rule(one.rule)) for one in proof.idle])
        if proof.breaches:
            self._outline.head(self._say("breaches"))
        for kept in proof.breaches:
            self._outline.line(names.monotone(kept.id))
            self._outline.line(self._witness(kept.before, "before"), 2)
            self._outline.line(self._witness(kept.after, "after"), 2)

    def _listed(self, title: str, rows: Sequence[tuple[str, str]]) -> None:
        if rows:
            self._outline.head(self._say(title))
        for name, said in rows:
            self._outline.line(name)
            self._outline.line(said, 2)

    def _contradictions(self) -> None:
        found = [one for one in self._proof.contradictions if one.found == "yes"]
        if found:
            self._outline.head(self._say("contradictions"))
        for one in found:
            self._outline.line(self._say(f"contradiction.{one.kind}", rules=list(one.rules)))
            self._outline.line(self._witness(one.witness), 2)

    def _outcomes(self) -> None:
        self._outline.head(self._say("types"))
        for one in self._proof.reached:
            if one.kind == "type" and one.witness is not None:
                self._outline.line(self._names.reached(one))
                self._outline.line(self._witness(one.witness), 2)

    def _ties(self) -> None:
        broken: dict[tuple[str, str], list[str]] = {}
        for one in self._proof.ties:
            if one.found == "yes":
                how = self._say(f"broken.{one.broken_by}")
                broken.setdefault((one.leads, one.other), []).append(how)
        if broken:
            self._outline.head(self._say("ties"))
        rows: list[tuple[str, ...]] = [
            (
                self._say("tie", leads=self._names.type(leads), other=self._names.type(other)),
                self._say("semicolon").join(several),
            )
            for (leads, other), several in broken.items()
        ]
        if rows:
            self._outline.table(rows)

    def _best(self) -> None:
        if self._proof.best:
            self._outline.head(self._say("best"))
        for one in self._proof.best:
            points = str(one.points)
            if one.found == "not_decided":
                points = self._say("at_most", points=points)
            self._outline.line(self._names.type(one.type) + " " + points)
            if one.witness is not None:
                self._outline.line(self._witness(one.witness), 2)

    def _all(self) -> None:
        proof, names = self._proof, self._names
        claims: list[tuple[str, str, int | None]] = [
            (one.kind, names.reached(one), one.witness) for one in proof.reached
        ]
        claims += [("effect", names.rule(one.rule), one.witness) for one in proof.effects]
        for kind in dict.fromkeys(kind for kind, *_ in claims):
            self._outline.head(self._say(f"kind.{kind}"))
            for other, said, number in claims:
                if other == kind and number is not None:
                    where = self._say("organization", number=number + 1)
                    self._outline.line(self._say("answer", question=said, answer=where))
        self._outline.head(self._say("organizations"))
        for number in range(len(proof.organizations)):
            self._outline.line(self._say("organization", number=number + 1))
            self._outline.line(self._witness(number), 2)
