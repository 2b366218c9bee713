"""``python -m pmo_advisor`` is the command line."""

from pmo_advisor.cli.main import main

main()
