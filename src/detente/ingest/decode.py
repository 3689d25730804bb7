"""Bytes to text, once and without normalising: byte order marks, UTF-8, UTF-16, the Windows code pages."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from charset_normalizer import from_bytes

from detente.errors import IngestError
from detente.terms import Reason

MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
CYRILLIC_PAGES = ["cp1251", "koi8_r", "iso8859_5", "cp866"]
OTHER_PAGES = ["cp1250", "cp1253", "cp1254", "cp1255", "cp1256", "gb18030", "shift_jis", "euc_kr", "big5"]
SAMPLE = 65_536

_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_HIGH = re.compile(rb"[\x80-\xff]")
_HIGH_WORD = re.compile(rb"[\xa8\xb8\xc0-\xff]{3,}")
_LATIN_LETTER = re.compile(rb"[A-Za-z]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_META_CHARSET = re.compile(
    rb"<(?:meta|\?xml)[^>]{0,400}?(?:charset|encoding)\s*=\s*[\"']?\s*([A-Za-z0-9_:.\-]{1,40})", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text and the encoding it was decoded from."""

    text: str
    encoding: str


def decode(data: bytes, declared: str | None = None) -> Decoded:
    """Decode bytes into text; line ends, no-break spaces and quotes stay as they are.

    `declared` is the encoding that a header or the markup claims: believed where it decodes the bytes. A lone
    surrogate, which is no character, becomes U+FFFD one for one, so that offsets stay.

    Raises IngestError with reason `binary` or `encoding`.
    """
    for mark, encoding in MARKS:
        if data.startswith(mark):
            return _strict(data, encoding)
    if looks_utf16(data):
        return _strict(data, "utf-16-le" if data[1:2] == b"\0" else "utf-16-be")
    if is_binary(data):
        raise IngestError(Reason.BINARY, "is not text but binary data; remove it or give the text of it")
    utf8 = _try(data, "utf-8")
    if utf8 is not None:
        return Decoded(utf8, "utf-8")
    if declared and (believed := _declared(data, declared)):
        return believed
    return _guess(data)


def declared_in_markup(data: bytes) -> str | None:
    """The encoding that the first bytes of an HTML or XML file declare, or None."""
    found = _META_CHARSET.search(data[:4096])
    return found.group(1).decode("ascii") if found else None


def is_binary(data: bytes) -> bool:
    """Whether the bytes hold too many control characters to be text in a one-byte encoding or UTF-8."""
    sample = data[:SAMPLE]
    controls = len(_CONTROL.findall(sample))
    return controls > 0 and (b"\0" in sample or controls * 100 > len(sample))


def looks_utf16(data: bytes) -> bool:
    """Whether every second byte is nearly always zero, as in UTF-16 text of a Latin script without a mark."""
    sample = data[: 4096 - len(data) % 2]
    if len(sample) < 8 or len(data) % 2:
        return False
    half = len(sample) // 2
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    return (odd > 0.7 * half and even == 0) or (even > 0.7 * half and odd == 0)


def without_surrogates(text: str) -> str:
    """The text with each lone surrogate replaced by U+FFFD."""
    return _SURROGATE.sub("\ufffd", text)


def _strict(data: bytes, encoding: str) -> Decoded:
    text = _try(data, encoding)
    if text is None:
        raise IngestError(
            Reason.ENCODING, f"begins like {encoding} but cannot be decoded as such; save it as UTF-8"
        )
    return Decoded(text, encoding)


def _try(data: bytes, encoding: str) -> str | None:
    """Decoded text, lone surrogates mended where the codec lets them pass, or None."""
    errors = "surrogatepass" if encoding.startswith("utf") and encoding != "utf-7" else "strict"
    try:
        return without_surrogates(data.decode(encoding, errors))
    except (UnicodeError, LookupError):
        return None


def _declared(data: bytes, declared: str) -> Decoded | None:
    try:
        encoding = codecs.lookup(declared).name
    except LookupError:
        return None
    if encoding in {"utf-8", "utf-7", "ascii"} or not _is_text_codec(encoding):
        return None
    # Browsers read Latin-1 as Windows-1252: the five bytes between decide, and pages mean the latter.
    encoding = "cp1252" if encoding == "iso8859-1" else encoding
    text = _try(data, encoding)
    return None if text is None else Decoded(text, encoding)


def _is_text_codec(encoding: str) -> bool:
    try:
        return isinstance(b"a".decode(encoding), str)
    except (UnicodeError, LookupError, TypeError, ValueError):
        return encoding.startswith("utf")


def _guess(data: bytes) -> Decoded:
    """A code page by what its high bytes look like.

    English with stray accents or curly quotes is Windows-1252 (its quotes have the same bytes in all Windows
    pages); runs of high bytes are words of another script, where charset-normalizer chooses in a closed list.
    """
    sample = data[:SAMPLE]
    high = len(_HIGH.findall(sample))
    in_words = sum(len(word) for word in _HIGH_WORD.findall(sample))
    latin = len(_LATIN_LETTER.findall(sample))
    if in_words * 2 > high and in_words > 12 and in_words * 20 > latin:
        best = from_bytes(sample, cp_isolation=CYRILLIC_PAGES + OTHER_PAGES).best()
        if best is not None and (text := _try(data, best.encoding)) is not None:
            return Decoded(text, best.encoding)
    for encoding in ("cp1252", "cp1251"):
        if (text := _try(data, encoding)) is not None:
            return Decoded(text, encoding)
    raise IngestError(Reason.ENCODING, "is in no encoding that can be told; save it as UTF-8")
