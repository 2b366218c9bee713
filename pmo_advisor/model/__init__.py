"""The words of the product as types; nothing here reads a file or decides anything."""
