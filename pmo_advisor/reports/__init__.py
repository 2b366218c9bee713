"""From advice to documents: one view of the advice, its charts, and a template for each format."""
