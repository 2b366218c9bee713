"""Templates: each can be read, and the texts and templates that it names exist."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from typing import TYPE_CHECKING

from pmo_advisor.errors import BadInput, Fault, Place
from pmo_advisor.knowledge.layers import KnowledgeFile
from pmo_advisor.knowledge.nearest import nearest

if TYPE_CHECKING:
    from jinja2 import nodes

FOLDER, SUFFIX = "templates/", ".j2"
SAYING = {"t": "", "say": "report."}
"""The functions by which a template says a text, and what they put in front of its id."""


def template_faults(files: Iterable[KnowledgeFile], texts: Iterable[str]) -> Iterator[Fault]:
    """What is wrong with the templates, of which ``texts`` are the ids that they may say."""
    from jinja2 import Environment, TemplateSyntaxError

    environment = Environment(autoescape=True)
    known = dict.fromkeys(texts)
    present = {file.name.removeprefix(FOLDER): file for file in files}
    for name, file in present.items():
        if not name.endswith(SUFFIX):
            continue
        try:
            tree = environment.parse(file.text())
        except BadInput as error:
            yield from error.faults
        except TemplateSyntaxError as error:
            place = Place(file.shown, error.lineno)
            yield Fault("template_syntax", {"problem": error.message or ""}, place)
        else:
            yield from _texts(file, tree, known)
            yield from _parts(file, tree, present)


def _texts(file: KnowledgeFile, tree: nodes.Template, known: dict[str, None]) -> Iterator[Fault]:
    from jinja2 import nodes

    for call in tree.find_all(nodes.Call):
        first = call.args[0] if call.args else None
        if not isinstance(call.node, nodes.Name) or call.node.name not in SAYING:
            continue
        if isinstance(first, nodes.Const):
            name = f"{SAYING[call.node.name]}{first.value}"
            if name not in known:
                place = Place(file.shown, call.lineno)
                yield Fault("text_unknown", {"name": name}, place, nearest(name, known))


def _parts(file: KnowledgeFile, tree: nodes.Template, present: Container[str]) -> Iterator[Fault]:
    from jinja2 import nodes

    kinds = (nodes.Extends, nodes.Include, nodes.Import, nodes.FromImport)
    for use in tree.find_all(kinds):
        named = getattr(use, "template", None)
        if isinstance(named, nodes.Const) and named.value not in present:
            place = Place(file.shown, use.lineno)
            yield Fault("template_missing", {"name": str(named.value)}, place)
