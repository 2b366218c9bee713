"""From YAML to the rulebook: the only room that knows how knowledge and sheets look in files."""
