"""Files from strangers: looked through before any library opens them."""
