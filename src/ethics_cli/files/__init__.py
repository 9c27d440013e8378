"""Disk and text formats: see README.md in this folder."""
