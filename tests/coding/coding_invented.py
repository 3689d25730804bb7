"""Invented documents and readings for the tests of the coding room, built from words, not from a reader."""

from __future__ import annotations

import hashlib
import re

from detente.terms import Document, Mention, NameKind, Passage, Published, Reading, Sentence, When, Zone

NAMES = {
    "Ruritania": ("RUR", NameKind.STATE),
    "Ruritanian": ("RUR", NameKind.DEMONYM),
    "Strelsau": ("RUR", NameKind.CAPITAL),
    "Borduria": ("BRD", NameKind.STATE),
    "Bordurian": ("BRD", NameKind.DEMONYM),
    "Szohod": ("BRD", NameKind.CAPITAL),
    "Syldavia": ("SYL", NameKind.STATE),
    "Syldavian": ("SYL", NameKind.DEMONYM),
}
_NAME = re.compile(r"(?<!\w)(?:" + "|".join(sorted(NAMES, key=len, reverse=True)) + r")(?!\w)")
_DATE = re.compile(r"(?:(?P<day>\d{1,2}) )?(?:(?P<month>May|June) )?(?P<year>(?:19|20)\d\d)")


def document_of(text: str, *captions: str) -> Document:
    """A document whose captions stand before its body."""
    head = "".join(f"{caption}\n" for caption in captions)
    whole = head + text
    passages = [Passage(Zone.BODY, len(head), len(whole))]
    if head:
        passages.insert(0, Passage(Zone.CAPTION, 0, len(head)))
    identity = hashlib.sha256(whole.encode()).hexdigest()
    return Document(
        identity, "invented.txt", "invented.txt", whole, "text/plain", "utf-8",
        published=Published("2024-06-01", "option"), passages=tuple(passages),
    )  # fmt: skip


def reading_of(document: Document) -> Reading:
    """Sentences at full stops, the invented states by name, dates with a year."""
    body = next(p for p in document.passages if p.zone is Zone.BODY)
    sentences = tuple(
        Sentence(m.start(), m.end(), 0)
        for m in re.finditer(r"\S[^.?!\n]*[.?!]?[”\"]?", document.text[: body.end])
        if m.start() >= body.start
    )
    names = tuple(
        Mention(m.start(), m.end(), NAMES[m[0]][1], m[0], NAMES[m[0]][0])
        for m in _NAME.finditer(document.text, body.start)
    )
    times = tuple(_when(m) for m in _DATE.finditer(document.text, body.start))
    return Reading(document.id, sentences, names, times)


def _when(m: re.Match[str]) -> When:
    value = m["year"]
    if m["month"]:
        value += {"May": "-05", "June": "-06"}[m["month"]]
        value += f"-{int(m['day']):02d}" if m["day"] else ""
    return When(m.start(), m.end(), "DATE", value, None, value, value, value, "explicit")


def read(text: str, *captions: str) -> tuple[Document, Reading]:
    document = document_of(text, *captions)
    return document, reading_of(document)
