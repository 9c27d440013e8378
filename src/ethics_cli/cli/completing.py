"""Completion for shells, written out whole: a shell asks this program only for the ids of sessions, by their file names.

Nothing of a case is in it. The scripts are made from the command table and from each command's own options.
"""

from __future__ import annotations

import importlib
from pathlib import Path
from typing import Any

import typer

from ethics_cli.cli.main import COMMANDS
from ethics_cli.cli.places import home_at
from ethics_cli.files.home import id_of
from ethics_cli.problems import Exit, wrong

SHELLS = ("bash", "zsh", "fish")


def run(shell: str, home: Path | None) -> None:
    """Print the script for a shell, or the ids of sessions. Raises EthicsError for a shell that is not known."""
    if shell == "sessions":
        from ethics_cli.core.form_parts import is_ident

        for path in home_at(home).paths():
            if is_ident(id_of(path)):  # a shell reads this: a name that is no id is not said to it
                typer.echo(id_of(path))
    elif shell == "bash":
        typer.echo(bash(options()))
    elif shell == "zsh":
        typer.echo(zsh(options()))
    elif shell == "fish":
        typer.echo(fish(options()))
    else:
        hint = "known are: " + ", ".join(SHELLS)
        raise wrong("completion.shell", "there is no completion for this shell", hint, exit_code=Exit.USAGE)


Option = tuple[str, str]


def options() -> dict[str, tuple[bool, list[Option]]]:
    """Each command: whether it takes a session, and its options with their help, from the command itself."""
    found = {}
    for name, (module, _, _) in COMMANDS.items():
        app = typer.Typer(add_completion=False, rich_markup_mode=None)
        app.command(name=name)(importlib.import_module(f"ethics_cli.cli.{module}").command)
        parsed: Any = typer.main.get_command(app)
        takes = any(param.name in ("session", "sessions", "first", "paths") for param in parsed.params)
        listed = [
            (opt, (getattr(param, "help", "") or "").partition(". ")[0].rstrip("."))
            for param in parsed.params
            for opt in param.opts
            if opt.startswith("--")
        ]
        found[name] = (takes, [*listed, ("--help", "Show help and leave")])
    return found


def bash(known: dict[str, tuple[bool, list[Option]]]) -> str:
    """The script for bash."""
    cases = "\n".join(
        f'    {name}) words="{" ".join(opt for opt, _ in opts)}{" $(ethics completion sessions 2>/dev/null)" if takes else ""}" ;;'
        for name, (takes, opts) in known.items()
    )
    return f"""\
# bash completion for ethics
_ethics() {{
  local words current=${{COMP_WORDS[COMP_CWORD]}}
  case ${{COMP_WORDS[1]}} in
{cases}
    *) words="{" ".join(known)} --help --version --identity" ;;
  esac
  test "$COMP_CWORD" -eq 1 && words="{" ".join(known)} --help --version --identity"
  COMPREPLY=($(compgen -W "$words" -- "$current"))
}}
complete -o default -F _ethics ethics"""


def zsh(known: dict[str, tuple[bool, list[Option]]]) -> str:
    """The script for zsh."""
    commands = "\n".join(f"    '{name}:{_plain(COMMANDS[name][1])}'" for name in known)
    rest = {True: "'*:session:_ethics_sessions'", False: "'*:file:_files'"}
    cases = "\n".join(
        f"    {name}) _arguments {' '.join(map(_zsh_option, opts))} {rest[takes]} ;;"
        for name, (takes, opts) in known.items()
    )
    return f"""\
#compdef ethics
_ethics_sessions() {{
  local -a found
  found=(${{(f)"$(ethics completion sessions 2>/dev/null)"}})
  _alternative "sessions:session:($found)" 'files:file:_files'
}}
_ethics() {{
  local -a commands
  commands=(
{commands}
  )
  if (( CURRENT == 2 )); then
    _describe 'command' commands
    return
  fi
  shift words; (( CURRENT-- ))
  case $words[1] in
{cases}
  esac
}}
_ethics "$@\""""


def fish(known: dict[str, tuple[bool, list[Option]]]) -> str:
    """The script for fish."""
    lines = ["# fish completion for ethics"]
    for name, (takes, opts) in known.items():
        lines.append(f"complete -c ethics -n __fish_use_subcommand -a {name} -d '{_plain(COMMANDS[name][1])}'")
        within = f"complete -c ethics -n '__fish_seen_subcommand_from {name}'"
        lines += [f"{within} -l {opt.removeprefix('--')} -d '{_plain(said)}'" for opt, said in opts]
        if takes:
            lines.append(f"{within} -a '(ethics completion sessions 2>/dev/null)'")
    return "\n".join(lines)


def _zsh_option(option: Option) -> str:
    opt, said = option
    return f"'{opt}[{_plain(said)}]'"


def _plain(text: str) -> str:
    """Help as it may stand between the quotes of every shell."""
    return "".join(char for char in text.replace("'", "’") if char not in '[]:`$\\"')
