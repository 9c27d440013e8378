"""Options that commands share, defined once."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

HOME_HELP = "Where sessions live. Default: ETHICS_HOME, or the platform's data folder."
HomeOption = Annotated[Path | None, typer.Option("--home", help=HOME_HELP, show_default=False)]
JsonOption = Annotated[bool, typer.Option("--json", help="JSON on stdout.")]
PlainOption = Annotated[
    bool, typer.Option("--plain", help="One line at a time, nothing repainted: for screen readers.")
]
SESSION_HELP = "A session: its id, the beginning of its id, or a path."
SessionArgument = Annotated[str, typer.Argument(help=SESSION_HELP, show_default=False)]
IDENTIFIERS_HELP = "Names to keep out, one a line, from this file; - asks for them. Held in memory only."
IdentifiersOption = Annotated[str, typer.Option("--identifiers", help=IDENTIFIERS_HELP, show_default=False)]
REFUSE_HELP = "Take no answers that were brought along when something in them may point to a person."
RefuseOption = Annotated[bool, typer.Option("--refuse-identifiers", help=REFUSE_HELP)]
ANSWERS_HELP = "Take answers from this file; - reads them from stdin."
AnswersOption = Annotated[str, typer.Option("--answers", help=ANSWERS_HELP)]
SetOption = Annotated[list[str] | None, typer.Option("--set", help="One answer, as step=value (may be repeated).")]
RecordOption = Annotated[Path | None, typer.Option("--record", help="Write the record here instead of in the home.")]
HTML_HELP = "Write it here as one page of HTML that needs nothing else; - prints it."
HtmlOption = Annotated[str, typer.Option("--html", help=HTML_HELP)]
