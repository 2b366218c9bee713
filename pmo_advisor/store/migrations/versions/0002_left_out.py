"""Which parties' answers an imported workshop came without."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column; of the workshops that are there, nothing is known to be left out."""
    op.add_column(
        "workshops", sa.Column("left_out", sa.JSON(), nullable=False, server_default="[]")
    )
