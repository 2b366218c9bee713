"""YAML into plain data with places.

PyYAML gives the events; everything that makes YAML surprising is refused here: anchors, tags,
several documents, equal keys. Depth and number are limited while reading, before anything of the
content is kept.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from pmo_advisor.errors import BadInput, Fault, Place
from pmo_advisor.knowledge import intake, json_reader, scalars
from pmo_advisor.knowledge.builder import FORBIDDEN, MAX_DEPTH, Builder
from pmo_advisor.knowledge.document import Document, Mark

MAX_NODES = 200_000
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

_PROBLEMS = (
    ("tab character", "yaml_tab"),
    ("mapping values are not allowed", "yaml_colon"),
    ("expected ':'", "yaml_colon_missing"),
    ("end of stream", "yaml_unclosed"),
    ("expected ','", "yaml_bracket"),
    ("expected '-'", "yaml_dash"),
    ("expected key", "yaml_key"),
    ("expected <block end>", "yaml_key"),
    ("escape", "yaml_escape"),
    ("document start", "yaml_indent"),
    ("incompatible YAML", "yaml_directive"),
    ("directive", "yaml_directive"),
    ("undefined tag handle", "yaml_tag"),
)
"""What the parser's own sentence contains, and our text for it."""


def read_file(path: Path, limit: int = intake.KNOWLEDGE_LIMIT) -> Document:
    """The document in a file. Raises BadInput."""
    return read_text(intake.decode(intake.read_bytes(path, limit), intake.shown(path)), path)


def read_text(text: str, file: Path | str, *, max_nodes: int = MAX_NODES) -> Document:
    """The document in a text. ``file`` is only a name for the places. Raises BadInput.

    JSON is read as such where the name or the first characters say so.
    """
    name = intake.shown(file) if isinstance(file, Path) else file
    builder = Builder(name, text, max_nodes)
    found = FORBIDDEN.search(text)
    if found:
        mark = json_reader.mark_at(text, found.start())
        builder.fail("character_refused", mark, code=f"U+{ord(found.group()):04X}")
    if json_reader.looks_like_json(text, name):
        json_reader.feed(text, builder)
    else:
        _feed(text, builder)
    return builder.document()


def _feed(text: str, builder: Builder) -> None:
    try:
        documents = 0
        event: Any  # the stubs do not know which event has which attribute
        for event in yaml.parse(text, Loader=_LOADER):
            mark = (event.start_mark.line + 1, event.start_mark.column + 1)
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    builder.fail("yaml_documents", mark)
            elif isinstance(event, yaml.NodeEvent):
                _node(event, builder, mark)
            elif isinstance(event, yaml.CollectionEndEvent):
                builder.close()
    except yaml.YAMLError as error:
        builder.faults.append(_fault(error, text, builder.file))
        raise BadInput(builder.faults) from None
    except (ValueError, OverflowError) as error:
        # The parser in pure Python lets a malformed escape or version number through as these.
        builder.faults.append(Fault("yaml_syntax", {"problem": str(error)}, Place(builder.file)))
        raise BadInput(builder.faults) from None


def _node(event: Any, builder: Builder, mark: Mark) -> None:
    if isinstance(event, yaml.AliasEvent):
        builder.add("yaml_alias", mark, name=event.anchor)
        builder.scalar(None, "", mark)
        return
    if event.anchor is not None:
        builder.add("yaml_anchor", mark, name=event.anchor)
    if event.tag is not None:
        builder.add("yaml_tag", mark, tag=event.tag)
    if isinstance(event, yaml.MappingStartEvent):
        builder.open({}, mark)
    elif isinstance(event, yaml.SequenceStartEvent):
        builder.open([], mark)
    elif event.implicit[0]:
        builder.scalar(_plain(event.value, builder, mark), event.value, mark)
    else:
        builder.scalar(event.value, event.value, mark)


def _plain(word: str, builder: Builder, mark: Mark) -> str | int | bool | None:
    try:
        return scalars.plain(word)
    except scalars.NumberTooLong:
        builder.add("number_too_long", mark, digits=scalars.MAX_DIGITS)
        return 0


def _fault(error: yaml.YAMLError, text: str, file: str) -> Fault:
    problem = getattr(error, "problem", None) or str(error)
    mark = getattr(error, "problem_mark", None)
    place = Place(file, mark.line + 1, mark.column + 1) if mark else Place(file)
    if "nesting depth" in problem:
        return Fault("too_deep", {"limit": MAX_DEPTH}, place)
    message = next((ours for part, ours in _PROBLEMS if part in problem), "yaml_syntax")
    context = getattr(error, "context_mark", None)
    if message == "yaml_unclosed" and context:
        place = Place(file, context.line + 1, context.column + 1)
    if "cannot start any token" in problem and mark:
        character = _character(text, mark.line, mark.column)
        if character == "\t":
            return Fault("yaml_tab", {}, place)
        return Fault("yaml_reserved", {"character": character}, place)
    return Fault(message, {"problem": problem}, place)


def _character(text: str, line: int, column: int) -> str:
    lines = text.splitlines()
    return lines[line][column : column + 1] if line < len(lines) else ""
