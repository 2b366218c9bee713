"""From a rulebook and what is known to conclusions."""
