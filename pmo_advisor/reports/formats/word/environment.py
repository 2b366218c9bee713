"""What a tag may say: the names on offer, three filters, and ``if``. Nothing else is ever run.

Templates come from strangers. Jinja's sandbox forbids a list of dangerous things; here only what is
harmless is allowed, so there is nothing to call, to index, to repeat or to multiply.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Literal, NamedTuple

from jinja2 import StrictUndefined, nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment

FILTERS = {"upper": str.upper, "lower": str.lower, "title": str.title}
_HARMLESS = (
    nodes.Template,
    nodes.Output,
    nodes.TemplateData,
    nodes.If,
    nodes.Not,
    nodes.And,
    nodes.Or,
)


class Wrong(NamedTuple):
    """Something in a template that may not be there; ``line`` counts from 1."""

    kind: Literal["refused", "unknown", "filtered"]
    line: int
    name: str = ""


class Refused(Exception):
    """A template that says more than tags may say."""

    def __init__(self, wrong: Wrong) -> None:
        super().__init__(f"{wrong.kind}: {wrong.name} in line {wrong.line}")
        self.wrong = wrong


class TagEnvironment(ImmutableSandboxedEnvironment):
    """Compiles a template only if all of it is harmless. Raises Refused otherwise."""

    def __init__(self, lines: Collection[str], blocks: Collection[str]) -> None:
        super().__init__(undefined=StrictUndefined, autoescape=True)
        self.globals.clear()
        self.tests.clear()
        self.filters.clear()
        self.filters.update(FILTERS)
        self._lines = frozenset(lines)
        self._blocks = frozenset(blocks)

    @property
    def names(self) -> list[str]:
        """Every name on offer."""
        return sorted(self._lines | self._blocks)

    def wrong(self, source: str) -> list[Wrong]:
        """All that may not be in a template. Raises TemplateSyntaxError."""
        return list(self._wrong_in(super()._parse(source, None, None)))

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        tree = super()._parse(source, name, filename)
        for wrong in self._wrong_in(tree):
            raise Refused(wrong)
        return tree

    def _wrong_in(self, node: nodes.Node) -> Iterator[Wrong]:
        match node:
            case nodes.Name(ctx="load"):
                if node.name not in self._lines | self._blocks:
                    yield Wrong("unknown", node.lineno, node.name)
                return
            case nodes.Filter(node=nodes.Name(ctx="load") as inner):
                if (
                    node.args
                    or node.kwargs
                    or node.dyn_args
                    or node.dyn_kwargs
                    or node.name not in self.filters
                ):
                    yield Wrong("refused", node.lineno)
                elif inner.name in self._blocks:
                    yield Wrong("filtered", node.lineno, inner.name)
                else:
                    yield from self._wrong_in(inner)
                return
            case _ if not isinstance(node, _HARMLESS):
                yield Wrong("refused", node.lineno)
                return
        for child in node.iter_child_nodes():
            yield from self._wrong_in(child)
