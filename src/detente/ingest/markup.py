"""HTML to text and metadata, behind caps on what its parser is given.

The article is found by trafilatura; the metadata are read here from the markup alone, so that neither the clock
nor the network has a say.
"""

from __future__ import annotations

import re
from typing import Any

import trafilatura
from lxml import etree
from lxml import html as lxml_html

from detente.errors import IngestError
from detente.ingest.metadata import Extracted
from detente.ingest.page import flat, headline, page_metadata
from detente.ingest.sources import Limits, size
from detente.terms import Passage, Reason, Zone

_TAG = re.compile(r"<(?P<close>/?)(?P<name>[a-zA-Z][\w-]*+)(?P<rest>(?:[^<>\"']++|\"[^\"]*+\"|'[^']*+')*+)")
_QUOTED = re.compile(r"\"[^\"]*+\"|'[^']*+'")
_VALUE = re.compile(r"=[ \t\r\n]*+[^\s>]*+")
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
# Elements that are void or that the parser closes by itself do not nest.
_FLAT_NAMES = """
    p li td th tr dt dd option br img hr input meta link source col area base wbr embed param track thead tbody
"""
_FLAT = frozenset(_FLAT_NAMES.split())
FEWEST_CHARACTERS = 200


def check_markup(markup: str, limits: Limits) -> None:
    """Refuse markup that is made to exhaust a parser: tags of a thousand attributes, bottomless nesting.

    Raises IngestError with reason `too_complex`. Linear in the length of the markup.
    """
    depth = 0
    for tag in _TAG.finditer(markup):
        if len(tag.group("rest")) > limits.tag_attributes:
            count = len(_VALUE.sub(" ", _QUOTED.sub(" ", tag.group("rest"))).split())
            if count > limits.tag_attributes:
                message = (
                    f"has a tag of {count} attributes (limit {limits.tag_attributes}); save the page as text"
                )
                raise IngestError(Reason.TOO_COMPLEX, message)
        if tag.group("name").lower() in _FLAT or tag.group("rest").endswith("/"):
            continue
        depth = max(0, depth - 1) if tag.group("close") else depth + 1
        if depth > limits.nesting:
            raise IngestError(
                Reason.TOO_COMPLEX, f"is nested deeper than {limits.nesting} elements; save the page as text"
            )


def read_html(markup: str, limits: Limits) -> Extracted:
    """The article of a page, its readers' comments behind it, and its metadata.

    Raises IngestError with reason `too_large`, `too_complex`, `corrupt` or `no_text`.
    """
    if len(markup) > limits.html:
        raise IngestError(Reason.TOO_LARGE, f"is {size(len(markup))} of HTML (limit {size(limits.html)})")
    check_markup(markup, limits)
    markup = _CONTROLS.sub(" ", markup)
    if "<html" not in markup[:4000].lower():
        # trafilatura takes a fragment, as feeds give them, for something other than HTML.
        markup = f"<!doctype html><html><body>{markup}</body></html>"
    try:
        tree = lxml_html.document_fromstring(markup.encode("utf-8"), parser=_parser())
        text, comments = _article(tree, markup)
    except (etree.LxmlError, ValueError) as error:
        raise IngestError(Reason.CORRUPT, f"cannot be parsed as HTML ({error}); save the page again") from error
    except RecursionError as error:
        raise IngestError(
            Reason.TOO_COMPLEX, "is nested too deep to be parsed; save the page as text"
        ) from error
    if not text:
        raise IngestError(Reason.NO_TEXT, "holds no text that could be an article; the page may need a browser")
    told = []
    for zone, part in ((Zone.CAPTION, _captions(tree, text)), (Zone.COMMENTS, comments)):
        if part:
            told.append(Passage(zone, len(text) + 2, len(text) + 2 + len(part)))
            text = f"{text}\n\n{part}"
    return Extracted(text, page_metadata(tree), told=tuple(told))


def _parser() -> lxml_html.HTMLParser:
    return lxml_html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True)


def _article(tree: Any, markup: str) -> tuple[str, str]:
    """Article and comments by trafilatura; where it finds next to nothing, all paragraphs, then all text."""
    extracted = trafilatura.bare_extraction(
        markup, include_comments=True, include_tables=True, with_metadata=False
    )
    text = (getattr(extracted, "text", None) or "").strip()
    comments = (getattr(extracted, "comments", None) or "").strip()
    if len(text) < FEWEST_CHARACTERS:
        _, paragraphs, _ = trafilatura.baseline(markup)
        whole = trafilatura.html2txt(markup)
        text = max(text, paragraphs.strip(), key=len)
        if len(text) < FEWEST_CHARACTERS <= len(whole.strip()) or not text:
            text, comments = whole.strip(), ""
    heading = headline(tree)
    if heading and text and heading not in text[: len(heading) + 400]:
        text = f"{heading}\n\n{text}"
    return text, comments


def _captions(tree: Any, text: str) -> str:
    """The captions of the page's figures that the article's text lacks."""
    captions = (flat(element) for element in tree.iter("figcaption"))
    return "\n".join(dict.fromkeys(caption for caption in captions if caption and caption not in text))
