"""The roles of a staffing plan: when each is first there, and which services it carries."""

from __future__ import annotations

from typing import NamedTuple

from pmo_advisor.model.advice import RoleRange, ServiceItem, StageItem
from pmo_advisor.model.catalog import Role, Type
from pmo_advisor.reports.context import Context


class Post(NamedTuple):
    """A role of the staffing plan with its catalogue entry."""

    told: RoleRange
    role: Role


class Posts(NamedTuple):
    """All roles of one staffing plan; the first of them leads."""

    context: Context
    entry: Type
    posts: tuple[Post, ...]

    @property
    def lead(self) -> Post:
        return self.posts[0]

    def stages(self) -> tuple[StageItem, ...]:
        """The stages of the roadmap, in order."""
        roadmap = self.context.advice.roadmap
        return roadmap.stages if roadmap else ()

    def people_at(self, stage: StageItem, post: Post) -> RoleRange | None:
        """How many of a role there are at a stage; None where it is not there."""
        return next((one for one in stage.roles if one.role == post.told.role), None)

    def first_stage(self, post: Post) -> StageItem | None:
        """The first stage that has a role."""
        return next((one for one in self.stages() if self.people_at(one, post)), None)

    def carrier(self, service: str) -> Post:
        """The first role that is there for a service, or the lead."""
        return next((one for one in self.posts if service in one.role.carries), self.lead)

    def carried(self, post: Post) -> tuple[ServiceItem, ...]:
        """The services of the advice that a role carries."""
        services = self.context.advice.services
        return tuple(one for one in services if self.carrier(one.service) == post)

    def starts_before(self, item: ServiceItem, post: Post) -> bool:
        """Whether a service starts at a stage that does not have the role yet."""
        stage = self.first_stage(post)
        return stage is not None and item.stage is not None and item.stage < stage.stage

    def looked_after(self) -> tuple[ServiceItem, ...]:
        """The services that the lead looks after until the role for them is there."""
        return tuple(
            one
            for one in self.context.advice.services
            if self.starts_before(one, self.carrier(one.service))
        )


def posts_of(context: Context) -> Posts | None:
    """The roles of the staffing plan; None where there are none to describe."""
    plan, entry = context.advice.staffing, context.type_entry(context.advice.position.type)
    known = {one.id: one for one in context.rulebook.catalog.roles}
    found = tuple(
        Post(one, known[one.role]) for one in (plan.roles if plan else ()) if one.role in known
    )
    return Posts(context, entry, found) if found and entry else None
