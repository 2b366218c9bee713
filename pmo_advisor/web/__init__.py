"""The workshop: a web app on this machine, for one person or for three parties in a room."""
