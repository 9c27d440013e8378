"""A decision aid for ethical dilemmas in client work. This file holds the version and nothing else."""

__version__ = "0.1.0"
