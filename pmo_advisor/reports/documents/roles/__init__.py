"""The role descriptions: one for each role of the staffing plan, made for this organisation."""

from __future__ import annotations

from collections.abc import Iterator

from pmo_advisor.model.advice import Advice
from pmo_advisor.model.rulebook import Rulebook
from pmo_advisor.model.text import Lang
from pmo_advisor.reports.blocks import Block, Grid, Laid, Place, Section
from pmo_advisor.reports.context import Context
from pmo_advisor.reports.documents.laying import Laying
from pmo_advisor.reports.documents.roles.description import Writer
from pmo_advisor.reports.documents.roles.posts import Post, Posts, posts_of
from pmo_advisor.reports.opening import date, opened, organization
from pmo_advisor.reports.parts import Line
from pmo_advisor.reports.sections.no_type import answer_first
from pmo_advisor.reports.sections.people import people_lines
from pmo_advisor.reports.voice import Texts


def roles(advice: Advice, rulebook: Rulebook, texts: Texts, lang: Lang) -> Laid:
    """The role descriptions in one language.

    They describe posts, name nobody and appraise nobody. Where the advice has no roles, the
    document says why, and what comes first.
    """
    context = opened(advice, rulebook, texts, lang)
    lay = Laying(context.voice)
    posts = posts_of(context)
    if posts is None:
        overview: tuple[Block, ...] = ()
        sections: tuple[Section, ...] = (_none(context, lay),)
    else:
        writer = Writer(posts)
        overview = _overview(posts, writer)
        sections = tuple(writer.described(one) for one in posts.posts)
    return Laid(
        kind="roles",
        langs=(lang,),
        name=lay.say("role.name"),
        subject=context.subject,
        organization=organization(context),
        date=lay.text(date(context)),
        opening=_opening(context, lay, overview),
        sections=sections,
        contents=lay.say("doc.contents"),
    )


def _opening(context: Context, lay: Laying, blocks: tuple[Block, ...]) -> Section:
    """What the document is, and where there are roles, how many of each at which stage."""
    say, day = context.voice.say, date(context)
    origin = say("charter.dated" if day else "charter.undated", date=day)
    kind = context.names.type(context.advice.position.type) if context.settled_on_type else ""
    title = say("role.title" if kind else "role.title.none", unit=context.subject, type=kind)
    status = lay.paragraph(say("role.status", origin=origin), style="aside")
    return Section(
        "opening", lay.say("role.name"), lay.text(context.voice.head(title)), (*status, *blocks)
    )


def _overview(posts: Posts, writer: Writer) -> tuple[Block, ...]:
    """How many people in all, and of each role at each stage."""
    voice, lay = writer.voice, writer.lay
    plan = posts.context.advice.staffing
    inside = plan is not None and plan.project_managers_inside
    count = voice.many("role.count", len(posts.posts))
    said = voice.say("list.pair", first=count, second=people_lines(posts.context)[0].text)
    managers = voice.say(f"people.managers_{'inside' if inside else 'outside'}")
    stages = posts.stages()
    head = (
        lay.say("role.column.role"),
        lay.say("role.column.all"),
        *(lay.text(posts.context.names.stage_number(one.stage)) for one in stages),
    )
    rows = tuple(_row(posts, writer, one) for one in posts.posts)
    figures = tuple(range(1, len(head)))
    grid = Grid("roles", lay.say("role.caption"), head, rows, figures, (0,))
    return (
        *lay.paragraph(said, style="lead"),
        grid,
        *writer.rows(
            writer.row("managers", managers),
            writer.row("career", voice.of(posts.entry.career)),
        ),
    )


def _row(posts: Posts, writer: Writer, post: Post) -> tuple[Place, ...]:
    """How many of one role there are when grown, and at each stage."""
    voice, lay = writer.voice, writer.lay
    cells = [voice.head(post.told.name), voice.range(post.told)]
    for stage in posts.stages():
        people = posts.people_at(stage, post)
        cells.append(voice.range(people) if people else voice.say("value.none"))
    return tuple(lay.text(one) for one in cells)


def _none(context: Context, lay: Laying) -> Section:
    """Why there are no roles to describe, and what comes first."""
    form = _form(context)
    title = lay.say(f"role.none.{form}")
    intro = lay.paragraph(context.voice.say("role.first"))
    return Section("none", lay.say("role.name"), title, (*intro, *lay.bullets(_first(context))))


def _form(context: Context) -> str:
    if context.advice.position.not_yet is not None:
        return "not_yet"
    return "missing" if context.settled_on_type else "undetermined"


def _first(context: Context) -> Iterator[Line]:
    """What has to be settled or answered before roles can be described."""
    why, names = context.advice.position.not_yet, context.names
    if why is not None:
        for gate in why.gates:
            actions = context.voice.clauses(context.voice.of(one) for one in gate.actions)
            yield Line(context.voice.head(gate.title), detail=actions)
    elif context.advice.staffing is not None:
        for fact in context.advice.staffing.missing:
            question = context.rulebook.question.get(fact)
            yield Line(context.voice.of(question.ask) if question else names.fact(fact))
    else:
        yield from (one._replace(detail="") for one in answer_first(context))
