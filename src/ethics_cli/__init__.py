"""A decision aid for ethical dilemmas in client work. Here are the version, and the names of the Python API, which is in api.py.

Nothing is imported until a name is asked for, so that every start stays short. The types of the names are in `__init__.pyi`.
"""

__version__ = "0.1.0"
__all__ = (
    "EthicsError",
    "Found",
    "Problem",
    "Reviewed",
    "Session",
    "Walk",
    "__version__",
    "example_session",
    "fold",
    "open_session",
    "record",
    "record_data",
    "review",
    "review_many",
)


def __getattr__(name: str) -> object:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module("ethics_cli.api"), name)
