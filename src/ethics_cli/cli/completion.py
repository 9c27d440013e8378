"""`ethics completion`: what a shell needs to complete this command."""

from __future__ import annotations

from typing import Annotated

import typer

from ethics_cli.cli.options import HomeOption


def command(
    shell: Annotated[str, typer.Argument(help="bash, zsh or fish; `sessions` prints the ids of this home.")],
    home: HomeOption = None,
) -> None:
    """What your shell needs to complete commands, options and sessions.

    \b
    bash   ethics completion bash > ~/.local/share/bash-completion/completions/ethics
    zsh    ethics completion zsh > a folder of $fpath, as _ethics
    fish   ethics completion fish > ~/.config/fish/completions/ethics.fish
    """
    from ethics_cli.cli.completing import run

    run(shell, home)
