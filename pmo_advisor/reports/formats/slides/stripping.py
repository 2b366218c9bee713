"""Takes out of a template what is not its look: slides, previews, traces of how it was made."""

from __future__ import annotations

from typing import Any

from pptx.opc.constants import RELATIONSHIP_TYPE as RT

_P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_KEPT = {
    RT.SLIDE_MASTER,
    RT.NOTES_MASTER,
    RT.HANDOUT_MASTER,
    RT.THEME,
    RT.PRES_PROPS,
    RT.TABLE_STYLES,
    RT.FONT,
}
"""What a presentation needs beside its slides. The rest are views, printers, authors, changes."""

_TELLING = ("sldIdLst", "custShowLst", "custDataLst", "smartTags", "extLst")
"""Parts of the presentation that name slides, sections, or data beside them."""

_OF_SLIDES = {RT.SLIDE, RT.NOTES_SLIDE}
_PREVIEWS = {RT.THUMBNAIL, RT.EXTENDED_PROPERTIES, RT.CORE_PROPERTIES}


def strip(deck: Any) -> None:
    """Removes all slides and whatever refers to them or tells of them, relationships included.

    A part that nothing relates to is not written, so nothing of a slide is left behind.
    """
    element, part = deck.part._element, deck.part
    for name in _TELLING:
        for one in element.findall(f"{_P}{name}"):
            element.remove(one)
    for key, relation in list(part.rels.items()):
        if relation.reltype not in _KEPT:
            part.rels.pop(key)
    package = part.package
    for key, relation in list(package._rels.items()):
        if relation.reltype in _PREVIEWS:
            package.drop_rel(key)
    for one in list(package.iter_parts()):
        for key, relation in list(one.rels.items()):
            if relation.reltype in _OF_SLIDES:
                _unlink(one, key)


def _unlink(part: Any, key: str) -> None:
    """Drops a relationship to a slide and the links that used it."""
    element = getattr(part, "_element", None)
    if element is not None:
        for one in list(element.iter()):
            if one.get(f"{_R}id") == key and one.getparent() is not None:
                one.getparent().remove(one)
    part.rels.pop(key)
