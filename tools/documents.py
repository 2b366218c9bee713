"""Every document of one advice, in every format and language: how long it takes, how much memory.

Run by `make bench` in a process of its own, so that its memory is that of the documents alone.
"""

from __future__ import annotations

import resource
import sys
from pathlib import Path
from time import perf_counter

from pmo_advisor.knowledge import library
from pmo_advisor.knowledge.brand import load_brand
from pmo_advisor.knowledge.texts import load_texts
from pmo_advisor.model.advice import Advice
from pmo_advisor.reports.produce import BILINGUAL, CARRIED, DOCUMENTS, Material, Order, produce


def orders() -> list[Order]:
    """One of everything: each document in each format, in both languages."""
    return [
        Order(document, kind, lang)
        for document in DOCUMENTS
        for kind in CARRIED[document]
        for lang in ("zh", "en")
    ]


def bilingual() -> list[Order]:
    """The editions that say everything twice."""
    return [Order("report", kind, "zh-en") for kind in BILINGUAL]


def main(path: Path, wanted: str) -> None:
    """Make all of them from the advice in that file; print files, seconds and megabytes."""
    advice = Advice.model_validate_json(path.read_text("utf-8"))
    material = Material(advice, library.load(), load_texts(), load_brand(), "internal")
    everything = bilingual() if wanted == "bilingual" else orders()
    start = perf_counter()
    for order in everything:
        produce(order, material)
    seconds = perf_counter() - start
    kilobytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(len(everything), round(seconds, 2), kilobytes // 1024)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
