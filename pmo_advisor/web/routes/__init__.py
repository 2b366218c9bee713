"""The addresses, one file for each room of the app."""
