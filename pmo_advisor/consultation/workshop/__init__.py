"""A workshop's thinking: from everybody's answers to what may be shown, discussed and settled."""
