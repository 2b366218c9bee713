"""The faces that come with the program show what people write, and may be embedded."""

from __future__ import annotations

from itertools import chain

import pytest
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables import otTables

from tests.shipped import ROOT
from tools.fonts import FACES, gb2312, general

WRITTEN = ("texts", "questionnaires", "rules", "templates", "examples")
LIMIT = 3_500_000


@pytest.fixture(params=sorted(FACES.values()))
def face(request: pytest.FixtureRequest) -> TTFont:
    return TTFont(ROOT / "fonts" / request.param)


def missing(face: TTFont, text: str) -> list[str]:
    held = face.getBestCmap()
    return sorted({sign for sign in text if sign.isprintable() and ord(sign) not in held})


def test_the_table_has_all_its_characters() -> None:
    assert len(general()) == len(set(general())) == 8105
    assert sum("\u4e00" <= sign <= "\u9fff" for sign in gb2312()) == 6763


def test_a_face_has_every_standard_character_and_all_of_gb2312(face: TTFont) -> None:
    assert missing(face, general() + gb2312()) == []
    assert missing(face, "喆祎镕") == []


def test_a_face_has_every_sign_of_our_documents(face: TTFont) -> None:
    assert missing(face, "✓–—…‘’“”·×÷≥≤→←■●○□¹²³⁴〓【】「」（），。；：？！、") == []


def test_a_face_has_every_character_that_the_program_says(face: TTFont) -> None:
    files = chain.from_iterable((ROOT / folder).rglob("*.yaml") for folder in WRITTEN)
    assert missing(face, "".join(path.read_text(encoding="utf-8") for path in files)) == []


def test_a_face_may_be_embedded_in_any_document_and_keeps_its_license(face: TTFont) -> None:
    assert face["OS/2"].fsType == 0
    assert "Open Font License" in face["name"].getDebugName(13)


def test_figures_stand_in_columns(face: TTFont) -> None:
    held = face.getBestCmap()
    assert len({face["hmtx"][held[ord(digit)]][0] for digit in "0123456789"}) == 1


@pytest.mark.parametrize("name", sorted(FACES.values()))
def test_a_face_is_small_enough_to_come_with_the_program(name: str) -> None:
    assert (ROOT / "fonts" / name).stat().st_size < LIMIT


def test_quotation_marks_are_narrow_in_english_and_wide_in_chinese(face: TTFont) -> None:
    table, held = face["GSUB"].table, face.getBestCmap()
    (latin,) = (one.Script for one in table.ScriptList.ScriptRecord if one.ScriptTag == "latn")
    chinese = next(one.LangSys for one in latin.LangSysRecord if one.LangSysTag == "ZHS ")

    def width(sign: str, system: otTables.LangSys) -> int:
        shown = held[ord(sign)]
        for feature in (table.FeatureList.FeatureRecord[index] for index in system.FeatureIndex):
            for lookup in feature.Feature.LookupListIndex if feature.FeatureTag == "locl" else ():
                for part in table.LookupList.Lookup[lookup].SubTable:
                    shown = part.mapping.get(shown, shown)
        return face["hmtx"][shown][0]

    for sign in "‘’“”":
        assert width(sign, latin.DefaultLangSys) < 600 < width(sign, chinese)
