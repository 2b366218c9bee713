"""Try brand: everything that is wrong with a brand folder, and samples of what it makes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from pmo_advisor.consultation.advise import advise
from pmo_advisor.consultation.firm import firm
from pmo_advisor.consultation.palette import color_faults
from pmo_advisor.errors import BadInput, Fault, Place
from pmo_advisor.knowledge import intake
from pmo_advisor.knowledge.brand import look_through
from pmo_advisor.knowledge.brand_folder import FONTS, TEMPLATES, TEXTS
from pmo_advisor.knowledge.brand_settings import Settings
from pmo_advisor.knowledge.foreign.typeface import names_of
from pmo_advisor.knowledge.layers import shipped
from pmo_advisor.knowledge.sheets import read_sheet
from pmo_advisor.knowledge.texts import load_texts
from pmo_advisor.logic.program import Program
from pmo_advisor.model.advice import Advice
from pmo_advisor.model.brand import Brand
from pmo_advisor.model.text import LANGS, Lang, Text
from pmo_advisor.reasoning.plain import PlainEngine
from pmo_advisor.reports.formats.placeholder import placeholder
from pmo_advisor.reports.produce import Document, Material, Order, produce

SHEET = "brand-sample.yaml"
DECK = "deck.pptx"
_LOGOS = (".png", ".jpg", ".jpeg", ".svg")


class Sample(NamedTuple):
    """A document made with the brand."""

    name: str
    content: bytes


class Tried(NamedTuple):
    """What came of it. There are samples only where there are no faults."""

    faults: tuple[Fault, ...]
    notices: tuple[Fault, ...]
    samples: tuple[Sample, ...] = ()


def try_brand(folder: Path, program: Program, organization: Text, unproved: Text) -> Tried:
    """Check a brand folder and try it on a made-up organisation.

    ``unproved`` says why there is no firmness where the solver is missing. Raises BadInput where
    there is no such folder.
    """
    looked = look_through(folder)
    settings = Settings(folder)
    brand, faults = looked.brand, list(looked.faults)
    notices = list(_absences(folder, brand, settings))
    for name, data in brand.templates.items():
        wrong, left = _of_template(name, data, f"{intake.shown(folder)}/{name}")
        faults += wrong
        notices += left
    wrong, left = color_faults(brand, settings.place)
    faults += wrong
    notices += left
    if faults:
        return Tried(tuple(faults), tuple(notices))
    try:
        samples = tuple(_samples(folder, brand, program, organization, unproved))
    except BadInput as error:
        return Tried(error.faults, tuple(notices))
    return Tried((), tuple(notices), samples)


def _of_template(name: str, data: bytes, file: str) -> tuple[Sequence[Fault], Sequence[Fault]]:
    """The faults and the notices of an Office template; ``file`` is its name for people."""
    if name == DECK:
        from pmo_advisor.reports.formats.slides import faults

        return [_at(file, one) for one in faults(data)], ()
    from pmo_advisor.consultation.word_template import judged

    return judged(name.removesuffix(".docx"), data, file)


def _at(file: str, fault: Fault) -> Fault:
    """The fault at the file as people know it."""
    return replace(fault, place=replace(fault.place or Place(file), file=file))


def _absences(folder: Path, brand: Brand, settings: Settings) -> Iterator[Fault]:
    """What is not there, or is there and not used."""
    place = Place(intake.shown(folder))
    if not brand.templates and not any((folder / one).exists() for one in TEMPLATES):
        yield Fault("brand_notice_no_templates", {}, place)
    if not settings.there:
        yield Fault("brand_notice_no_settings", {}, place)
    if brand.logo:
        if brand.logo == placeholder(brand):
            yield Fault("brand_notice_placeholder", {}, place)
    elif not settings.get("logo"):
        for one in sorted(folder.glob("logo.*")):
            if one.suffix.lower() in _LOGOS:
                yield Fault("brand_notice_logo_unnamed", {"name": one.name}, place)
    named = {*brand.fonts.chinese, *brand.fonts.latin}
    for one in sorted((folder / FONTS).glob("*")) if brand.font_folders else ():
        names = names_of(intake.read_bytes(one, 60_000_000)) if one.is_file() else frozenset()
        if names and not names & named:
            where = Place(f"{intake.shown(folder)}/{FONTS}/{one.name}")
            yield Fault("brand_notice_typeface", {"name": min(names, key=len)}, where)


def _samples(
    folder: Path, brand: Brand, program: Program, organization: Text, unproved: Text
) -> Iterator[Sample]:
    """Every document that the brand has a template for; all that can have one if it has none."""
    texts = load_texts((folder,) if (folder / TEXTS).is_dir() else ())
    names = [one for one in TEMPLATES if one in brand.templates] or list(TEMPLATES)
    for lang in LANGS:
        advice = sample_advice(program, organization, unproved, lang)
        material = Material(advice, program.rulebook, texts, brand)
        for name in names:
            stem, _, ending = name.partition(".")
            order = Order(_document(stem), "pptx" if ending == "pptx" else "docx", lang)
            yield Sample(f"{stem}.{lang}.{ending}", produce(order, material))


def _document(stem: str) -> Document:
    found: dict[str, Document] = {
        "report": "report",
        "charter": "charter",
        "roles": "roles",
        "deck": "deck",
    }
    return found[stem]


def sample_advice(program: Program, organization: Text, unproved: Text, lang: Lang) -> Advice:
    """The advice for the made-up organisation, called as the language has it."""
    sheet = read_sheet(shipped() / "templates" / SHEET, program.rulebook)
    name = organization.in_(lang)
    sheet = sheet.model_copy(update={"organization": name, "unit": name})
    advice = advise(program, [sheet], PlainEngine(program), unproved)
    return firm(program, [sheet], advice)
