"""Decks as PowerPoint: native text, tables, charts and shapes on the brand's template."""

from __future__ import annotations

from pmo_advisor.reports.formats.slides.places import PLACES
from pmo_advisor.reports.formats.slides.start import start
from pmo_advisor.reports.formats.slides.template import faults
from pmo_advisor.reports.formats.slides.writing import slides

__all__ = ["PLACES", "faults", "slides", "start"]
