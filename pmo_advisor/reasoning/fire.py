"""FIRE: durable-rules fires the rules of one organisation. The only import of durable.

Each rule is handed over in both forms, met and refuted, and each form as its boxes, one durable
rule for each box, however many forms share it. No negation is left, so nothing depends on the
order in which facts arrive; and a fact that is not posted lies in no box, which is what "unknown"
means.

What the library demands, as measured with 2.0.28 (tests/reasoning/test_durable_pitfalls.py):

- A ruleset follows at most 64 true branches of one message. A box is a chain of tests of which
  one link at a time waits to be followed, so a pack of 60 boxes is safe.
- A message has at most 251 keys. All facts that a pack reads go in as one message: the matching
  then keeps one node for each box and not one for each test, and no join is limited to 16 facts.
  The keys are short names of our own, because a fact may be called ``sid`` or ``id``.
- Its two timer threads could take the actions of a consultation under way and are never needed.
- What was asserted stays until its session is deleted, and a dropped ruleset is never freed.
- Deleting a session in which no action ever ran frees memory that was never set, and crashes the
  process. So every message carries a mark on which one rule of every pack fires, and each ruleset
  is sent the bare mark once before it hears anything else.
- Its clock is the wall clock, by a call that Python 3.12 warns of, and an action that seems to take
  ten seconds, as when the clock is set, drops all that follow. It only needs differences.
- It swallows what an action raises, so an action does nothing but record that a form came true;
  and as the mark makes sure of an action, a message without a result is a lost one.
"""

from __future__ import annotations

import weakref
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from itertools import count
from threading import Lock
from time import monotonic
from typing import Any

from durable import engine as durable

from pmo_advisor.logic.bound import Bound, Truth
from pmo_advisor.logic.program import Program
from pmo_advisor.model.domain import NOT_APPLICABLE
from pmo_advisor.model.rule import Stratum
from pmo_advisor.reasoning.boxes import ENDLESS, HAS_VALUE, Box, TooManyBoxes, boxes
from pmo_advisor.reasoning.engine import ConditionTooWide

durable._unix_now = monotonic

PACK_BOXES = 60
PACK_KEYS = 240
_MARK = "here"


class EngineFault(RuntimeError):
    """A result was lost or contradicts another: a fault of the program, never of the user."""


class _QuietHost(durable.Host):  # type: ignore[misc]  # the library has no types
    """A host without its timer threads."""

    def _run(self) -> None:
        """Start nothing."""


@dataclass(slots=True)
class _Pack:
    """The durable rules of one ruleset, and the keys of the one message that they read."""

    name: str
    keys: dict[str, str] = field(default_factory=dict)
    rules: dict[str, dict[str, Any]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.add((), lambda _: None)

    def takes(self, box: Box) -> bool:
        new = sum(key not in self.keys for key, _ in box)
        return len(self.rules) <= PACK_BOXES and len(self.keys) + new <= PACK_KEYS

    def add(self, box: Box, record: Callable[[Any], None]) -> None:
        tests = [{"$gte": {_MARK: 0}}]
        for key, span in box:
            name = self.keys.setdefault(key, f"f{len(self.keys)}")
            if span.low > NOT_APPLICABLE or span.high == ENDLESS:
                tests.append({"$gte": {name: span.low}})
            if span.high < ENDLESS:
                tests.append({"$lte": {name: span.high}})
            tests.extend({"$neq": {name: hole}} for hole in sorted(span.holes))
        self.rules[f"r{len(self.rules)}"] = {"all": [{"m": {"$and": tests}}], "run": record}

    def message(self, known: Mapping[str, int]) -> dict[str, int | str]:
        message: dict[str, int | str] = {_MARK: 0}
        for key, name in self.keys.items():
            if key.endswith(HAS_VALUE):
                message[name] = int(known.get(key.removesuffix(HAS_VALUE), NOT_APPLICABLE) >= 0)
            elif key in known:
                message[name] = known[key]
        return message


class DurableEngine:
    """One host for one program. The rulesets of a stratum are built when it is first asked for."""

    name: str = "durable"

    def __init__(self, program: Program) -> None:
        self._program = program
        self._lock = Lock()
        self._sessions = count(1)
        self._fired: set[tuple[str, Truth]] = set()
        self._open()

    def outcomes(self, stratum: Stratum, known: Mapping[str, int]) -> Mapping[str, Truth]:
        """How every rule of the stratum comes out, in rule order.

        Raises ConditionTooWide; EngineFault where durable-rules does not keep its word.
        """
        with self._lock:
            if stratum not in self._packs:
                self._packs[stratum] = self._build(stratum)
            self._fired.clear()
            for pack in self._packs[stratum]:
                self._post(pack, known)
            return {rule: self._outcome(rule) for rule in self._program.conditions[stratum]}

    def close(self) -> None:
        """Give the rulesets' memory back at once. A later consultation builds them again."""
        with self._lock:
            self._free()
            self._open()

    def _open(self) -> None:
        self._host = _QuietHost()
        self._packs: dict[Stratum, tuple[_Pack, ...]] = {}
        self._free = weakref.finalize(self, _delete_rulesets, self._host)
        self._free.atexit = False

    def _build(self, stratum: Stratum) -> tuple[_Pack, ...]:
        told: dict[Box, list[tuple[str, Truth]]] = {}
        for rule, condition in self._program.conditions[stratum].items():
            for form in (Truth.FIRES, Truth.REFUTED):
                for box in _boxes(rule, condition, form):
                    told.setdefault(box, []).append((rule, form))
        packs = [_Pack(f"{stratum}0")]
        for box, forms in told.items():
            if not packs[-1].takes(box):
                packs.append(_Pack(f"{stratum}{len(packs)}"))
            packs[-1].add(box, _recorder(self._fired, forms))
        self._host.register_rulesets({pack.name: pack.rules for pack in packs})
        for pack in packs:
            self._post(pack, {})
        return tuple(packs)

    def _post(self, pack: _Pack, known: Mapping[str, int]) -> None:
        session = str(next(self._sessions))
        try:
            state = self._host.assert_fact(pack.name, {"sid": session, **pack.message(known)})
        finally:
            self._host.delete_state(pack.name, session)
        if state is None or "exception" in state:
            raise EngineFault(pack.name)

    def _outcome(self, rule: str) -> Truth:
        met = (rule, Truth.FIRES) in self._fired
        refuted = (rule, Truth.REFUTED) in self._fired
        if met and refuted:
            raise EngineFault(rule)
        return Truth.FIRES if met else Truth.REFUTED if refuted else Truth.OPEN


def _recorder(
    fired: set[tuple[str, Truth]], forms: list[tuple[str, Truth]]
) -> Callable[[Any], None]:
    def record(_: Any) -> None:
        fired.update(forms)

    return record


def _boxes(rule: str, condition: Bound, form: Truth) -> tuple[Box, ...]:
    try:
        found = boxes(condition, met=form is Truth.FIRES)
    except TooManyBoxes:
        raise ConditionTooWide(rule) from None
    if any(len(box) > PACK_KEYS for box in found):
        raise ConditionTooWide(rule)
    return found


def _delete_rulesets(host: Any) -> None:
    for ruleset in host._ruleset_list:
        durable.durable_rules_engine.delete_ruleset(ruleset._handle)
