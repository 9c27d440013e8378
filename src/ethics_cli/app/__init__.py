"""Use cases and ports: see README.md in this folder."""
