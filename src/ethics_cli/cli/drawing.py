"""Drawn prompts: one menu and one line editor, made once and used for every question.

questionary draws the choices. A prompt of its own for each question would build three editing sessions every time; the
menu here is one application whose content changes, which is what makes Enter lead to the next question at once.
"""

from __future__ import annotations

import gc
import os
from collections.abc import Callable, Sequence
from typing import Any

from prompt_toolkit import PromptSession
from prompt_toolkit.application import Application
from prompt_toolkit.filters import Condition
from prompt_toolkit.formatted_text import FormattedText
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
from prompt_toolkit.keys import Keys
from prompt_toolkit.layout import DynamicContainer, HSplit, Layout, Window
from prompt_toolkit.layout.controls import FormattedTextControl
from prompt_toolkit.styles import Style
from questionary import Choice as DrawnChoice
from questionary.prompts.common import InquirerControl

from ethics_cli.cli.input import Sign
from ethics_cli.cli.screen import Screen
from ethics_cli.core.framework import Choice
from ethics_cli.render.plain_table import wrapped

SIGNS = {"?": Sign.WHY, "<": Sign.BACK, ">": Sign.SKIP, "!": Sign.UNSURE, "#": Sign.NOTE}
NOWHERE = -1
COLLECT_EVERY = 40
DRAWN = Style([("pointer", "bold"), ("highlighted", "bold"), ("selected", ""), ("instruction", "italic")])
UNDRAWN = Style([])


class Drawn:
    """The Input of a terminal that can be drawn on."""

    keys = "?  why    <  back    >  skip with a reason    !  not sure    #  note    Ctrl-C  pause    Ctrl-Q  leave and clear the screen"

    def __init__(self, screen: Screen) -> None:
        self.screen = screen
        self.style = UNDRAWN if os.environ.get("NO_COLOR") else DRAWN
        self.control = InquirerControl([DrawnChoice("…")])
        self.several = False
        self.menu: Application[Any] = self._build_menu()
        self._editor: PromptSession[str] | None = None
        self.lines = False
        self.drawn = 0
        self.menu.after_render += self._tidy

    @property
    def editor(self) -> PromptSession[str]:
        """The line editor, made when it is first needed, or while the first menu is read."""
        if self._editor is None:
            self._editor = self._build_editor()
            self._editor.app.after_render += self._tidy
        return self._editor

    # the two acts

    def pick(self, choices: Sequence[Choice], pointed: str | None = None) -> str | Sign:
        found = self._choose(choices, pointed, several=False, marked=())
        if isinstance(found, Sign):
            return found
        chosen = self.control.get_pointed_at().value
        self._leave_trace([choice for choice in choices if choice.id == chosen])
        return str(chosen)

    def pick_several(self, choices: Sequence[Choice], marked: Sequence[str] = ()) -> list[str] | Sign:
        found = self._choose(choices, choices[0].id, several=True, marked=marked)
        if isinstance(found, Sign):
            return found
        chosen = [choice for choice in choices if choice.id in self.control.selected_options]
        self._leave_trace(chosen)
        return [choice.id for choice in chosen]

    def line(self, prompt: str, start: str = "", *, lines: bool = False) -> str | Sign:
        self.lines = lines
        try:
            return self.editor.prompt(FormattedText([("", prompt)]), default=start, multiline=lines)
        except KeyboardInterrupt:
            return Sign.PAUSE
        except EOFError:
            return Sign.PAUSE
        except _Pressed as pressed:
            return pressed.sign

    # how

    def _choose(self, choices: Sequence[Choice], pointed: str | None, *, several: bool, marked: Sequence[str]) -> Any:
        drawn = [
            DrawnChoice(self._title(choice, several), choice.id, checked=choice.id in marked) for choice in choices
        ]
        initial = pointed if any(choice.id == pointed for choice in choices) else None
        self.several = several
        self.control = InquirerControl(
            drawn, pointer="›", use_indicator=several, show_description=False, initial_choice=initial
        )
        if initial is None:
            self.control.pointed_at = NOWHERE
        try:
            return self.menu.run()
        except KeyboardInterrupt:
            return Sign.PAUSE

    def _tidy(self, _: object) -> None:
        """Collect while the person reads: the collector is off, so that no Enter ever waits for it."""
        self.drawn += 1
        if self.drawn == 1:
            _ = self.editor
            gc.collect()
            gc.freeze()
        elif self.drawn % COLLECT_EVERY == 0:
            gc.collect()

    def _title(self, choice: Choice, several: bool) -> str:
        """A choice's words, wrapped to the width with its hint behind it."""
        text = (
            f"{choice.label}   ({choice.hint})"
            if len(choice.hint) > 2
            else f"{choice.hint}  {choice.label}"
            if choice.hint
            else choice.label
        )
        margin = 5 if several else 3
        return "\n".join(wrapped(text, self.screen.width - margin, "", " " * margin)).strip()

    def _leave_trace(self, chosen: Sequence[Choice]) -> None:
        words = ", ".join(choice.label for choice in chosen) or "(none)"
        self.screen.lines(wrapped(words, self.screen.width, "  › " if self.screen.signs else "  > ", "    "))

    def _build_menu(self) -> Application[Any]:
        bindings = KeyBindings()
        self._bind_signs(bindings, lambda event, sign: event.app.exit(result=sign))
        _bind(bindings, (Keys.Down, "j", Keys.ControlN), lambda _: self.control.select_next())
        _bind(
            bindings,
            (Keys.Up, "k", Keys.ControlP),
            lambda _: self._point(self.control.pointed_at - 1 if self.control.pointed_at > 0 else -1),
        )
        _bind(bindings, (Keys.ControlM,), self._enter)
        _bind(bindings, (" ",), lambda _: self._toggle())
        for digit in "123456789":
            _bind(bindings, (digit,), lambda _, at=int(digit) - 1: self._point(at))
        body = HSplit(
            [
                DynamicContainer(lambda: Window(self.control, wrap_lines=True, dont_extend_height=True)),
                Window(FormattedTextControl(self._footer), height=1),
            ]
        )
        return Application(
            layout=Layout(body),
            key_bindings=bindings,
            style=self.style,
            erase_when_done=True,
            enable_page_navigation_bindings=False,
        )

    def _build_editor(self) -> PromptSession[str]:
        bindings = KeyBindings()
        empty = Condition(lambda: not self.editor.default_buffer.text)
        self._bind_signs(bindings, lambda event, sign: event.app.exit(exception=_Pressed(sign)), empty)
        lines = Condition(lambda: self.lines)
        bindings.add(Keys.ControlM, filter=lines)(lambda event: event.current_buffer.validate_and_handle())
        bindings.add(Keys.Escape, Keys.ControlM, filter=lines)(lambda event: event.current_buffer.insert_text("\n"))
        return PromptSession(
            key_bindings=bindings,
            style=self.style,
            prompt_continuation="  ",
            enable_suspend=False,
            include_default_pygments_style=False,
        )

    def _bind_signs(
        self, bindings: KeyBindings, act: Callable[[KeyPressEvent, Sign], None], when: Condition | None = None
    ) -> None:
        for key, sign in SIGNS.items():
            bindings.add(key, filter=when if when is not None else True)(lambda event, sign=sign: act(event, sign))
        bindings.add(Keys.ControlC, eager=True)(lambda event: act(event, Sign.PAUSE))
        bindings.add(Keys.ControlQ, eager=True)(lambda event: act(event, Sign.HIDE))

    def _enter(self, event: KeyPressEvent) -> None:
        """Enter answers only what somebody has pointed at: no answer is chosen beforehand."""
        if self.control.pointed_at != NOWHERE:
            event.app.exit(result=None)

    def _toggle(self) -> None:
        if not self.several:
            return
        value, marked = self.control.get_pointed_at().value, self.control.selected_options
        marked.remove(value) if value in marked else marked.append(value)

    def _point(self, at: int) -> None:
        if at < len(self.control.choices):
            self.control.pointed_at = at % len(self.control.choices)

    def _footer(self) -> FormattedText:
        said = "   space marks, Enter is done" if self.several else "   point with the arrows or a number, then Enter"
        short = "   space marks, Enter is done" if self.several else "   point with a number, then Enter"
        return FormattedText([("class:instruction", said if len(said) <= self.screen.width else short)])


class _Pressed(Exception):
    """A key of ours, pressed in an empty line."""

    def __init__(self, sign: Sign) -> None:
        super().__init__(sign.name)
        self.sign = sign


def _bind(bindings: KeyBindings, keys: Sequence[Any], act: Callable[..., None]) -> None:
    for key in keys:
        bindings.add(key)(lambda event, act=act: act(event))
