"""Values in, text out: see README.md in this folder."""
