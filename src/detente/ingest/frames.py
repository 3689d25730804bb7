"""What passes between this process and its parsing worker: length-prefixed JSON with a payload of bytes.

Nothing is pickled: a parser that was taken over by its input can answer with data only.
"""

from __future__ import annotations

import dataclasses
import json
import struct
from types import MappingProxyType
from typing import Any, BinaryIO

from detente.ingest.sources import Source
from detente.terms import Document, Passage, Published, Reason, Rejected, Zone

_HEAD = struct.Struct(">II")
Item = Source | Document | Rejected


class Broken(Exception):  # noqa: N818 - not a failure of the program but the end of a stream
    """The other side closed the stream in the middle of a frame."""


def write_frame(stream: BinaryIO, message: dict[str, Any], payload: bytes = b"") -> None:
    """Send one message."""
    head = json.dumps(message, ensure_ascii=True).encode("ascii")
    stream.write(_HEAD.pack(len(head), len(payload)))
    stream.write(head)
    stream.write(payload)
    stream.flush()


def read_frame(stream: BinaryIO) -> tuple[dict[str, Any], bytes] | None:
    """The next message, or None at the end of the stream.

    Raises Broken where the stream ends inside a message.
    """
    head = _exactly(stream, _HEAD.size)
    if not head:
        return None
    if len(head) < _HEAD.size:
        raise Broken
    length, payload_length = _HEAD.unpack(head)
    message, payload = _exactly(stream, length), _exactly(stream, payload_length)
    if len(message) < length or len(payload) < payload_length:
        raise Broken
    return json.loads(message), payload


def _exactly(stream: BinaryIO, count: int) -> bytes:
    """So many bytes, or fewer at the end of the stream; an unbuffered pipe gives what it has at a time."""
    parts = []
    while count > 0 and (part := stream.read(count)):
        parts.append(part)
        count -= len(part)
    return b"".join(parts)


def pack(item: Item) -> tuple[dict[str, Any], bytes]:
    """An item as message and payload."""
    if isinstance(item, Source):
        fields = {
            "name": item.name,
            "origin": item.origin,
            "media_type": item.media_type,
            "hints": dict(item.hints),
        }
        return {"source": fields}, item.data
    if isinstance(item, Rejected):
        return {"rejected": dataclasses.asdict(item)}, b""
    document = dataclasses.asdict(item)
    return {"document": document | {"text": None}}, item.text.encode("utf-8")


def unpack(message: dict[str, Any], payload: bytes) -> Item:
    """The item in a message."""
    if "source" in message:
        fields = message["source"]
        return Source(
            payload, fields["name"], fields["origin"], fields["media_type"], MappingProxyType(fields["hints"])
        )
    if "rejected" in message:
        fields = message["rejected"]
        return Rejected(fields["origin"], Reason(fields["reason"]), fields["message"], fields["id"])
    fields = message["document"]
    passages = tuple(Passage(Zone(p["zone"]), p["start"], p["end"]) for p in fields.pop("passages"))
    published = Published(**fields.pop("published"))
    authors = tuple(fields.pop("authors"))
    fields["text"] = payload.decode("utf-8")
    return Document(authors=authors, published=published, passages=passages, **fields)
