"""What is set up on this machine and what is not, each with the one command for it. Nothing here has to be set up.

The home is looked at, and what the caller says of the machine; nobody is asked, and nothing is changed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from ethics_cli.app.doctor import Check
from ethics_cli.core.reader import RECOVERY, YOU
from ethics_cli.files.bounded import CONTENT_LIMIT, bytes_within
from ethics_cli.files.home import SUFFIX, Home
from ethics_cli.files.keys import Protection
from ethics_cli.files.library import Library
from ethics_cli.files.settings import Settings
from ethics_cli.files.ssh_signing import ALLOWED, can_sign
from ethics_cli.problems import EthicsError

PLAIN = "off: sessions are plain files, and whoever can read your files can read them"


class Machine(NamedTuple):
    """What is known of the machine besides the home: the person's own folder, and the shell they type in."""

    own: Path
    shell: str = ""

    @classmethod
    def of(cls, env: Mapping[str, str]) -> Machine:
        """The machine as its environment tells of it."""
        return cls(Path(env.get("HOME") or Path.home()), Path(env.get("SHELL", "")).name)


def set_up(home: Home, library: Library | None, settings: Settings, machine: Machine) -> Iterator[Check]:
    """Everything that somebody may set up."""
    yield from _protection(home)
    yield _keeping(settings)
    profession = settings.profession or "not said"
    yield _may("Profession", bool(settings.profession), profession, "ethics doctor --set-profession …")
    for name in ("places", "bodies"):
        yield _known_ids(library, name, settings.listed(name))
    yield _organisation(settings)
    yield _signing(machine)
    yield _signers(home)
    yield _completion(machine)


def _may(name: str, is_set: bool, said: str, command: str) -> Check:
    """Something that is in order either way; the command is for whoever wants it."""
    return Check(name, True, said, "" if is_set else command, unset=not is_set)


def _known_ids(library: Library | None, name: str, ids: list[str]) -> Check:
    """The ids kept for a setting, each of which must be one that the norms stage knows."""
    frameworks = library.frameworks.values() if library else ()
    steps = [step for framework in frameworks for step in framework.steps if step.role == name]
    known = [choice.id for step in steps for choice in step.choices]
    odd = [one for one in ids if known and one not in known]
    if not ids:
        return _may(
            name.capitalize(), False, "not said; asked once on a walk, and kept", f"ethics doctor --set-{name} …"
        )
    said = ", ".join(ids) + (f" ({', '.join(odd)} is not known here)" if odd else "")
    return Check(name.capitalize(), not odd, said, f"known are: {', '.join(known)}" if odd else "")


def _organisation(settings: Settings) -> Check:
    if not settings.organisation:
        return _may("Organisation", False, "no folder of its own", "ethics doctor --set-organisation FOLDER")
    there = Path(settings.organisation).expanduser().is_dir()
    remedy = "" if there else "there is no such folder; set it again with --set-organisation"
    return Check("Organisation", there, settings.organisation, remedy)


def _keeping(settings: Settings) -> Check:
    kept = [("words", settings.keep_words), ("sessions", settings.keep_sessions)]
    said = "; ".join(f"{name} for {months} months" if months else f"{name} for good" for name, months in kept)
    asked = [f"--set-keep-{name} MONTHS" for name, months in kept if not months]
    return _may("Keeping", not asked, said, f"ethics doctor {' '.join(asked)}")


def _protection(home: Home) -> Iterator[Check]:
    """Whether what is here is closed, whether everything is, and whether there is a way back when the key is lost."""
    try:
        protection = home.protection
    except EthicsError as fault:
        yield Check("Protection", False, fault.problems[0].message, fault.problems[0].hint)
        return
    if not protection.on:
        yield _may("Protection", False, PLAIN, "ethics protect")
        return
    plain = [path.name for path in home.paths() if path.name.endswith(SUFFIX)]
    on = "on: sessions, records and the registry are closed with your key"
    said = f"on, but {len(plain)} sessions are still plain" if plain else on
    yield Check("Protection", not plain, said, "ethics protect" if plain else "")
    yield from _readers(protection)


def _readers(protection: Protection) -> Iterator[Check]:
    recovery = any(reader.role == RECOVERY for reader in protection.readers)
    lost = "none: if your key is lost, nobody can read what is here"
    said = "a key on paper opens new sessions" if recovery else lost
    yield Check("Recovery key", recovery, said, "" if recovery else "ethics keys recovery")
    shared = [reader.role for reader in protection.readers if reader.role not in (YOU, RECOVERY)]
    said = f"can also be read by: {', '.join(shared)}" if shared else "can be read by you alone"
    yield _may("New sessions", bool(shared), said, "ethics share --for-supervisor --with KEY")


def _signing(machine: Machine) -> Check:
    """Whether a sign-off can be signed here. No key is opened: there is one when its public half lies where OpenSSH puts it."""
    if not can_sign():
        return _may("Signing key", False, "there is no ssh-keygen here: sign-offs are unsigned", "install OpenSSH")
    keys = sorted((machine.own / ".ssh").glob("id_*.pub"))
    if not keys:
        return _may("Signing key", False, "no SSH key: sign-offs are unsigned", "ssh-keygen -t ed25519")
    return _may("Signing key", True, f"`ethics sign SESSION --key ~/.ssh/{keys[0].stem}` signs with yours", "")


def _signers(home: Home) -> Check:
    listed = home.root / ALLOWED
    try:
        lines = _text(listed).splitlines() if listed.is_file() else []
    except OSError:
        lines = []
    count = sum(bool(line.strip()) and not line.startswith("#") for line in lines)
    said = f"{count} known" if count else "nobody's: a signature is checked, and whose it is stays unknown"
    return _may("Others' keys", bool(count), said, f"add a line for each person to {listed}")


def _text(path: Path) -> str:
    return bytes_within(path, CONTENT_LIMIT).decode("utf-8", "replace")


def _completion(machine: Machine) -> Check:
    places = {
        "bash": ".local/share/bash-completion/completions/ethics",
        "zsh": ".zfunc/_ethics",
        "fish": ".config/fish/completions/ethics.fish",
    }
    if machine.shell not in places:
        return _may("Completion", False, "for bash, zsh and fish", "ethics completion --help")
    place = places[machine.shell]
    there = (machine.own / place).is_file()
    folder = "" if (machine.own / place).parent.is_dir() else f"mkdir -p ~/{Path(place).parent} && "
    said = (
        f"{machine.shell} completes commands and sessions" if there else f"{machine.shell} does not know this command"
    )
    return _may("Completion", there, said, f"{folder}ethics completion {machine.shell} > ~/{place}")
