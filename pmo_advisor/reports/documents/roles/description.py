"""One role description: what the role is for, what it carries here, and what it takes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pmo_advisor.model.advice import BoundaryItem, MetricItem, ServiceItem
from pmo_advisor.model.catalog import Capability, Role
from pmo_advisor.model.sheet import UNKNOWN
from pmo_advisor.reports.blocks import Block, Grid, Section
from pmo_advisor.reports.documents.laying import Laying
from pmo_advisor.reports.documents.roles.posts import Post, Posts
from pmo_advisor.reports.parts import Line, Row


class Writer:
    """Writes the descriptions of one staffing plan."""

    def __init__(self, posts: Posts) -> None:
        self.posts = posts
        self.context = posts.context
        self.voice = posts.context.voice
        self.lay = Laying(posts.context.voice)

    def row(self, name: str, *told: Line | str) -> Row:
        """A labelled row; nothing told is left out."""
        lines = tuple(Line(one) if isinstance(one, str) else one for one in told)
        label = self.voice.say(f"role.row.{name}")
        return Row(name, label, tuple(one for one in lines if one.text))

    def rows(self, *rows: Row) -> tuple[Block, ...]:
        """The rows that say something."""
        return self.lay.facts(row for row in rows if row.lines)

    def described(self, post: Post) -> Section:
        """The description of one role."""
        of = self.voice.of
        services = (self._service(post, one) for one in self.posts.carried(post))
        blocks = (
            *self._basics(post),
            *self._listed("duties", (Line(of(one)) for one in post.role.duties)),
            *self._listed("carries", services),
            *self._skills(post.role),
            *self._listed("success", (Line(of(one)) for one in post.role.success)),
            *(self._lead() if post == self.posts.lead else self._member()),
        )
        return Section(
            f"role_{post.told.role}",
            self.lay.text(self.voice.people(post.told)),
            self.lay.text(self.voice.head(post.told.name)),
            blocks,
        )

    def _listed(self, name: str, lines: Iterable[Line]) -> Iterator[Block]:
        """A list under its own heading; nothing for nothing."""
        bullets = self.lay.bullets(lines)
        if bullets:
            yield from self.lay.subhead(self.voice.say(f"role.row.{name}"))
            yield from bullets

    def _basics(self, post: Post) -> tuple[Block, ...]:
        voice = self.voice
        counted = voice.say("role.counted") if post.role.manages_projects else ""
        hint = voice.of(self.posts.entry.grade_hint) if post == self.posts.lead else ""
        grade = voice.head(self.context.names.entry("grades", post.role.grade))
        return self.rows(
            self.row("purpose", voice.of(post.role.purpose)),
            self.row("unit", self._unit()),
            self.row("serves", self._serves()),
            self.row("reports_to", self._reports_to(post)),
            self.row("people", Line(voice.people(post.told), detail=counted)),
            self.row("needed", self._needed(post)),
            self.row("obtain", voice.head(voice.say(f"obtain.{post.role.obtain}"))),
            self.row("grade", Line(grade, detail=hint)),
        )

    def _unit(self) -> str:
        """The PMO that the role belongs to."""
        names, position = self.context.names, self.context.advice.position
        kind = names.type(position.type)
        if position.level:
            level = names.option("level", position.level)
            kind = self.voice.say("charter.kind", type=kind, level=level)
        return self.voice.say("role.unit", unit=self.context.subject, kind=kind)

    def _serves(self) -> str:
        """Whom the PMO serves, as answered, and along which lines."""
        names, advice = self.context.names, self.context.advice
        served = advice.provenance.answers.get("scope_served", UNKNOWN)
        told = [] if served == UNKNOWN else [names.value("scope_served", served)]
        lines = self.voice.joined(names.line(one) for one in advice.position.lines)
        return self.voice.head(self.voice.clauses((*told, lines)))

    def _reports_to(self, post: Post) -> str:
        say, lead = self.voice.say, self.posts.lead
        if post == lead:
            return say("role.reports.first" if lead.told.high > 1 else "role.reports.sponsor")
        name = self.voice.head(lead.told.name)
        return say("role.reports.perhaps", lead=name) if lead.told.low == 0 else name

    def _needed(self, post: Post) -> str:
        """The first stage that has the role, and how many it has there."""
        stage = self.posts.first_stage(post)
        people = self.posts.people_at(stage, post) if stage else None
        if stage is None or people is None:
            return ""
        name = self.context.names.stage(stage.stage)
        return self.voice.say("list.pair", first=name, second=self.voice.people(people))

    def _service(self, post: Post, item: ServiceItem) -> Line:
        """A service that the role carries, and since when."""
        voice = self.voice
        if item.stage is None:
            since = voice.say("charter.unstaffed")
        elif self.posts.starts_before(item, post):
            since = voice.say("role.taken_over", lead=voice.of(self.posts.lead.told.name))
        else:
            since = voice.say("role.from", stage=self.context.names.stage_number(item.stage))
        name = voice.say("list.aside", text=voice.head(item.name), aside=since)
        return Line(name, detail=voice.of(item.does))

    def _skills(self, role: Role) -> Iterator[Block]:
        """The capabilities a role needs, with the step in words."""
        rows = []
        for skill in role.skills:
            entry = self.context.names.find("capabilities", skill.capability)
            means = self.voice.of(entry.means) if isinstance(entry, Capability) else ""
            name = self.voice.head(self.context.names.entry("capabilities", skill.capability))
            step = self.voice.say(f"role.skill.{skill.level}")
            rows.append(tuple(self.lay.text(one) for one in (name, means, step)))
        head = tuple(self.lay.say(f"role.column.{one}") for one in ("skill", "means", "step"))
        yield from self.lay.subhead(self.voice.say("role.row.skills"))
        yield Grid(f"skills-{role.id}", (), head, tuple(rows))

    def _metrics(self) -> tuple[MetricItem, ...]:
        value = self.context.advice.value
        return value.metrics if value else ()

    def _neighbors(self) -> tuple[BoundaryItem, ...]:
        """The neighbouring functions that are there."""
        return tuple(one for one in self.context.advice.boundaries if one.present == "yes")

    def _member(self) -> tuple[Block, ...]:
        """What a member has to do with: the measures of the team, and the neighbours."""
        voice = self.voice
        metrics = voice.joined(voice.of(one.name) for one in self._metrics())
        near = voice.joined(voice.of(one.name) for one in self._neighbors())
        return self.rows(
            self.row("measures", voice.head(metrics)),
            self.row("works_with", voice.head(near)),
        )

    def _lead(self) -> tuple[Block, ...]:
        """What the lead answers for, brings about next, and does in the first hundred days."""
        voice, of = self.voice, self.voice.of
        days = self.posts.entry.first_days
        told = {"win": (days.win,), "decisions": days.decisions, "evidence": days.evidence}
        early = voice.joined(of(one.name) for one in self.posts.looked_after())
        return (
            *self.rows(
                self.row("until_others", voice.head(early)),
                self.row("answers_for", *(self._metric(one) for one in self._metrics())),
                self.row("goal", of(self.posts.entry.half_year_goal)),
                self.row("works_with", *(self._beside(one) for one in self._neighbors())),
                self._next_stage(),
            ),
            *self.lay.subhead(voice.say("roadmap.first_days")),
            *self.lay.facts(
                Row(name, voice.say(f"first_days.{name}"), tuple(Line(of(one)) for one in texts))
                for name, texts in told.items()
            ),
        )

    def _beside(self, item: BoundaryItem) -> Line:
        """A neighbour, and what is done together with it."""
        name, joint = self.voice.head(item.name), self.voice.of(item.joint)
        return Line(self.voice.say("list.named", name=name, value=joint))

    def _metric(self, metric: MetricItem) -> Line:
        """A measure and who keeps its data."""
        owner = self.voice.say("role.owner", owner=self.voice.of(metric.data_owner))
        return Line(self.voice.head(metric.name), detail=owner)

    def _next_stage(self) -> Row:
        """What must still be brought about before the next stage, persons' skills apart."""
        stage = self.context.next_stage()
        if stage is None:
            return Row("next_stage", "", ())
        missing = tuple(
            Line(self.voice.head(one.title), detail=self.voice.of(one.action))
            for one in stage.conditions
            if one.outcome != "fires" and one.capability is None
        )
        name = self.context.names.stage(stage.stage)
        return Row("next_stage", self.voice.say("role.row.next_stage", stage=name), missing)
