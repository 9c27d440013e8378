"""The rules, and nothing but rules: see README.md in this folder."""
