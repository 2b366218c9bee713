"""Make the faces that come with the program: Noto Sans SC, cut down to the characters we need.

    python -m tools.fonts FOLDER

FOLDER holds NotoSansSC_400Regular.ttf and NotoSansSC_700Bold.ttf, at any depth: unpack the npm
package @expo-google-fonts/noto-sans-sc there. The same sources give the same bytes.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from fontTools import subset

ROOT = Path(__file__).parents[1]
HAN = ROOT / "tools" / "han-8105.txt"
FACES = {
    "NotoSansSC_400Regular.ttf": "NotoSansSC-Regular.ttf",
    "NotoSansSC_700Bold.ttf": "NotoSansSC-Bold.ttf",
}
RANGES = (
    (0x0020, 0x007E),  # ASCII
    (0x00A0, 0x017F),  # Latin-1, Latin Extended-A
    (0x01CD, 0x01DC),  # vowels of pinyin with the third and other tones
    (0x0391, 0x03C9),  # Greek
    (0x2000, 0x206F),  # spaces, dashes, quotation marks, joiners
    (0x2070, 0x209F),  # superscripts and subscripts
    (0x20A0, 0x20BF),  # currencies
    (0x2100, 0x214F),  # letter-like signs
    (0x2150, 0x218F),  # fractions, Roman numbers
    (0x2190, 0x21FF),  # arrows
    (0x2200, 0x22FF),  # mathematics
    (0x2460, 0x24FF),  # numbers in circles
    (0x25A0, 0x25FF),  # squares, circles, triangles
    (0x2600, 0x27BF),  # ticks, crosses, stars
    (0x3000, 0x303F),  # Chinese punctuation
    (0xFF00, 0xFFEF),  # full-width forms
    (0xFFFD, 0xFFFD),  # the mark of a character that cannot be shown
)

NARROW = "‘’“”…"
"""Signs as wide as a Chinese character in Chinese, and as narrow as a letter in English."""


def general() -> str:
    """The 8,105 characters of 通用规范汉字表."""
    lines = HAN.read_text(encoding="utf-8").splitlines()
    return "".join(line for line in lines if not line.startswith("#"))


def gb2312() -> str:
    """The Chinese characters and signs of GB2312."""
    rows = ((high, low) for high in range(0xA1, 0xF8) for low in range(0xA1, 0xFF))
    return "".join(bytes(pair).decode("gb2312", errors="ignore") for pair in rows)


def wanted() -> set[int]:
    """The code points that a face should have, where its source has them."""
    ranged = {point for first, last in RANGES for point in range(first, last + 1)}
    return ranged | {ord(sign) for sign in general() + gb2312()}


def narrow_in_english(font: Any) -> None:
    """Let text in a Latin language have narrow quotation marks without asking for them.

    The source keeps them behind the feature ``pwid``, which an SVG cannot ask for; ``locl``, by
    which a script is set in its own way, is always on. Chinese keeps the wide ones.
    """
    table, held = font["GSUB"].table, font.getBestCmap()
    (asked,) = _substitutions(table, "DFLT", "pwid")
    (always,) = _substitutions(table, "latn", "locl")
    for wide in (held[ord(sign)] for sign in NARROW):
        always.mapping[wide] = asked.mapping[wide]


def _substitutions(table: Any, script: str, feature: str) -> Iterator[Any]:
    """The tables of one feature for the languages that a script does not name."""
    scripts, features = table.ScriptList.ScriptRecord, table.FeatureList.FeatureRecord
    (chosen,) = (one.Script.DefaultLangSys for one in scripts if one.ScriptTag == script)
    for one in (features[index] for index in chosen.FeatureIndex):
        if one.FeatureTag == feature:
            for lookup in one.Feature.LookupListIndex:
                yield from table.LookupList.Lookup[lookup].SubTable


def cut(source: Path, target: Path) -> None:
    """Write ``source`` to ``target`` with the wanted characters only."""
    options = subset.Options()
    options.hinting = False
    options.recalc_timestamp = False
    options.name_IDs = ["*"]
    options.name_languages = ["*"]
    options.notdef_outline = True
    options.glyph_names = False
    font = subset.load_font(str(source), options)
    narrow_in_english(font)
    worker = subset.Subsetter(options)
    worker.populate(unicodes=wanted())
    worker.subset(font)
    subset.save_font(font, str(target), options)


def main(folder: str) -> None:
    for source, target in FACES.items():
        (found,) = Path(folder).rglob(source)
        cut(found, ROOT / "fonts" / target)


if __name__ == "__main__":
    main(*sys.argv[1:])
