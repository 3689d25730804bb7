"""What a page's own markup says of it: title, site, authors, date, address, language."""

from __future__ import annotations

import json
import re
from typing import Any

from detente.ingest.metadata import Metadata

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


def page_metadata(tree: Any) -> Metadata:
    """Title, site, authors, date, address and language as the page's own markup states them."""
    meta = _meta(tree)
    linked = _linked_data(tree)
    heading, window = headline(tree), _text_of(tree, "title") or ""
    site = window.removeprefix(heading).strip(" |–—-·:»") if heading and window.startswith(heading) else ""
    authors = tuple(name for key in _AUTHORS for name in meta.get(key, ()) if not name.startswith("http"))
    return Metadata(
        title=_first(meta, _TITLES) or _string(linked.get("headline")) or heading or window or None,
        publisher=_first(meta, _SITES) or _name(linked.get("publisher")) or site or None,
        authors=_people(authors or _names(linked.get("author")) or _byline(tree)),
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


def _byline(tree: Any) -> tuple[str, ...]:
    """The first element marked as the author's."""
    for element in tree.iter("a", "span", "div", "p", "address"):
        marks = (element.get("class") or "", element.get("rel") or "", element.get("itemprop") or "")
        words = re.split(r"[\s_-]+", " ".join(marks).lower())
        name = flat(element) if "author" in words or "byline" in words else ""
        if name and len(name) < 100:
            return (name,)
    return ()


def _canonical(tree: Any) -> str | None:
    for link in tree.iter("link"):
        if (link.get("rel") or "").lower() == "canonical" and (link.get("href") or "").startswith("http"):
            return str(link.get("href"))
    return None


def flat(element: Any) -> str:
    """The text of an element on one line."""
    return " ".join("".join(element.itertext()).split())


def _text_of(tree: Any, tag: str) -> str | None:
    element = next(tree.iter(tag), None)
    return (flat(element) or None) if element is not None else None


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


def headline(tree: Any) -> str | None:
    """The page's one first-level heading."""
    headings = [flat(heading) for heading in tree.iter("h1")]
    return headings[0] if len(headings) == 1 and headings[0] else None
