"""pmo-advisor: where should an organisation's PMO stand, and why."""

__version__ = "0.1.0"
