"""Folders of knowledge: the shipped one and the packs laid over it, as files with their bytes."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from pmo_advisor.errors import BadInput, Fault, Place
from pmo_advisor.knowledge import intake
from pmo_advisor.knowledge.nearest import nearest

# Written out here, not imported from the kinds: a start from the cache loads no models for this.
FOLDERS = ("questionnaires", "rules", "templates", "texts")
TEMPLATE_LIMIT = 10_000_000
MAX_FILES = 2_000
_BESIDE = ("tests", "examples", "docs")
_SKIPPED = ("README", "__pycache__")


class KnowledgeFile(NamedTuple):
    """One file of a layer. ``name`` is its path within the layer, with slashes."""

    name: str
    path: Path
    data: bytes

    @property
    def shown(self) -> str:
        """The file's name for people."""
        return intake.shown(self.path)

    def text(self) -> str:
        """The content as text. Raises BadInput if it is not UTF-8."""
        return intake.decode(self.data, self.shown)


class Layer(NamedTuple):
    """One folder of knowledge, its files in the order of their names."""

    root: Path
    files: tuple[KnowledgeFile, ...]


def shipped() -> Path:
    """The folder of the knowledge that comes with the program: in the wheel, or in a checkout."""
    package = Path(__file__).resolve().parent.parent
    data = package / "_data"
    return data if data.is_dir() else package.parent


def read_layers(
    folders: Sequence[Path], base: Path | None = None, only: Iterable[str] = FOLDERS
) -> tuple[Layer, ...]:
    """The shipped layer (or ``base``), then the packs. Raises BadInput with all faults."""
    layers: list[Layer] = []
    faults: list[Fault] = []
    for root in (base or shipped(), *folders):
        try:
            layers.append(_read_layer(Path(root), tuple(only)))
        except BadInput as error:
            faults.extend(error.faults)
    if faults:
        raise BadInput(faults)
    return tuple(layers)


def fingerprint(layers: Iterable[Layer]) -> str:
    """Twelve hexadecimal digits that change with any name or line of the knowledge."""
    return digest(layers)[:12]


def digest(layers: Iterable[Layer]) -> str:
    """SHA-256 over every file's name and content, line ends aside."""
    total = hashlib.sha256()
    for layer in layers:
        for file in layer.files:
            data = file.data.replace(b"\r\n", b"\n")
            total.update(f"{file.name}\0{len(data)}\0".encode())
            total.update(data)
    return total.hexdigest()


def _read_layer(root: Path, only: tuple[str, ...]) -> Layer:
    if not root.is_dir():
        message = "pack_not_folder" if root.exists() else "pack_missing"
        raise BadInput([Fault(message, {}, Place(intake.shown(root)))])
    present = [name for name in FOLDERS if (root / name).is_dir()]
    _check_folders(root)
    if not present:
        values = {"folders": list(FOLDERS)}
        raise BadInput([Fault("pack_empty", values, Place(intake.shown(root)))])
    files: list[KnowledgeFile] = []
    faults: list[Fault] = []
    for folder in present:
        for name, ordinary in _listed(root, folder) if folder in only else ():
            try:
                files.append(_read_file(root, name, ordinary))
            except BadInput as error:
                faults.extend(error.faults)
    if faults:
        raise BadInput(faults)
    return Layer(root, tuple(sorted(files, key=lambda file: file.name)))


def _check_folders(root: Path) -> None:
    """Raises BadInput for a folder whose name is that of knowledge but for a slip."""
    with os.scandir(root) as found:
        names = sorted(one.name for one in found if one.is_dir())
    faults = [
        Fault(
            "pack_folder",
            {"folders": list(FOLDERS), "folder": name},
            Place(intake.shown(root)),
            nearest(name, FOLDERS),
        )
        for name in names
        if name not in (*FOLDERS, *_BESIDE) and nearest(name, FOLDERS)
    ]
    if faults:
        raise BadInput(faults)


def _read_file(root: Path, name: str, ordinary: bool) -> KnowledgeFile:
    path = Path(root, name)
    if not ordinary:
        raise BadInput([Fault("file_not_regular", {}, Place(intake.shown(path)))])
    limit = TEMPLATE_LIMIT if name.startswith("templates/") else intake.KNOWLEDGE_LIMIT
    return KnowledgeFile(name, path, intake.read_bytes(path, limit))


def _listed(root: Path, folder: str) -> list[tuple[str, bool]]:
    place = Place(intake.shown(root / folder))
    try:
        found = list(islice(_walk(os.path.join(root, folder), folder), MAX_FILES + 1))
    except OSError as error:
        detail = error.strerror or str(error)
        raise BadInput([Fault("folder_unreadable", {"detail": detail}, place)]) from None
    if len(found) > MAX_FILES:
        raise BadInput([Fault("pack_too_large", {"limit": MAX_FILES}, place)])
    return found


def _walk(folder: str, name: str) -> Iterator[tuple[str, bool]]:
    """Every file below a folder, by its name with slashes, and whether it is an ordinary one.

    Folders that are links are not followed, so that no circle of them can be entered.
    """
    with os.scandir(folder) as entries:
        for entry in entries:
            if _skipped(entry.name):
                continue
            below = f"{name}/{entry.name}"
            if entry.is_dir(follow_symlinks=False):
                yield from _walk(entry.path, below)
            else:
                yield below, entry.is_file()


def _skipped(name: str) -> bool:
    return name.startswith((".", *_SKIPPED)) or name.endswith("~")
