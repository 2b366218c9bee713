"""Every text of the library, in both languages."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import BaseModel

from pmo_advisor.errors import Fault
from pmo_advisor.knowledge.document import KeyPath
from pmo_advisor.knowledge.pairs import pair_faults
from pmo_advisor.knowledge.stock import Stock
from pmo_advisor.model.text import Text


def pairs(stock: Stock) -> Iterator[Fault]:
    """Chinese is Chinese, English is English, and both hold the same placeholders."""
    for item in stock.items:
        for path, text in texts_in(item.model):
            for message, lang, values in pair_faults(text):
                yield item.entry.fault(message, (*path, lang), values=values, lang=lang)


def texts_in(value: object, path: KeyPath = ()) -> Iterator[tuple[KeyPath, Text]]:
    """Every text of a record, with the path to it."""
    if isinstance(value, Text):
        yield path, value
    elif isinstance(value, BaseModel):
        for key in value.model_fields_set:
            yield from texts_in(getattr(value, key), (*path, key))
    elif isinstance(value, tuple):
        for number, part in enumerate(value):
            yield from texts_in(part, (*path, number))


CHECKS = (pairs,)
