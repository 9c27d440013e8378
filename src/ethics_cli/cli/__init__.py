"""The command line: see README.md in this folder."""
