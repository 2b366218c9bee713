"""The first tables: workshops, who takes part, and what they answer."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "workshops",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("organization", sa.String(length=200), nullable=False),
        sa.Column("questionnaire", sa.String(length=40), nullable=False),
        sa.Column("named", sa.Boolean(), nullable=False),
        sa.Column("languages", sa.JSON(), nullable=False),
        sa.Column("created", sa.DateTime(), nullable=False),
        sa.Column("step", sa.String(length=16), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("copied_from", sa.String(length=32), nullable=True),
        sa.Column("revealed", sa.String(length=16), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_workshops")),
    )
    op.create_table(
        "decisions",
        sa.Column("workshop", sa.String(length=32), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("attendance", sa.JSON(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["workshop"],
            ["workshops.id"],
            name=op.f("fk_decisions_workshop_workshops"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("workshop", name=op.f("pk_decisions")),
    )
    op.create_table(
        "keys",
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("workshop", sa.String(length=32), nullable=False),
        sa.Column("party", sa.String(length=16), nullable=True),
        sa.ForeignKeyConstraint(
            ["workshop"],
            ["workshops.id"],
            name=op.f("fk_keys_workshop_workshops"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_keys")),
    )
    op.create_index(op.f("ix_keys_workshop"), "keys", ["workshop"], unique=False)
    op.create_table(
        "notes",
        sa.Column("workshop", sa.String(length=32), nullable=False),
        sa.Column("about", sa.String(length=80), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["workshop"],
            ["workshops.id"],
            name=op.f("fk_notes_workshop_workshops"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("workshop", "about", name=op.f("pk_notes")),
    )
    op.create_table(
        "people",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("workshop", sa.String(length=32), nullable=False),
        sa.Column("party", sa.String(length=16), nullable=True),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("consent", sa.String(length=16), nullable=True),
        sa.Column("joined", sa.DateTime(), nullable=False),
        sa.Column("token", sa.String(length=64), nullable=True),
        sa.ForeignKeyConstraint(
            ["workshop"],
            ["workshops.id"],
            name=op.f("fk_people_workshop_workshops"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_people")),
        sa.UniqueConstraint("token", name=op.f("uq_people_token")),
    )
    op.create_index(op.f("ix_people_workshop"), "people", ["workshop"], unique=False)
    op.create_table(
        "reopened",
        sa.Column("workshop", sa.String(length=32), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("fact", sa.String(length=80), nullable=False),
        sa.ForeignKeyConstraint(
            ["workshop"],
            ["workshops.id"],
            name=op.f("fk_reopened_workshop_workshops"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("workshop", "round", "fact", name=op.f("pk_reopened")),
    )
    op.create_table(
        "reservations",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("workshop", sa.String(length=32), nullable=False),
        sa.Column("party", sa.String(length=16), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["workshop"],
            ["workshops.id"],
            name=op.f("fk_reservations_workshop_workshops"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reservations")),
    )
    op.create_index(op.f("ix_reservations_workshop"), "reservations", ["workshop"], unique=False)
    op.create_table(
        "timers",
        sa.Column("workshop", sa.String(length=32), nullable=False),
        sa.Column("about", sa.String(length=80), nullable=False),
        sa.Column("seconds", sa.Integer(), nullable=False),
        sa.Column("started", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["workshop"],
            ["workshops.id"],
            name=op.f("fk_timers_workshop_workshops"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("workshop", "about", name=op.f("pk_timers")),
    )
    op.create_table(
        "answers",
        sa.Column("person", sa.String(length=32), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("fact", sa.String(length=80), nullable=False),
        sa.Column("value", sa.JSON(), nullable=False),
        sa.Column("saved", sa.DateTime(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person"], ["people.id"], name=op.f("fk_answers_person_people"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("person", "round", "fact", name=op.f("pk_answers")),
    )
