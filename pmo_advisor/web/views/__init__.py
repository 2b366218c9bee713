"""What the screen's pages show, in the reader's words."""
