"""The questionnaire in the terminal: what comes next, what was typed, how it looks, the loop."""
