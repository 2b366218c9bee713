"""Advice to print: the example organisations, and the turns an advice can take."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache

from pmo_advisor.knowledge.brand import load_brand
from pmo_advisor.knowledge.sheets import read_sheet
from pmo_advisor.knowledge.texts import Texts, load_texts
from pmo_advisor.model.advice import Advice, Fit
from pmo_advisor.model.domain import Value
from pmo_advisor.model.sheet import Sheet
from pmo_advisor.model.text import Lang
from pmo_advisor.reports.edition import client_safe
from pmo_advisor.reports.render import Format, render
from pmo_advisor.reports.view import View, view
from tests import soak
from tests.shipped import ROOT, consult, program

EXAMPLES = sorted({path.parent.name for path in (ROOT / "examples").glob("*/*.yaml")})
NAMES = (
    (*EXAMPLES, "undetermined")
    if soak.FULL
    else ("rd-1000", "not-yet", "three-parties", "undetermined")
)
"""What is printed in each format: in the long run every example."""
HOSTILE = (
    "<script>alert(1)</script><img src=x onerror=y> | a | `code` # head *b* _i_ ~~s~~ "
    "[l](http://evil.example) ![i](http://evil.example/i.png) https://evil.example "
    "www.evil.example &lt;b&gt; {{ 7*7 }} {% raw %} $x$ \u202eabc\u202c\x07\u2028 שלום 'q' \"q\""
)


@cache
def texts() -> Texts:
    return load_texts()


@cache
def example(name: str) -> Advice:
    """The advice for one of the example organisations."""
    paths = sorted((ROOT / "examples" / name).glob("*.yaml"))
    return consult(*[read_sheet(path, program().rulebook) for path in paths])


def answered(answers: Mapping[str, Value], **sheet: object) -> Advice:
    """The advice on one sheet with these answers."""
    return consult(Sheet.model_validate({"answers": dict(answers), **sheet}))


@cache
def undetermined() -> Advice:
    return answered({"supported_headcount": 200}, unit="Unit", date=date(2026, 11, 2))


@cache
def hostile(plain: bool = False) -> Advice:
    """A sheet whose every free text tries to be more than text; or the same with plain words."""
    made = example("rd-1000").provenance.answers
    first, last = ("Text", "Unit") if plain else (HOSTILE[:200], HOSTILE[-200:])
    free = {"sponsor_name": first, "pmo_budget": last, "review_date": first}
    return answered({**made, **free}, organization=first, unit=last)


def behind_by(points: int, advice: Advice | None = None) -> Advice:
    """An advice whose runner-up lies so many points behind, with a tie where that is none."""
    advice = advice or example("rd-1000")
    position = advice.position
    leader = next(fit for fit in position.fits["type"] if fit.option == position.type)

    def moved(fit: Fit) -> Fit:
        close = fit.option == position.runner_up
        return fit.model_copy(update={"evidence": leader.evidence - points}) if close else fit

    fits = {**position.fits, "type": tuple(moved(fit) for fit in position.fits["type"])}
    tied = (position.runner_up,) if points == 0 else ()
    changed = position.model_copy(update={"fits": fits, "tied_with": tied})
    return advice.model_copy(update={"position": changed})


MOST_KEPT = 100
_kept: dict[tuple[int, Lang, Format], tuple[Advice, str]] = {}


def document(advice: Advice, lang: Lang, kind: Format) -> str:
    """The document of that very advice, poured once: many tests look at the same."""
    key = (id(advice), lang, kind)
    if key not in _kept:
        while len(_kept) >= MOST_KEPT:
            _kept.pop(next(iter(_kept)))
        _kept[key] = (advice, poured(advice, lang, kind))
    return _kept[key][1]


def poured(advice: Advice, lang: Lang, kind: Format) -> str:
    shown = advice if kind == "json" else client_safe(advice, program().rulebook)
    return render(shown, program().rulebook, texts(), lang, kind, brand=load_brand())


def seen(advice: Advice, lang: Lang) -> View:
    return view(advice, program().rulebook, texts(), lang)
