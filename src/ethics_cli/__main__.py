"""The door: `--version` is answered before anything is imported, `decide` without options goes past the parser."""

import gc
import sys


def main() -> None:
    """Run the command line and leave with its exit code."""
    arguments = sys.argv[1:]
    if arguments in (["--version"], ["-V"]):
        from ethics_cli import __version__

        sys.stdout.write(f"ethics {__version__}\n")
        return
    gc.disable()  # what start-up makes lives until the end; collecting it again and again costs a tenth of the start
    sys.exit(_decide() if arguments == ["decide"] else _run())


def _run() -> int:
    from ethics_cli.cli.main import run

    return run()


def _decide() -> int:
    """The commonest command has nothing to parse: whoever waits for the first question waits for the prompt alone."""
    from ethics_cli.cli.boundary import guarded
    from ethics_cli.cli.sitting import Sitting, begin

    return guarded(lambda: begin(Sitting()))


if __name__ == "__main__":
    main()
