"""HTML to text and metadata, behind caps on what its parser is given.

The article is found by trafilatura; the metadata are read here from the markup alone, so that neither the clock
nor the network has a say.
"""

from __future__ import annotations

import json
import re
from typing import Any

import trafilatura
from lxml import etree
from lxml import html as lxml_html

from detente.errors import IngestError
from detente.ingest.metadata import Extracted, Metadata
from detente.ingest.sources import Limits, size
from detente.terms import Reason

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

_TITLES = ("og:title", "twitter:title", "dc.title", "citation_title", "headline")
_SITES = ("og:site_name", "citation_journal_title", "dc.publisher", "publisher", "application-name")
_AUTHORS = (
    "author",
    "article:author",
    "dc.creator",
    "citation_author",
    "byl",
    "parsely-author",
    "sailthru.author",
)
_DATES = (
    "article:published_time",
    "og:article:published_time",
    "datepublished",
    "citation_publication_date",
    "citation_date",
    "dc.date.issued",
    "dcterms.issued",
    "dcterms.created",
    "dc.date",
    "publishdate",
    "publish-date",
    "publish_date",
    "pubdate",
    "parsely-pub-date",
    "sailthru.date",
    "date",
)


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
    metadata = page_metadata(tree)
    if not comments:
        return Extracted(text, metadata)
    return Extracted(f"{text}\n\n{comments}", metadata, comments_at=len(text) + 2)


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
    headline = _headline(tree)
    if headline and text and headline not in text[: len(headline) + 400]:
        text = f"{headline}\n\n{text}"
    return text, comments


def _headline(tree: Any) -> str | None:
    """The page's one first-level heading."""
    headings = [_flat(heading) for heading in tree.iter("h1")]
    return headings[0] if len(headings) == 1 and headings[0] else None


def page_metadata(tree: Any) -> Metadata:
    """Title, site, authors, date, address and language as the page's own markup states them."""
    meta = _meta(tree)
    linked = _linked_data(tree)
    title = (
        _first(meta, _TITLES) or _string(linked.get("headline")) or _headline(tree) or _text_of(tree, "title")
    )
    authors = tuple(name for key in _AUTHORS for name in meta.get(key, ()) if not name.startswith("http"))
    return Metadata(
        title=title,
        publisher=_first(meta, _SITES) or _name(linked.get("publisher")),
        authors=_people(authors or _names(linked.get("author"))),
        date=_first(meta, _DATES) or _string(linked.get("datePublished")) or _time_element(tree),
        url=_canonical(tree) or _first(meta, ("og:url",)),
        language=(tree.get("lang") or "")[:2].lower() or None,
    )


def _meta(tree: Any) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for element in tree.iter("meta"):
        key = (element.get("property") or element.get("name") or element.get("itemprop") or "").strip().lower()
        content = " ".join((element.get("content") or "").split())
        if key and content:
            found[key] = (*found.get(key, ()), content[:1000])
    return found


def _linked_data(tree: Any) -> dict[str, Any]:
    """The first JSON-LD object that describes an article."""
    for script in tree.iter("script"):
        if (script.get("type") or "").lower() != "application/ld+json" or not script.text:
            continue
        try:
            data = json.loads(script.text[:500_000])
        except (ValueError, RecursionError):
            continue
        items = data if isinstance(data, list) else data.get("@graph", [data]) if isinstance(data, dict) else []
        for item in items if isinstance(items, list) else []:
            if isinstance(item, dict) and ("datePublished" in item or "headline" in item):
                return item
    return {}


def _time_element(tree: Any) -> str | None:
    """The page's only dated <time>, or the first that is marked as the date of publication."""
    times = [element for element in tree.iter("time") if element.get("datetime")]
    for element in times:
        marks = f"{element.get('class') or ''} {element.get('itemprop') or ''}".lower()
        if element.get("pubdate") is not None or "publish" in marks or "entry-date" in marks:
            return str(element.get("datetime"))
    return str(times[0].get("datetime")) if len(times) == 1 else None


def _canonical(tree: Any) -> str | None:
    for link in tree.iter("link"):
        if (link.get("rel") or "").lower() == "canonical" and (link.get("href") or "").startswith("http"):
            return str(link.get("href"))
    return None


def _flat(element: Any) -> str:
    return " ".join("".join(element.itertext()).split())


def _text_of(tree: Any, tag: str) -> str | None:
    element = next(tree.iter(tag), None)
    return (_flat(element) or None) if element is not None else None


def _first(meta: dict[str, tuple[str, ...]], keys: tuple[str, ...]) -> str | None:
    return next((meta[key][0] for key in keys if key in meta), None)


def _string(value: Any) -> str | None:
    return value.strip() if isinstance(value, str) and value.strip() else None


def _name(value: Any) -> str | None:
    return _string(value.get("name")) if isinstance(value, dict) else _string(value)


def _names(value: Any) -> tuple[str, ...]:
    values = value if isinstance(value, list) else [value]
    return tuple(name for name in map(_name, values) if name)


def _people(names: tuple[str, ...]) -> tuple[str, ...]:
    parts = (part.strip() for name in names for part in re.split(r",|;| and ", name))
    return tuple(dict.fromkeys(re.sub(r"^by\s+", "", part, flags=re.IGNORECASE) for part in parts if part))
