"""A brand's own Word template: filled wherever it has a tag, and never run."""

from __future__ import annotations

import io
import re
import time
import zipfile
from collections.abc import Callable

import pytest
from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from hypothesis import given, settings
from hypothesis import strategies as st

from pmo_advisor.errors import BadInput, Fault
from pmo_advisor.knowledge.brand import load_brand
from pmo_advisor.model.brand import Brand
from pmo_advisor.reports.documents.charter import charter
from pmo_advisor.reports.documents.roles import roles
from pmo_advisor.reports.formats.word import word
from pmo_advisor.reports.formats.word.tags import CONTENTS, REST, TAGS, tag_name
from pmo_advisor.reports.formats.word.write import check
from tests.reports import sample, wordly
from tests.reports.wordly import branded, opened, template
from tests.shipped import program

LAID = wordly.laid("not-yet", "en")
PAYLOADS = (
    "{{ ''.__class__.__mro__ }}",
    "{{ ''.__class__.__mro__[1].__subclasses__() }}",
    "{{ cycler.__init__.__globals__.os.popen('id').read() }}",
    "{{ joiner.__init__.__globals__.os.popen('id').read() }}",
    "{{ namespace.__init__.__globals__.os.popen('id').read() }}",
    "{{ lipsum.__globals__ }}",
    "{{ lipsum.__globals__['os'].popen('id').read() }}",
    "{{ self._TemplateReference__context }}",
    "{{ self.__init__.__globals__.__builtins__ }}",
    "{% for x in ().__class__.__base__.__subclasses__() %}{{ x }}{% endfor %}",
    "{{ subject|attr('__class__') }}",
    "{{ subject|map(attribute='__class__')|list }}",
    "{{ subject.format(subject) }}",
    "{{ '%s'|format(subject.__class__) }}",
    "{{ '{0.__class__.__init__.__globals__}'.format(subject) }}",
    "{{ 'a'*10**9 }}",
    "{{ 10**10**10 }}",
    "{{ range(10**9)|list }}",
    "{% for x in range(10**9) %}{% endfor %}",
    "{{ subject ~ subject }}",
    "{{ subject[0] }}",
    "{{ subject['__class__'] }}",
    "{{ subject.upper() }}",
    "{{ subject|center(1000000000) }}",
    "{{ subject|replace('a', 'aaaaaaaa') }}",
    "{{ request.application.__globals__ }}",
    "{{ config.items() }}",
    "{{ get_flashed_messages.__globals__ }}",
    "{% set x = subject %}{{ x }}",
    "{% include '/etc/passwd' %}",
    "{% import 'os' as os %}",
    "{% extends 'x' %}",
    "{% macro x() %}{{ x() }}{% endmacro %}{{ x() }}",
    "{% raw %}{{ subject }}{% endraw %}",
    "{% filter upper %}x{% endfilter %}",
    "{% call lipsum() %}{% endcall %}",
    "{%tr for x in subject %}",
    "{% colspan subject %}",
    "{% cellbg subject %}",
    "{% vm %}",
    "{% debug %}",
    "{{ 7*7 }}",
    "{{ [] }}",
    "{{ {} }}",
    "{{ (1, 2) }}",
    "{{ subject if subject else subject }}",
    "{{ subject is defined }}",
    "{{ dict }}",
    "{{ __import__ }}",
    "{% if subject.__class__ %}x{% endif %}",
    "{% if subject == 'x' %}x{% endif %}",
    "{% if " + "(" * 90 + "subject" + ")" * 90 + " %}x{% endif %}",
    "{% if subject %}" * 60 + "{% endif %}" * 60,
    "{{ subject }}" * 600,
    "{{ subject",
    "{% if subject %}",
    "{% endif %}",
    "{{ }}",
    "{% %}",
    "{# subject",
    "{{{{ subject }}}}",
)
W = nsdecls("w")
BOX = (
    f'<w:r {W}><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml"><v:textbox>'
    "<w:txbxContent><w:p><w:r><w:t>MARK</w:t></w:r></w:p></w:txbxContent>"
    "</v:textbox></v:shape></w:pict></w:r>"
)


def _body(text: str) -> bytes:
    return template(lambda document: document.add_paragraph(text))


def _header(text: str) -> bytes:
    return template(lambda document: document.sections[0].header.add_paragraph(text))


def _footer(text: str) -> bytes:
    return template(lambda document: document.sections[0].first_page_footer.add_paragraph(text))


def _property(text: str) -> bytes:
    return template(lambda document: setattr(document.core_properties, "subject", text[:255]))


def _table(text: str) -> bytes:
    def change(document: Document) -> None:
        document.add_table(1, 1).cell(0, 0).text = text

    return template(change)


def _box(text: str) -> bytes:
    def change(document: Document) -> None:
        run = parse_xml(BOX)
        next(run.iter(qn("w:t"))).text = text
        document.add_paragraph()._p.append(run)

    return template(change)


def _footnote(text: str) -> bytes:
    content = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
    root = parse_xml(
        f'<w:footnotes {W}><w:footnote w:id="2"><w:p><w:r><w:t/></w:r></w:p>'
        "</w:footnote></w:footnotes>"
    )
    next(root.iter(qn("w:t"))).text = text

    def change(document: Document) -> None:
        from docx.opc.oxml import serialize_part_xml
        from docx.opc.packuri import PackURI
        from docx.opc.part import Part

        blob = serialize_part_xml(root)
        name = PackURI("/word/footnotes.xml")
        document.part.relate_to(Part(name, content, blob, document.part.package), kind)

    return template(change)


PLACES = {
    "body": _body,
    "header": _header,
    "footer": _footer,
    "property": _property,
    "table": _table,
    "text box": _box,
    "footnote": _footnote,
}


def _faults(data: bytes, kind: str = "report") -> list[Fault]:
    with pytest.raises(BadInput) as caught:
        word(LAID, branded(data, kind))
    assert list(caught.value.faults) == check(kind, data, f"{kind}.docx")
    return list(caught.value.faults)


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("payload", PAYLOADS)
def test_nothing_in_a_template_is_ever_run(payload: str, place: str) -> None:
    data = PLACES[place](payload)
    faults = check("report", data, "report.docx")
    assert faults
    for fault in faults:
        assert fault.place is not None
        assert fault.place.file == "report.docx"
        assert fault.message.startswith("word_tag_")
        assert set(fault.values) & {"tag", "limit"}
        for lang in ("zh", "en"):
            assert sample.texts().say(fault.message, lang, **fault.values)


def test_a_refused_template_is_refused_when_a_document_is_made() -> None:
    for place in PLACES.values():
        assert _faults(place("{{ lipsum.__globals__ }}"))


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            ["{{", "}}", "{%", "%}", "{#", "#}", "{", "}", "p ", "if ", "endif", "subject", "why",
             "|", "upper", " ", "not ", "for x in ", "(", ")", "'", "-", "<", "&", "\u00a0", "%"]
        ),
        max_size=14,
    ),
    st.sampled_from(sorted(PLACES)),
)  # fmt: skip
def test_any_tag_is_filled_or_refused(pieces: list[str], place: str) -> None:
    data = PLACES[place]("".join(pieces))
    if check("report", data, "report.docx"):
        assert _faults(data)
    else:
        made = wordly.words(word(LAID, branded(data)))
        assert not re.search(r"\{\{ *\w+ *\}\}|\ue0f0", made)


def test_a_long_template_of_braces_is_judged_in_seconds() -> None:
    began = time.perf_counter()
    for text in ("{{p " * 50_000, "{%p " * 50_000, "{" * 200_000, "{{ a }}" * 30_000):
        assert check("report", _body(text), "report.docx")
    assert time.perf_counter() - began < 10


def test_a_misspelt_tag_is_told_with_its_place_and_the_right_name() -> None:
    (fault,) = _faults(_header("{{ subjekt }}"))
    assert (fault.message, fault.hint) == ("word_tag_unknown", "subject")
    assert fault.values["tag"] == "{{ subjekt }}"
    assert fault.place is not None
    assert fault.place.key == "header2"


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (_body("{{ why }}"), "word_tag_twice"),
        (_header("{{p why }}"), "word_tag_place"),
        (_footnote("{{p why }}"), "word_tag_place"),
        (_body("{{ why|upper }}"), "word_tag_filtered"),
    ],
)
def test_a_section_stands_once_in_the_text_and_alone(data: bytes, message: str) -> None:
    assert message in {one.message for one in _faults(data)}


def test_a_section_beside_words_or_in_a_text_box_is_refused() -> None:
    def only(build: Callable[[str], bytes]) -> list[str]:
        data = build("{{p firm }} x")
        text = "{{p firm }}"
        without = wordly.with_part(data, "word/document.xml", lambda xml: xml.replace(text, "", 1))
        return [one.message for one in _faults(without)]

    assert only(_body) == ["word_tag_alone"]
    assert only(_box) == ["word_tag_place"]


def test_a_template_without_a_section_is_refused() -> None:
    def change(document: Document) -> None:
        for paragraph in list(document.paragraphs):
            paragraph._p.getparent().remove(paragraph._p)
        document.add_paragraph("{{ subject }}")

    assert [one.message for one in _faults(template(change))] == ["word_no_sections"]


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"no zip", template()[:-400]])
def test_what_is_no_word_file_is_refused(data: bytes) -> None:
    with pytest.raises(BadInput) as caught:
        word(LAID, _broken(data))
    assert [one.message for one in caught.value.faults] == ["word_template_broken"]


def test_a_word_file_without_its_parts_is_refused() -> None:
    for name in ("word/document.xml", "word/header1.xml", "[Content_Types].xml", "_rels/.rels"):
        made = io.BytesIO()
        with (
            zipfile.ZipFile(io.BytesIO(template())) as whole,
            zipfile.ZipFile(made, "w") as less,
        ):
            for one in whole.namelist():
                if one != name:
                    less.writestr(one, whole.read(one))
        found = [one.message for one in check("report", made.getvalue(), "report.docx")]
        assert found == ["word_template_broken"]


def _broken(data: bytes) -> Brand:
    return branded(data or b"\0")


def test_every_tag_of_the_starting_set_can_be_used() -> None:
    for kind in TAGS:
        assert check(kind, template(kind=kind), f"{kind}.docx") == []


def test_the_starting_set_looks_like_no_template_at_all() -> None:
    plain = word(LAID, load_brand())
    assert wordly.words(word(LAID, branded(template()))) == wordly.words(plain)


def test_every_section_has_its_tag_in_order() -> None:
    rulebook, texts = program().rulebook, sample.texts()
    for name in (*sample.EXAMPLES, "undetermined"):
        advice = sample.undetermined() if name == "undetermined" else sample.example(name)
        laid = wordly.laid(name, "en")
        for one in (laid, charter(advice, rulebook, texts, "en")):
            order = [tag.name for tag in TAGS[one.kind] if tag.block]
            sections = (*([one.opening] if one.opening else ()), *one.sections)
            places = [order.index(tag_name(section.id)) for section in sections]
            assert places == sorted(places)


@pytest.mark.parametrize("name", ["rd-1000", "not-yet"])
def test_charter_and_roles_are_whole(name: str) -> None:
    for write in (charter, roles):
        laid = write(sample.example(name), program().rulebook, sample.texts(), "zh")
        told = wordly.words(word(laid, load_brand()))
        for one in wordly.said(laid):
            assert one.text.strip() in told
            assert one.detail in told


def test_every_tag_says_what_it_gives() -> None:
    for tags in TAGS.values():
        for one in tags:
            for lang in ("zh", "en"):
                assert sample.texts().say(f"report.{one.says}", lang)


def _with_only(*tags: str) -> bytes:
    def change(document: Document) -> None:
        for paragraph in list(document.paragraphs):
            paragraph._p.getparent().remove(paragraph._p)
        for one in tags:
            document.add_paragraph(one)

    return template(change)


def test_sections_come_where_the_template_wants_them() -> None:
    laid = wordly.laid("rd-1000", "en")
    told = wordly.words(word(laid, branded(_with_only("{{p value }}", "—", "{{p why }}"))))
    titles = {one.id: one.title[0].text for one in laid.sections}
    assert told.index(titles["value"]) < told.index("—") < told.index(titles["why"])
    assert titles["roadmap"] not in told


def test_all_gives_what_has_no_tag_of_its_own() -> None:
    laid = wordly.laid("rd-1000", "en")
    data = word(laid, branded(_with_only("{{p all }}", "{{p contents }}", "{{p why }}")))
    headings = [
        one.text for one in opened(data).paragraphs if one.style and one.style.name == "Heading 1"
    ]
    rest = [one.title[0].text for one in laid.sections if one.id != "why"]
    why = next(one.title[0].text for one in laid.sections if one.id == "why")
    assert headings == [*rest, why]


def test_without_the_notes_nothing_refers_to_them() -> None:
    laid = wordly.laid("rd-1000", "en")
    document = opened(word(laid, branded(_with_only("{{p why }}"))))
    assert not list(document.element.body.iter(qn("w:hyperlink")))


def test_a_section_that_the_advice_lacks_takes_no_room() -> None:
    laid = LAID._replace(sections=tuple(one for one in LAID.sections if one.id != "staffing"))
    tags = ("{{p staffing }}", "{%p if staffing %}", "never", "{%p endif %}")
    data = word(laid, branded(_with_only("before", *tags, "after", "{{p why }}")))
    paragraphs = [one.text for one in opened(data).paragraphs]
    assert paragraphs[:2] == ["before", "after"]


def test_conditions_and_filters_work() -> None:
    line = "{% if organization %}no{% else %}{{ subject|upper }}{% endif %} {# for the writer #}"
    laid = LAID._replace(subject="Unit <A&B>", organization="")
    told = wordly.words(word(laid, branded(_with_only(line, "{{p why }}"))))
    assert "UNIT <A&B>" in told
    assert "for the writer" not in told


def test_a_tag_that_word_has_torn_apart_is_still_a_tag() -> None:
    def change(document: Document) -> None:
        paragraph = document.add_paragraph()
        for piece in ("Here: {", "{ sub", "jec", "t }", "} and on"):
            paragraph.add_run(piece).bold = piece == "jec"

    laid = LAID._replace(subject="The unit")
    assert "Here: The unit and on" in wordly.words(word(laid, branded(template(change))))


def test_words_filled_in_are_never_tags() -> None:
    hostile = "{{ title }} {% if x %} {{ 7*7 }}"
    laid = LAID._replace(subject=hostile, organization="")

    def change(document: Document) -> None:
        document.add_section()
        document.add_paragraph("{{ subject }}")

    told = wordly.words(word(laid, branded(template(change))))
    assert hostile in told
    made = word(laid, branded(_footnote("{{ subject }}")))
    with zipfile.ZipFile(io.BytesIO(made)) as package:
        assert hostile.encode() in package.read("word/footnotes.xml")


def test_a_section_break_in_a_tag_s_paragraph_is_kept() -> None:
    def change(document: Document) -> None:
        document.add_section()

    data = wordly.template(change)
    before = len(opened(data).sections)
    assert len(opened(word(LAID, branded(data))).sections) == before == 2


LOCAL = {
    "German": {
        "Normal": "Standard",
        "Title": "Titel",
        "heading 1": "Überschrift 1",
        "heading 2": "Überschrift 2",
        "heading 3": "Überschrift 3",
        "caption": "Beschriftung",
        "List Bullet": "Aufzählungszeichen",
        "toc 1": "Verzeichnis 1",
    },
    "Chinese": {
        "Normal": "正文",
        "Title": "标题",
        "heading 1": "标题 1",
        "heading 2": "标题 2",
        "heading 3": "标题 3",
        "caption": "题注",
        "List Bullet": "列表项目符号",
        "toc 1": "目录 1",
    },
    "by their depth alone": {
        "heading 1": "Kapitel",
        "heading 2": "Abschnitt",
        "heading 3": "Unterabschnitt",
    },
}


@pytest.mark.parametrize("names", LOCAL.values(), ids=LOCAL)
def test_styles_are_found_whatever_their_names(names: dict[str, str]) -> None:
    ids: dict[str, str] = {}

    def change(document: Document) -> None:
        for number, style in enumerate(document.part._styles_part.element.iter(qn("w:style"))):
            name = style.find(qn("w:name"))
            own = names.get(name.get(qn("w:val")))
            if own:
                # The ids of another Office are other words again.
                old, new = style.get(qn("w:styleId")), f"a{number}"
                for one in document.part._styles_part.element.iter(qn("w:basedOn")):
                    if one.get(qn("w:val")) == old:
                        one.set(qn("w:val"), new)
                ids[name.get(qn("w:val"))] = new
                style.set(qn("w:styleId"), new)
                name.set(qn("w:val"), own)

    document = opened(word(wordly.laid("rd-1000", "zh"), branded(template(change))))
    there = [one.name for one in document.styles]
    assert not set(names) & {str(one).replace("Heading", "heading") for one in there} - {"Normal"}
    used = {one.get(qn("w:val")) for one in document.element.body.iter(qn("w:pStyle"))}
    assert set(ids.values()) - used <= {ids.get("toc 1"), ids.get("Title")}


def test_styles_that_a_template_lacks_come_in_the_shipped_look() -> None:
    def change(document: Document) -> None:
        styles = document.part._styles_part.element
        for style in list(styles.iter(qn("w:style"))):
            name = style.find(qn("w:name")).get(qn("w:val"))
            if name.startswith(("PMO T", "PMO C", "heading", "List")):
                styles.remove(style)

    data = word(LAID, branded(template(change)))
    document = opened(data)
    used = {one.get(qn("w:val")) for one in document.element.body.iter(qn("w:pStyle"))}
    assert used <= {one.style_id for one in document.styles}
    assert "PMO Topic" in [one.name for one in document.styles]


def test_a_template_keeps_its_own_faces() -> None:
    def change(document: Document) -> None:
        for fonts in document.part._styles_part.element.iter(qn("w:rFonts")):
            for one in ("ascii", "hAnsi", "cs"):
                fonts.set(qn(f"w:{one}"), "Georgia")
            fonts.set(qn("w:eastAsia"), "SimSun")

    document = opened(word(LAID, branded(template(change))))
    faces = {
        (fonts.get(qn("w:ascii")), fonts.get(qn("w:eastAsia")))
        for fonts in document.element.body.iter(qn("w:rFonts"))
    }
    assert faces == {("Georgia", "SimSun")}


def test_the_contents_tag_and_the_rest_are_among_the_tags() -> None:
    for tags in TAGS.values():
        assert {CONTENTS, REST} <= {one.name for one in tags if one.block}
