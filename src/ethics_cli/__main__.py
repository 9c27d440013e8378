"""The door: `--version` is answered before anything is imported; everything else goes through the command table."""

import gc
import sys


def main() -> None:
    """Run the command line and leave with its exit code."""
    if sys.argv[1:] in (["--version"], ["-V"]):
        from ethics_cli import __version__

        sys.stdout.write(f"ethics {__version__}\n")
        return
    gc.disable()  # what start-up makes lives until the end; collecting it again and again costs a tenth of the start
    from ethics_cli.cli.main import run

    sys.exit(run())


if __name__ == "__main__":
    main()
