"""DOCX to text, after its archive has been measured."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from xml.etree import ElementTree
from xml.parsers.expat import ExpatError
from xml.sax import SAXException

import mammoth

from detente.errors import IngestError
from detente.ingest.metadata import Extracted, Metadata
from detente.ingest.sources import Limits, size
from detente.terms import Reason

OLE_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_TITLE = "{http://purl.org/dc/elements/1.1/}title"
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    KeyError,
    IndexError,
    ValueError,
    AttributeError,
    TypeError,
    OSError,
    NotImplementedError,
    ExpatError,
    SAXException,
    ElementTree.ParseError,
)


def read_docx(data: bytes, limits: Limits) -> Extracted:
    """The paragraphs of a Word document, split by empty lines, and the title that its properties give.

    Raises IngestError with reason `encrypted`, `corrupt`, `too_large` or `no_text`.
    """
    if data.startswith(OLE_MAGIC):
        raise IngestError(
            Reason.ENCRYPTED, "is an encrypted or pre-2007 Word file; save it as .docx without a password"
        )
    try:
        title = _measured_title(data, limits)
        text = mammoth.extract_raw_text(io.BytesIO(data)).value.strip()
    except _BROKEN as error:
        raise IngestError(
            Reason.CORRUPT, f"is a damaged or truncated DOCX ({type(error).__name__}); get it again"
        ) from error
    except RecursionError as error:
        raise IngestError(Reason.TOO_COMPLEX, "is a DOCX nested too deep to be parsed") from error
    if not text:
        raise IngestError(Reason.NO_TEXT, "is a DOCX without text")
    return Extracted(text, Metadata(title=title if title and title in text[:400] else None))


def _measured_title(data: bytes, limits: Limits) -> str | None:
    """The title in the document's properties; refuses an archive that unpacks beyond the limits."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        xml = [info for info in archive.infolist() if info.filename.endswith((".xml", ".rels"))]
        unpacked = sum(info.file_size for info in xml)
        if unpacked > limits.file or unpacked > limits.archive_ratio * max(len(data), 4096):
            raise IngestError(
                Reason.TOO_LARGE, f"is a DOCX that unpacks to {size(unpacked)}; it may be a zip bomb"
            )
        try:
            properties = archive.read("docProps/core.xml")
        except KeyError:
            return None
    title = ElementTree.fromstring(properties).findtext(_TITLE)  # noqa: S314
    return title.strip() if title and title.strip() else None
