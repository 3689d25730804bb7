"""Files that hold many texts: .jsonl rows, feeds, web archives, ZIP archives; each under caps."""

from __future__ import annotations

import io
import json
import zipfile
import zlib
from calendar import timegm
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import PurePosixPath
from types import MappingProxyType
from typing import Any, BinaryIO
from urllib.parse import urlsplit

import feedparser
from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed

from detente.errors import IngestError
from detente.ingest.rows import read_row
from detente.ingest.sniff import CONTAINERS, DOCX, FEED, HTML, PDF, PLAIN, ROW, ROWS, WARC, ZIP, media_type
from detente.ingest.sources import MEBIBYTE, Limits, Source, size
from detente.terms import Reason, Rejected

Found = Source | Rejected

_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, ValueError, RuntimeError)
_ENCRYPTED = 0x1


def expand(
    stream: BinaryIO, media: str, name: str, origin: str, limits: Limits, depth: int = 0
) -> Iterator[Found]:
    """The texts in a container, in its own order (archive members by name).

    `origin` is the container's; its members' origins are `file.jsonl:7`, `feed.rss:3`, `archive.zip!member`.
    """
    if media == ROWS:
        yield from read_rows(stream, origin, limits)
    elif media == FEED:
        yield from _feed(stream.read(), origin)
    elif media == WARC:
        yield from _warc(stream, origin, limits)
    elif media == ZIP:
        yield from _zip(stream, name, origin, limits, depth)


def read_rows(stream: BinaryIO, origin: str, limits: Limits) -> Iterator[Found]:
    """The rows of a .jsonl file; malformed ones are rejected with their line number and the rest goes on."""
    for number, line in enumerate(iter(lambda: stream.readline(limits.row + 1), b""), 1):
        place = f"{origin}:{number}"
        if len(line) > limits.row:
            while line and not line.endswith(b"\n"):
                line = stream.readline(MEBIBYTE)  # noqa: PLW2901 - the rest of the line is skipped
            yield Rejected(
                place, Reason.TOO_LARGE, f"{place}: is longer than {size(limits.row)}; split the text"
            )
            continue
        row = line.removeprefix(b"\xef\xbb\xbf").strip()
        if not row:
            continue
        try:
            identifier = read_row(row).id
        except IngestError as error:
            yield Rejected(place, Reason(error.reason), f"{place}: {error}")
            continue
        yield Source(row, identifier, place, ROW)


def _feed(data: bytes, origin: str) -> Iterator[Found]:
    """The entries of an RSS or Atom file. Only bytes go to feedparser: a string it would open as a path."""
    feed = feedparser.parse(io.BytesIO(data))
    if not feed.entries:
        reason, why = (
            (Reason.CORRUPT, "is a damaged feed") if feed.bozo else (Reason.EMPTY, "is a feed without entries")
        )
        yield Rejected(origin, reason, f"{origin}: {why}; get it again")
        return
    publisher = feed.feed.get("title")
    for number, entry in enumerate(feed.entries, 1):
        place = f"{origin}:{number}"
        content = next((part.get("value") for part in entry.get("content", ()) if part.get("value")), None)
        body = content or entry.get("summary") or ""
        if not body.strip():
            yield Rejected(
                place, Reason.NO_TEXT, f"{place}: is an entry without text; fetch the article it links to"
            )
            continue
        identifier = entry.get("id") or entry.get("link") or place
        row = {
            "id": identifier,
            "title": entry.get("title"),
            "date": _day(entry.get("published_parsed") or entry.get("updated_parsed")),
            "publisher": publisher,
            "url": entry.get("link"),
            "author": entry.get("author"),
            "html": body,
        }
        line = json.dumps({key: value for key, value in row.items() if value}, ensure_ascii=True)
        yield Source(line.encode("ascii"), identifier, place, ROW)


def _day(parsed: Any) -> str | None:
    if parsed is None:
        return None
    try:
        return datetime.fromtimestamp(timegm(parsed), UTC).date().isoformat()
    except (ValueError, OverflowError, OSError):
        return None


def _warc(stream: BinaryIO, origin: str, limits: Limits) -> Iterator[Found]:
    """The pages of a web archive that were served as text, HTML, PDF or DOCX."""
    total = pages = 0
    try:
        for record in ArchiveIterator(stream, no_record_parse=False):
            kind = _served_type(record)
            if kind is None:
                continue
            url = record.rec_headers.get_header("WARC-Target-URI") or ""
            place = f"{origin}!{url}"
            data = record.content_stream().read(limits.file + 1)
            pages += 1
            total += len(data)
            if len(data) > limits.file:
                yield Rejected(place, Reason.TOO_LARGE, f"{place}: is larger than {size(limits.file)}")
            elif total > limits.archive:
                message = f"unpacks to more than {size(limits.archive)}; split the archive"
                yield Rejected(origin, Reason.TOO_LARGE, f"{origin}: {message}")
                return
            elif data.strip():
                yield Source(data, _page_name(url), place, kind[0], _page_hints(record, url, kind[1]))
    except (ArchiveLoadFailed, *_BROKEN, AttributeError) as error:
        why = " ".join(str(error).split())[:80]
        message = f"is a damaged web archive ({why}); what came before is kept"
        yield Rejected(origin, Reason.CORRUPT, f"{origin}: {message}")
    else:
        if not pages:
            yield Rejected(origin, Reason.EMPTY, f"{origin}: is a web archive without a page of text")


def _served_type(record: Any) -> tuple[str, str | None] | None:
    """The media type and charset of a record that holds an article, else None."""
    if record.rec_type == "response" and record.http_headers is not None:
        if record.http_headers.get_statuscode() != "200":
            return None
        header = record.http_headers.get_header("Content-Type") or ""
    elif record.rec_type in {"resource", "conversion"}:
        header = record.rec_headers.get_header("Content-Type") or ""
    else:
        return None
    kind, _, parameters = header.lower().partition(";")
    _, _, charset = parameters.partition("charset=")
    told = {"application/xhtml+xml": HTML}.get(kind.strip(), kind.strip())
    return (told, charset.strip(" \"'") or None) if told in {HTML, PLAIN, PDF, DOCX} else None


def _page_name(url: str) -> str:
    parts = urlsplit(url)
    return PurePosixPath(parts.path).name or parts.netloc or url or "page"


def _page_hints(record: Any, url: str, charset: str | None) -> MappingProxyType[str, str]:
    captured = (record.rec_headers.get_header("WARC-Date") or "")[:10]
    hints = {"url": url, "charset": charset, "captured": captured}
    return MappingProxyType({key: value for key, value in hints.items() if value})


def _zip(stream: BinaryIO, name: str, origin: str, limits: Limits, depth: int) -> Iterator[Found]:
    if depth >= limits.archive_depth:
        message = f"is an archive nested deeper than {limits.archive_depth}; unpack it first"
        yield Rejected(origin, Reason.TOO_LARGE, f"{origin}: {message}")
        return
    try:
        archive = zipfile.ZipFile(stream)
    except _BROKEN as error:
        yield Rejected(origin, Reason.CORRUPT, f"{origin}: is a damaged ZIP archive ({error}); get it again")
        return
    with archive:
        members = sorted(archive.infolist(), key=lambda info: info.filename)
        members = [info for info in members if not info.is_dir() and not _is_hidden(info.filename)]
        if not members:
            yield Rejected(origin, Reason.EMPTY, f"{origin}: is an archive without files")
        yield from _members(archive, members, origin, limits, depth)


def _members(
    archive: zipfile.ZipFile, members: list[zipfile.ZipInfo], origin: str, limits: Limits, depth: int
) -> Iterator[Found]:
    total = 0
    for count, info in enumerate(members, 1):
        place = f"{origin}!{info.filename}"
        refused = _refused(info, place, limits)
        if refused:
            yield refused
            continue
        total += info.file_size
        if total > limits.archive or count > limits.archive_members:
            message = (
                f"unpacks to more than {size(limits.archive)} or {limits.archive_members:,} files; split it"
            )
            yield Rejected(origin, Reason.TOO_LARGE, f"{origin}: {message}")
            return
        try:
            data = archive.read(info)
        except _BROKEN as error:
            yield Rejected(place, Reason.CORRUPT, f"{place}: is damaged in the archive ({str(error)[:80]})")
            continue
        yield from opened(data, PurePosixPath(info.filename).name, place, limits, depth + 1)


def opened(data: bytes, name: str, origin: str, limits: Limits, depth: int = 0) -> Iterator[Found]:
    """Bytes as one source, or as the sources in them where they are a container."""
    media = media_type(data, name)
    if media in CONTAINERS:
        yield from expand(io.BytesIO(data), media, name, origin, limits, depth)
    else:
        yield Source(data, name, origin)


def _refused(info: zipfile.ZipInfo, place: str, limits: Limits) -> Rejected | None:
    if info.flag_bits & _ENCRYPTED:
        return Rejected(
            place, Reason.ENCRYPTED, f"{place}: is locked with a password; unpack the archive first"
        )
    if info.file_size > limits.file:
        message = f"unpacks to {size(info.file_size)} (limit {size(limits.file)})"
        return Rejected(place, Reason.TOO_LARGE, f"{place}: {message}")
    if info.file_size > MEBIBYTE and info.file_size > limits.archive_ratio * max(info.compress_size, 1):
        ratio = info.file_size // max(info.compress_size, 1)
        message = f"unpacks to {ratio} times its size (limit {limits.archive_ratio}); it may be a zip bomb"
        return Rejected(place, Reason.TOO_LARGE, f"{place}: {message}")
    return None


def _is_hidden(path: str) -> bool:
    return any(part.startswith(".") or part == "__MACOSX" for part in PurePosixPath(path).parts)
