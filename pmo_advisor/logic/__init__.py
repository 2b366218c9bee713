"""The meaning of a rule: conditions bound to codes, the plain evaluator, the derived facts."""
