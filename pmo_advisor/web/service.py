"""What every request works with: the knowledge, loaded once, and the store."""

from __future__ import annotations

import secrets
from pathlib import Path

from pmo_advisor.consultation.workshop.standing import reasons
from pmo_advisor.knowledge import library
from pmo_advisor.knowledge.brand import load_brand
from pmo_advisor.knowledge.texts import Texts, load_texts
from pmo_advisor.logic.program import Program, bind
from pmo_advisor.model.brand import Brand
from pmo_advisor.model.rulebook import Rulebook
from pmo_advisor.reasoning.engine import Engine, choose
from pmo_advisor.store.store import Store
from pmo_advisor.web.board import Board
from pmo_advisor.web.kept import Kept
from pmo_advisor.web.live import Hub
from pmo_advisor.web.progress import Progress
from pmo_advisor.web.proofs import Proofs
from pmo_advisor.web.settings import Settings
from pmo_advisor.web.thinking import Thinking

PAPERS_LIMIT = 48_000_000
"""Bytes of documents that are kept. One is made at a time: it takes a core for itself."""


class Service:
    """One server's parts. Raises BadInput where the knowledge or the database cannot be used."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        packs = settings.packs
        self.program: Program = bind(library.load(packs))
        self.texts: Texts = load_texts(_said_by(packs, settings.brand))
        self.brand: Brand = load_brand(settings.brand)
        self.engine: Engine = choose(self.program, None)
        self.store = Store.at(settings.database)
        self.hub = Hub(self.store)
        self._tickets = {settings.ticket} - {""}
        self.board = Board(self.hub)
        self.progress = Progress(self.program, self.store)
        self.papers = Kept(PAPERS_LIMIT)
        self.proofs = Proofs(packs)
        self.thinking = Thinking(
            self.program, self.engine, reasons(self.texts), self.store, self.hub, self.proofs
        )

    @property
    def rulebook(self) -> Rulebook:
        return self.program.rulebook

    def admits(self, key: str) -> bool:
        """Whether a key in an address opens the home page; a ticket does so once."""
        if secrets.compare_digest(key.encode(), self.settings.home_key.encode()):
            return True
        try:
            self._tickets.remove(key)
        except KeyError:
            return False
        return True

    def close(self) -> None:
        self.hub.close()
        self.proofs.close()
        self.store.close()


def _said_by(packs: tuple[Path, ...], brand: Path | None) -> tuple[Path, ...]:
    """The folders whose texts are laid over the shipped ones."""
    return (*packs, brand) if brand and (brand / "texts").is_dir() else packs
