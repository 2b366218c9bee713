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
SAYING = {"t": ("",), "say": ("report.",)}
"""The functions by which a template says a text, and what they may put in front of its id."""

SAYING_IN_PAGES = {"say": ("web.", "")}
"""The same in the pages of the web app, which also say texts of other rooms by their whole id."""

PAGES = "templates/web/"


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

    saying = SAYING_IN_PAGES if file.name.startswith(PAGES) else SAYING
    for call in tree.find_all(nodes.Call):
        first = call.args[0] if call.args else None
        if not isinstance(call.node, nodes.Name) or call.node.name not in saying:
            continue
        if isinstance(first, nodes.Const):
            names = [f"{before}{first.value}" for before in saying[call.node.name]]
            if not any(one in known for one in names):
                place = Place(file.shown, call.lineno)
                yield Fault("text_unknown", {"name": names[0]}, place, nearest(names[0], known))


def _parts(file: KnowledgeFile, tree: nodes.Template, present: Container[str]) -> Iterator[Fault]:
    from jinja2 import nodes

    kinds = (nodes.Extends, nodes.Include, nodes.Import, nodes.FromImport)
    for use in tree.find_all(kinds):
        named = getattr(use, "template", None)
        if isinstance(named, nodes.Const) and named.value not in present:
            place = Place(file.shown, use.lineno)
            yield Fault("template_missing", {"name": str(named.value)}, place)
