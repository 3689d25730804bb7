"""What comes in: raw bytes with their origin, and the caps that untrusted input is read under."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from detente.terms import Reason, Rejected

MEBIBYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Source:
    """One text as found, not yet parsed.

    `data` are its bytes; `name` and `origin` become those of the `Document`. `media_type` is what the container
    says it is, or None where only the name and the bytes tell. `hints` are facts the container knows: `url`,
    `charset`, `captured` (ISO date on which it was stored).
    """

    data: bytes
    name: str
    origin: str
    media_type: str | None = None
    hints: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def id(self) -> str:
        """The SHA-256 of the bytes, in hex."""
        return hashlib.sha256(self.data).hexdigest()

    def reject(self, reason: Reason, message: str) -> Rejected:
        """This source as one that gives no document; the line begins with where it was found."""
        line = " ".join(f"{self.origin}: {message}".split())
        return Rejected(self.origin, reason, line, self.id)


@dataclass(frozen=True, slots=True)
class Limits:
    """Caps on untrusted input. What exceeds one is rejected with a reason; the batch goes on.

    Bytes unless named otherwise. `seconds` is the processor time one document may take in the worker;
    `memory` its address space. `tag_attributes` and `nesting` guard the HTML parser, `archive_ratio` is the
    highest unpacked-to-packed ratio believed of an archive member.
    """

    file: int = 64 * MEBIBYTE
    text: int = 10 * MEBIBYTE
    html: int = 10 * MEBIBYTE
    characters: int = 5_000_000
    row: int = 10 * MEBIBYTE
    archive: int = 1024 * MEBIBYTE
    archive_members: int = 100_000
    archive_ratio: int = 200
    archive_depth: int = 2
    tag_attributes: int = 500
    nesting: int = 800
    pages: int = 2_000
    seconds: int = 30
    memory: int = 2048 * MEBIBYTE


DEFAULT_LIMITS = Limits()


def size(count: int) -> str:
    """A byte count for people: `12 kB`, `64.0 MB`."""
    if count < 1_000_000:
        return f"{max(1, count // 1000)} kB"
    return f"{count / 1_000_000:.1f} MB"
