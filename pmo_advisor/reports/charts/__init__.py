"""Pictures as plain shapes on a sheet of known width; a template turns them into SVG."""
