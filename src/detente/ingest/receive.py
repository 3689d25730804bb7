"""One source to one document: decode, extract, tag the zones, read the metadata."""

from __future__ import annotations

from detente.errors import IngestError
from detente.ingest.decode import decode, without_surrogates
from detente.ingest.language import LANGUAGES, language_of
from detente.ingest.metadata import Extracted, Metadata, header_of, metadata_of
from detente.ingest.published import from_value, narrowed, published_of
from detente.ingest.rows import read_row
from detente.ingest.sniff import BINARY, CONTAINERS, GUARDED, MARKDOWN, PLAIN, ROW, media_type
from detente.ingest.sources import DEFAULT_LIMITS, Limits, Source, size
from detente.ingest.zones import passages_of
from detente.terms import Document, Passage, Reason, Rejected, Zone


def receive(
    source: Source, *, limits: Limits = DEFAULT_LIMITS, published: str | None = None
) -> Document | Rejected:
    """The document that a source holds, or why it holds none.

    `published` is an ISO date (maybe partial) for a text that carries none. Pure: the same source gives the
    same document. Parses in this process; `receive_guarded` is the same behind a worker's caps.
    """
    media = media_type(source.data, source.name, source.media_type)
    try:
        return _document(source, _checked(_extracted(source, media, limits), limits), media, published)
    except IngestError as error:
        return source.reject(Reason(error.reason), str(error))


def document_from_text(
    text: str,
    *,
    name: str = "text",
    published: str | None = None,
    title: str | None = None,
    publisher: str | None = None,
    url: str | None = None,
) -> Document:
    """A document from a string that is already text.

    What the caller gives wins over what the text says of itself, except `published`, which dates a text that
    carries no date. The id is that of its UTF-8 bytes. A lone surrogate becomes U+FFFD.
    """
    text = without_surrogates(text)
    source = Source(text.encode(), name, name, PLAIN)
    return _document(source, Extracted(text, Metadata(title, publisher, url=url)), PLAIN, published)


def is_untrusted(source: Source) -> bool:
    """Whether parsing the source needs someone else's parser, and so a worker with caps."""
    media = media_type(source.data, source.name, source.media_type)
    return media in GUARDED or (media == ROW and b'"html"' in source.data)


def _extracted(source: Source, media: str, limits: Limits) -> Extracted:
    """The source's text.

    Raises IngestError with the reason why there is none.
    """
    if not source.data.strip(b" \t\r\n\0\xef\xbb\xbf"):
        raise IngestError(Reason.EMPTY, "is empty")
    if len(source.data) > limits.file:
        raise IngestError(
            Reason.TOO_LARGE, f"is {size(len(source.data))} (limit {size(limits.file)}); split it"
        )
    if media in GUARDED:
        from detente.ingest.parsers import parse

        return parse(source, media, limits)
    if media == ROW:
        return _row_text(source, limits)
    if media in {PLAIN, MARKDOWN}:
        return _plain_text(source, limits)
    if media == BINARY:
        raise IngestError(Reason.BINARY, "is not text but binary data; remove it or give the text of it")
    kind = (
        "an archive inside what was to be one text" if media in CONTAINERS else "in a format that is not read"
    )
    raise IngestError(Reason.UNSUPPORTED_FORMAT, f"is {kind}; save it as text, HTML, PDF or DOCX")


def _checked(extracted: Extracted, limits: Limits) -> Extracted:
    length = len(extracted.text)
    if length > limits.characters:
        message = f"holds {length:,} characters (limit {limits.characters:,}); split it"
        raise IngestError(Reason.TOO_LARGE, message)
    if not extracted.text.strip():
        raise IngestError(Reason.NO_TEXT, "holds no text")
    return extracted


def _plain_text(source: Source, limits: Limits) -> Extracted:
    if len(source.data) > limits.text:
        message = f"is {size(len(source.data))} of text (limit {size(limits.text)}); split it into articles"
        raise IngestError(Reason.TOO_LARGE, message)
    decoded = decode(source.data, source.hints.get("charset"))
    return Extracted(decoded.text, encoding=decoded.encoding)


def _row_text(source: Source, limits: Limits) -> Extracted:
    row = read_row(source.data)
    if not row.markup:
        return Extracted(row.text, row.metadata)
    from detente.ingest.markup import read_html

    page = read_html(row.text, limits)
    return Extracted(page.text, row.metadata.or_else(page.metadata), told=page.told)


def _document(source: Source, extracted: Extracted, media: str, published: str | None) -> Document:
    text = extracted.text
    passages, header = _passages(extracted, media)
    given = extracted.metadata.or_else(header)
    metadata = given.or_else(metadata_of(text, passages))
    dated = from_value(given.date or "", "row" if media == ROW else "metadata")
    if not dated.value:
        dated = narrowed(published_of(text, passages, published), source.hints.get("captured"))
    return Document(
        id=source.id,
        name=source.name,
        origin=source.origin,
        text=text,
        media_type=media,
        encoding=extracted.encoding,
        title=metadata.title,
        publisher=metadata.publisher,
        authors=metadata.authors,
        published=dated,
        language=_language(text, passages, metadata.language),
        url=metadata.url or source.hints.get("url"),
        passages=passages,
    )


def _passages(extracted: Extracted, media: str) -> tuple[tuple[Passage, ...], Metadata]:
    """The zones, with those that the format itself tells: a header of fields on top, comments at the end."""
    text = extracted.text
    header, start = header_of(text) if media in {PLAIN, MARKDOWN} else (Metadata(), 0)
    end = extracted.told[0].start if extracted.told else len(text)
    article = passages_of(text[start:end], extracted.metadata.title or header.title)
    passages = [Passage(p.zone, p.start + start, p.end + start) for p in article]
    if start:
        passages.insert(0, Passage(Zone.FURNITURE, 0, len(text[:start].rstrip())))
    return (*passages, *extracted.told), header


def _language(text: str, passages: tuple[Passage, ...], declared: str | None) -> str | None:
    """The language of the article; what the page declares only where the article is too short to tell."""
    body = "\n".join(text[p.start : p.end][:4000] for p in passages if p.zone is Zone.BODY)
    found = language_of(body or text)
    code = (declared or "")[:2].lower()
    return found or (code if code in LANGUAGES else None)
