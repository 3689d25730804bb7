"""A text as blocks: its lines, or its paragraphs where lines are wrapped by hand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_LINE = re.compile(r"[^\n\r\x0b\x0c\x85\u2028\u2029]+")
_BREAK = re.compile(r"\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")
_ENDS_SENTENCE = re.compile(r"[.!?…:;][\"'”’»)\]]*$")
_TERMINAL = re.compile(r"[.!?…][\"'”’»)\]]*$")
_BULLET = re.compile(r"^(?:[-–—*•▪◦■●]|\(?\d{1,3}[.)]|\(?[a-z][.)])\s")
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
WRAP_WIDTH = 110


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph or a line, trimmed of white space: `text` stands at `start:end` of the document.

    `gap` says that an empty line stands before it.
    """

    start: int
    end: int
    text: str
    gap: bool = True

    @property
    def is_prose(self) -> bool:
        """Whether it reads as a sentence: long enough, ended as one, or too long to be a heading."""
        return (len(self.text) >= 60 and bool(_TERMINAL.search(self.text[-16:]))) or len(self.text) > 220

    @property
    def is_bullet(self) -> bool:
        """Whether it begins with a bullet, dash or item number."""
        return bool(_BULLET.match(self.text))


def words_of(text: str) -> list[str]:
    """The words of a text in lower case, without punctuation."""
    return [word.replace("’", "'").casefold() for word in _WORD.findall(text)]


def ends_as_sentence(text: str) -> bool:
    """Whether the text ends with a full stop, question or exclamation mark, quotes and brackets aside."""
    return bool(_TERMINAL.search(text[-16:]))


def blocks_of(text: str) -> list[Block]:
    """The blocks of a text, in order, without the empty ones."""
    groups = list(_groups(text))
    wrapped_text = any(len(lines) > 2 and _is_wrapped(lines) for lines in groups)
    blocks: list[Block] = []
    for lines in groups:
        if wrapped_text and len(lines) > 1 and _is_wrapped(lines):
            start, end = lines[0].start, lines[-1].end
            blocks.append(Block(start, end, text[start:end]))
        else:
            blocks.extend(lines)
    return blocks


def _groups(text: str) -> Iterator[list[Block]]:
    """The runs of lines between empty lines."""
    group: list[Block] = []
    last_end = 0
    for match in _LINE.finditer(text):
        raw = match.group()
        stripped = raw.strip()
        if not stripped:
            continue
        start = match.start() + len(raw) - len(raw.lstrip())
        gap = not group or len(_BREAK.findall(text, last_end, start)) > 1
        if gap and group:
            yield group
            group = []
        group.append(Block(start, start + len(stripped), stripped, gap))
        last_end = match.end()
    if group:
        yield group


def _is_wrapped(lines: list[Block]) -> bool:
    """Whether lines were broken to a width: about equally long, most of them ending inside a sentence."""
    lengths = [len(line.text) for line in lines]
    widest = max(lengths)
    if not 45 <= widest <= WRAP_WIDTH or any(line.is_bullet for line in lines[1:]):
        return False
    if any(length < 0.55 * widest for length in lengths[:-1]):
        return False
    open_ends = sum(not _ENDS_SENTENCE.search(line.text[-16:]) for line in lines[:-1])
    return open_ends * 2 >= len(lines) - 1
