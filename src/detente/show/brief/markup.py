"""HTML and SVG built from data that is always escaped.

`Html` is text that is markup already; every other string is data and is escaped where it enters an element.
Control characters and bidirectional overrides of a document are shown by name, never obeyed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape

VOID = frozenset({"br", "hr", "input", "link", "meta"})

_UNSAFE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")


class Html(str):
    """Markup: it enters an element as it stands."""

    __slots__ = ()


Child = str | None | Iterable["Child"]
"""What an element may hold: markup, data to be escaped, nothing, or a sequence of these."""

Value = str | int | bool | None
"""An attribute's value; None and False leave the attribute out, True writes it bare."""


def data(text: str) -> Html:
    """A document's words as markup: escaped, with unsafe characters shown by their code point."""
    return Html(_UNSAFE.sub(_shown, escape(text, quote=True)))


def plain(text: str) -> str:
    """A document's words where no markup can stand (attributes): unsafe characters become U+FFFD."""
    return _UNSAFE.sub("\ufffd", text)


def visible(text: str) -> str:
    """A document's words in plain text, with unsafe characters shown by their code point."""
    return _UNSAFE.sub(lambda found: f"⟨{_code(found)}⟩", text)


def el(name: str, /, *children: Child, **attributes: Value) -> Html:
    """One element. `class_` and `for_` lose their underscore, other underscores become hyphens."""
    opening = name + "".join(_attributes(attributes))
    if name in VOID and not children:
        return Html(f"<{opening}>")
    return Html(f"<{opening}>{join(children)}</{name}>")


def join(children: Iterable[Child], between: str = "") -> Html:
    """Children one after the other."""
    return Html(between.join(_markup(child) for child in children if child is not None))


def _markup(child: Child) -> str:
    if child is None:
        return ""
    if isinstance(child, Html):
        return child
    if isinstance(child, str):
        return data(child)
    return join(child)


def _attributes(attributes: dict[str, Value]) -> Iterable[str]:
    for name, value in attributes.items():
        if value is None or value is False:
            continue
        spelt = name.removesuffix("_").replace("_", "-")
        yield f" {spelt}" if value is True else f' {spelt}="{escape(plain(str(value)), quote=True)}"'


def _shown(found: re.Match[str]) -> str:
    return f'<span class="control" title="control character, shown and not obeyed">{_code(found)}</span>'


def _code(found: re.Match[str]) -> str:
    return f"U+{ord(found.group()):04X}"
