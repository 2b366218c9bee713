"""PROVE: what holds for every possible answer. The only rooms that know OR-Tools."""
