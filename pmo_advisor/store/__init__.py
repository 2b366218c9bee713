"""Workshops and their answers in a database."""
