"""PDF to text: lines joined into paragraphs by their place on the page, running heads kept apart."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

import pypdfium2 as pdfium
from pypdfium2 import raw

from detente.errors import IngestError
from detente.ingest.metadata import Extracted, Metadata
from detente.ingest.sources import Limits
from detente.terms import Reason

_SOFT_BREAK = re.compile(r"(?<=[a-z])[-\u00ad\ufffe\x02]$")
_PAGE_NUMBER = re.compile(r"^(?:page\s+)?\d{1,4}(?:\s*(?:/|of)\s*\d{1,4})?$", re.IGNORECASE)
_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class _Line:
    text: str
    left: float
    right: float
    bottom: float
    top: float


def read_pdf(data: bytes, limits: Limits) -> Extracted:
    """The text of a PDF, paragraphs split by empty lines, and the title that its properties give.

    Raises IngestError with reason `encrypted`, `corrupt`, `too_large` or `no_text`.
    """
    try:
        with pdfium.PdfDocument(data) as document:
            if len(document) > limits.pages:
                raise IngestError(
                    Reason.TOO_LARGE, f"has {len(document)} pages (limit {limits.pages}); split it"
                )
            pages = [list(_lines(document[number])) for number in range(len(document))]
            title = document.get_metadata_value("Title").strip()
    except pdfium.PdfiumError as error:
        if getattr(error, "err_code", None) in {raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_SECURITY}:
            raise IngestError(
                Reason.ENCRYPTED, "is a PDF locked with a password; save it without one"
            ) from error
        raise IngestError(Reason.CORRUPT, f"is a damaged PDF ({error}); get it again") from error
    text = "\n\n".join(_paragraphs(_without_running_heads(pages)))
    if not text.strip():
        raise IngestError(
            Reason.NO_TEXT, "is a PDF without text, perhaps scanned pages; run it through OCR first"
        )
    printed = " ".join(text[:400].split())
    return Extracted(text, Metadata(title=title if title and title in printed else None))


def _lines(page: pdfium.PdfPage) -> Iterator[_Line]:
    """The lines of a page in reading order, with their boxes in points."""
    textpage = page.get_textpage()
    content = textpage.get_text_range()
    position = 0
    for piece in re.split(r"(\r\n|[\r\n])", content):
        stripped = piece.strip()
        if stripped:
            first = position + len(piece) - len(piece.lstrip())
            left, bottom, _, top = textpage.get_charbox(first, loose=True)
            _, _, right, _ = textpage.get_charbox(first + len(stripped) - 1, loose=True)
            yield _Line(
                _CONTROLS.sub("", stripped) if not _SOFT_BREAK.search(stripped) else stripped,
                left,
                right,
                bottom,
                top,
            )
        position += len(piece)


def _without_running_heads(pages: list[list[_Line]]) -> list[list[_Line]]:
    """The pages without page numbers and the first or last lines that most pages share."""
    edges = Counter(
        re.sub(r"\d+", "#", line.text)
        for page in pages
        for line in {*page[:1], *page[-1:]}
        if len(line.text) < 120
    )
    running = {text for text, count in edges.items() if count > 2 and count * 2 > len(pages)}
    kept = []
    for page in pages:
        last = len(page) - 1
        kept.append(
            [
                line
                for place, line in enumerate(page)
                if place not in {0, last}
                or not (re.sub(r"\d+", "#", line.text) in running or _PAGE_NUMBER.match(line.text))
            ]
        )
    return kept


def _paragraphs(pages: list[list[_Line]]) -> Iterator[str]:
    """Lines joined while they follow each other closely and fill the column."""
    lines = [line for page in pages for line in page]
    gaps = [above.bottom - below.bottom for above, below in pairwise(lines) if above.bottom > below.bottom]
    step = median(gaps) if gaps else 0.0
    widest = max((line.right for line in lines), default=0.0)
    paragraph = lines[0].text if lines else ""
    for above, line in pairwise(lines):
        if _starts_paragraph(above, line, step, widest):
            yield paragraph
            paragraph = line.text
        else:
            paragraph = _joined(paragraph, line.text)
    if paragraph:
        yield paragraph


def _starts_paragraph(above: _Line, line: _Line, step: float, widest: float) -> bool:
    drop = above.bottom - line.bottom
    if drop < 0:  # a new page or column: the sentence goes on unless it was ended
        return bool(re.search(r"[.!?:][\"'”’)]*$", above.text[-8:]))
    height = above.top - above.bottom
    if abs(height - (line.top - line.bottom)) > 0.2 * max(height, 1.0):
        return True
    short = above.right < widest - 0.25 * (widest - above.left)
    indented = line.left > above.left + 8 and bool(re.search(r"[.!?:][\"'”’)]*$", above.text[-8:]))
    return drop > 1.25 * step or short or indented


def _joined(paragraph: str, line: str) -> str:
    if _SOFT_BREAK.search(paragraph) and line[:1].islower():
        # A hyphen printed at a line's end may belong to the word; pdfium marks the soft ones itself.
        return paragraph[:-1] + line if paragraph[-1] in "\u00ad\ufffe\x02" else paragraph + line
    return f"{paragraph} {line}"
