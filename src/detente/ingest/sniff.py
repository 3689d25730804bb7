"""What a source is: told from its first bytes, and from its name only where they leave it open."""

from __future__ import annotations

import re
from pathlib import PurePosixPath

from detente.ingest.decode import MARKS, is_binary, looks_utf16

PLAIN = "text/plain"
MARKDOWN = "text/markdown"
HTML = "text/html"
PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
ROW = "application/json"
ROWS = "application/jsonl"
FEED = "application/rss+xml"
WARC = "application/warc"
ZIP = "application/zip"
BINARY = "application/octet-stream"
OTHER = "text/x-unsupported"

CONTAINERS = frozenset({ROWS, FEED, WARC, ZIP})
GUARDED = frozenset({HTML, PDF, DOCX})

_BY_SUFFIX = {
    ".txt": PLAIN,
    ".text": PLAIN,
    ".md": MARKDOWN,
    ".markdown": MARKDOWN,
    ".html": HTML,
    ".htm": HTML,
    ".xhtml": HTML,
    ".pdf": PDF,
    ".docx": DOCX,
    ".jsonl": ROWS,
    ".ndjson": ROWS,
    ".rss": FEED,
    ".atom": FEED,
    ".warc": WARC,
    ".zip": ZIP,
}
_NOT_ARTICLES = frozenset(
    ".json .csv .tsv .css .js .py .yaml .yml .toml .ini .log .sql .srt .rtf .tex .sh .geojson".split()  # noqa: SIM905
)
_FEED_ROOT = re.compile(rb"<(?:rss|rdf:RDF|feed|channel)[\s>]", re.IGNORECASE)
_HTML_ROOT = re.compile(rb"<(?:!doctype\s+html|html[\s>]|head[\s>]|body[\s>])", re.IGNORECASE)
_FIRST_TAG = re.compile(
    rb"^\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,2000}?-->\s*)?"
    rb"<(?:!doctype\s+html|html|head|body|article|div|p|h1)\b",
    re.IGNORECASE | re.DOTALL,
)


def media_type(data: bytes, name: str, told: str | None = None) -> str:
    """The media type of bytes named `name`; `told` is what a container says of them.

    A suffix is believed only where the bytes do not contradict it: a PDF named .txt is a PDF.
    """
    by_magic = _by_magic(data, name)
    if by_magic:
        return by_magic
    by_name = _BY_SUFFIX.get(suffix(name))
    if told in {ROW, HTML, PLAIN, MARKDOWN}:
        by_name = told
    if any(data.startswith(mark) for mark, _ in MARKS) or looks_utf16(data):
        return by_name if by_name in {PLAIN, MARKDOWN, HTML, ROWS} else PLAIN
    if is_binary(data):
        return by_name if by_name in {PDF, DOCX, WARC} else BINARY
    if by_name and by_name not in {PLAIN, PDF, DOCX, WARC, ZIP}:
        return by_name
    return _by_text(data, name)


def suffix(name: str) -> str:
    """The last suffix in lower case, `.warc` for `.warc.gz`."""
    lowered = name.lower().removesuffix(".gz") if name.lower().endswith(".warc.gz") else name.lower()
    return PurePosixPath(lowered).suffix


def _by_magic(data: bytes, name: str) -> str | None:
    head = data[:1024]
    if b"%PDF-" in head[:1024] and head.lstrip()[:1] == b"%":
        return PDF
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return DOCX if suffix(name) == ".docx" or _is_word(data) else ZIP
    if head.startswith(b"WARC/") or (head.startswith(b"\x1f\x8b") and suffix(name) == ".warc"):
        return WARC
    return None


def _is_word(data: bytes) -> bool:
    """Whether a ZIP archive begins as Word's do and holds the main part."""
    first = data[30:60]
    return (
        first.startswith((b"[Content_Types].xml", b"_rels/", b"word/", b"docProps/"))
        and b"word/document.xml" in data
    )


def _by_text(data: bytes, name: str) -> str:
    head = data[:4096]
    if _FEED_ROOT.search(head) and not _HTML_ROOT.search(head):
        return FEED
    if _FIRST_TAG.match(head):
        return HTML
    if suffix(name) in _NOT_ARTICLES or head.lstrip().startswith(b"<?xml"):
        return OTHER
    return PLAIN
