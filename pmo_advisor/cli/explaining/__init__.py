"""What ``explain`` says: of all conclusions, of one, of one rule, and why not another type."""
