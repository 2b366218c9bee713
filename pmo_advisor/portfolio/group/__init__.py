"""A group on pages: what its units want, what they could share, and how their PMOs stand."""
