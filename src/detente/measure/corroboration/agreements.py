"""Agreement against agreement: which are one, and where texts differ on its date or standing."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from detente.measure.corroboration.comparison import (
    CONTRADICTS,
    CORROBORATES,
    INCOMPARABLE,
    Comparison,
    Witness,
)
from detente.measure.corroboration.material import Material, Row
from detente.measure.corroboration.periods import period
from detente.record.merge.words import tokens

_FORMS = (
    "declaration statement communique communiqué",
    "treaty",
    "agreement accord pact deal document arrangement",
    "memorandum mou",
    "contract",
    "protocol",
    "charter",
    "convention",
    "roadmap plan programme program",
    "partnership alliance",
    "ceasefire cease-fire truce armistice",
)
_FORM_OF = {word: forms.split()[0] for forms in _FORMS for word in forms.split()}
_SEVERAL = re.compile(
    r"\b(?:agreements|accords|pacts|deals|documents|treaties|memoranda|memorandums|contracts|declarations|protocols"
    r"|several|numerous|many|various)\b",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_][\w’'-]*")
_EMPTY = frozenset(
    {"republic", "feder", "kingdom", "new", "joint", "recent", "previous", "similar", "such", "bilater"}
)
_ENDED = frozenset({"suspended", "ended"})
_STANDS = frozenset({"in force", "ratified"})
_NEAR = 92


@dataclass(frozen=True, slots=True)
class Named:
    """An agreement prepared for comparison: `form` its kind of paper, `words` what its names say it is on."""

    row: Row
    form: str
    words: frozenset[str]
    proper: frozenset[str]

    @property
    def document(self) -> str:
        """The document it stands in."""
        return str(self.row["document_id"])


def compare(material: Material) -> Iterator[Comparison]:
    """What the agreements of a record give."""
    for cluster in clusters(material):
        if len({named.document for named in cluster}) > 1:
            yield _corroboration(material, cluster)
            yield from _dates(material, cluster)
            yield from _standings(material, cluster)


def clusters(material: Material) -> list[list[Named]]:
    """The agreements of all documents, those that are one together; each fits every other of its cluster."""
    rows = sorted(
        material.rows("agreements"), key=lambda r: (r["document_id"], r["start_char"], r["agreement_id"])
    )
    named = [
        _named(material, row)
        for row in rows
        if not _SEVERAL.search(row["name"]) and len(row["parties"] or ()) > 1
    ]
    found: list[list[Named]] = []
    sharing: dict[tuple[str, str], set[int]] = defaultdict(set)
    for item in sorted(named, key=lambda item: (not item.proper, item.row["date"] is None)):
        near = sorted(set().union(*(sharing[item.form, word] for word in item.words)))
        home = next((n for n in near if all(_one(item, other) for other in found[n])), len(found))
        if home == len(found):
            found.append([])
        found[home].append(item)
        for word in item.words:
            sharing[item.form, word].add(home)
    return [sorted(c, key=lambda n: (n.document, n.row["start_char"])) for c in found]


def date_of(cluster: Sequence[Named]) -> str | None:
    """The most precise date that texts give an agreement; None where they give none or differ."""
    dates = sorted({n.row["date"] for n in cluster if n.row["date"]}, key=lambda d: (-len(d), d))
    return dates[0] if dates and all(dates[0].startswith(d) for d in dates) else None


def _named(material: Material, row: Row) -> Named:
    names = (row["name"], *(row["names"] or ()))
    text = material.texts[row["document_id"]]
    places = {n.name.casefold() for n in text.names} | {
        text.text[n.start : n.end].casefold() for n in text.names if n.kind in ("state", "demonym", "capital")
    }
    said = [w for w in _WORD.findall(row["name"]) if w.casefold() not in places]
    form = next((_FORM_OF[w.casefold()] for w in said if w.casefold() in _FORM_OF), "agreement")
    wanted = " ".join(w for name in names for w in _WORD.findall(name) if w.casefold() not in places)
    words = frozenset(t for t in tokens(wanted) if t not in _EMPTY) - {t for f in _FORM_OF for t in tokens(f)}
    capital = [w for w in said[1:] or said if w[0].isupper() and w.casefold() not in _FORM_OF]
    proper = frozenset(t for w in capital for t in tokens(w) if t in words)
    return Named(row, form, words, proper)


def _one(one: Named, other: Named) -> bool:
    """Whether two names can be of one agreement: same parties and paper, fitting dates, words that match."""
    first, second = set(one.row["parties"]), set(other.row["parties"])
    if one.form != other.form or not (first <= second or second <= first):
        return False
    shared = one.words & other.words
    fewer = min(len(one.words), len(other.words))
    if not shared or 2 * len(shared) < fewer:
        return False
    if _fits(one.row["date"], other.row["date"]):
        return True
    return bool(one.proper & other.proper) or one.words == other.words


def _fits(one: str | None, other: str | None) -> bool:
    return not one or not other or one.startswith(other) or other.startswith(one)


def _corroboration(material: Material, cluster: Sequence[Named]) -> Comparison:
    side = tuple(_witness(material, named, _said(named)) for named in cluster)
    date = date_of(cluster)
    shared = frozenset.intersection(*(named.words for named in cluster))
    undated = any(not named.row["date"] for named in cluster)
    on = f"the words {_in_full(shared, cluster)}" if shared else "words of their names, two by two"
    reason = f"same parties, same kind of paper, and {on}"
    reason += "; where a date is given it fits" if undated else "; the dates fit" if date else ""
    return Comparison(CORROBORATES, "agreement", _about(cluster), _fields(cluster), reason, (side,))


def _in_full(stems: frozenset[str], cluster: Sequence[Named]) -> str:
    """Stems as the names write them."""
    names = [name for named in cluster for name in (named.row["name"], *(named.row["names"] or ()))]
    words = sorted(
        {word.casefold() for name in names for word in _WORD.findall(name)}, key=lambda w: (len(w), w)
    )
    whole = {stem: word for word in reversed(words) for stem in tokens(word) if stem in stems}
    return ", ".join(sorted(set(whole.values())))


def _dates(material: Material, cluster: Sequence[Named]) -> Iterator[Comparison]:
    for one, other in _pairs(cluster):
        if _fits(one.row["date"], other.row["date"]):
            continue
        if _also_says(material, one, other) or _also_says(material, other, one):
            continue
        sides = tuple((_witness(material, named, named.row["date"]),) for named in (one, other))
        reason = f"the same agreement is dated {one.row['date']} and {other.row['date']}"
        yield Comparison(CONTRADICTS, "date", _about(cluster), _fields(cluster), reason, sides)


def _also_says(material: Material, one: Named, other: Named) -> bool:
    """Whether the sentence of one gives the date of the other too: then it does not speak against it."""
    sentence = material.sentence_of(one.row)
    return str(other.row["date"])[:4] in sentence and str(one.row["date"])[:4] != str(other.row["date"])[:4]


def _standings(material: Material, cluster: Sequence[Named]) -> Iterator[Comparison]:
    for one, other in _pairs(cluster):
        statuses = {one.row["status"], other.row["status"]}
        if not (statuses & _ENDED and statuses & _STANDS):
            continue
        when = [material.documents[named.document]["published"] for named in (one, other)]
        near = _published_together(*when)
        sides = tuple(
            (_witness(material, named, f"{named.row['status']} (published {date or 'undated'})"),)
            for named, date in zip((one, other), when, strict=True)
        )
        verdict = CONTRADICTS if near else INCOMPARABLE
        why = (
            "written at the same time"
            if near
            else "written at different times, between which it may have changed"
        )
        reason = f"{one.row['status']} against {other.row['status']}, {why}"
        yield Comparison(verdict, "status", _about(cluster), _fields(cluster), reason, sides)


def _published_together(one: str | None, other: str | None) -> bool:
    """Whether two dates of publication are both known and within a season of each other."""
    first, second = period(one), period(other)
    if not first or not second or not first.first or not second.first or not first.last or not second.last:
        return False
    return (max(first.last, second.last) - min(first.first, second.first)).days <= _NEAR


def _pairs(cluster: Sequence[Named]) -> Iterator[tuple[Named, Named]]:
    for place, one in enumerate(cluster):
        for other in cluster[place + 1 :]:
            if one.document != other.document:
                yield one, other


def _witness(material: Material, named: Named, says: str) -> Witness:
    return material.witness(named.row, "agreement_id", says)


def _said(named: Named) -> str:
    return ", ".join(part for part in (named.row["date"], named.row["status"]) if part) or "named"


def _about(cluster: Sequence[Named]) -> str:
    longest = max(cluster, key=lambda named: (len(named.row["name"]), named.row["name"]))
    date = date_of(cluster)
    parties = "-".join(sorted(longest.row["parties"]))
    return ", ".join((" ".join(longest.row["name"].split()), parties, *([date] if date else [])))


def _fields(cluster: Sequence[Named]) -> tuple[str, ...]:
    dates = sorted({named.row["date"] for named in cluster if named.row["date"]})
    statuses = sorted({named.row["status"] for named in cluster if named.row["status"]})
    return (
        f"parties: {', '.join(sorted(set(cluster[0].row['parties'])))}",
        f"kind: {cluster[0].form}",
        f"date: {', '.join(dates) or 'none given'}",
        f"status: {', '.join(statuses) or 'none given'}",
    )
