"""The formats that need a parser of someone else's: loaded only where one of them is met."""

from __future__ import annotations

from detente.errors import IngestError
from detente.ingest.decode import declared_in_markup, decode
from detente.ingest.docx import read_docx
from detente.ingest.markup import read_html
from detente.ingest.metadata import Extracted
from detente.ingest.pdf import read_pdf
from detente.ingest.sniff import DOCX, PDF
from detente.ingest.sources import Limits, Source, size
from detente.terms import Reason


def parse(source: Source, media: str, limits: Limits) -> Extracted:
    """The text of a PDF, a DOCX or an HTML page.

    Raises IngestError with the reason why there is none.
    """
    if media == PDF:
        return read_pdf(source.data, limits)
    if media == DOCX:
        return read_docx(source.data, limits)
    if len(source.data) > limits.html:
        raise IngestError(Reason.TOO_LARGE, f"is {size(len(source.data))} of HTML (limit {size(limits.html)})")
    decoded = decode(source.data, source.hints.get("charset") or declared_in_markup(source.data))
    page = read_html(decoded.text, limits)
    return Extracted(page.text, page.metadata, decoded.encoding, page.told)
