"""Event against event: told by several, denied by one, on another day, by another actor."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations

from detente.measure.corroboration import periods
from detente.measure.corroboration.comparison import CONTRADICTS, CORROBORATES, Comparison, Witness
from detente.measure.corroboration.material import Material, Row
from detente.record.merge.words import Weights, likeness, tokens, weigh

_HAPPENED = frozenset({"actual", "reported_claim"})
_SAME_WORDS = 0.6
_DAYS = 3
_LARGEST = 400
_DAY = 10


def compare(material: Material) -> Iterator[Comparison]:
    """What the events of a record give."""
    reports: dict[str, list[Row]] = defaultdict(list)
    for row in material.rows("reports"):
        if row["event_id"]:
            reports[row["event_id"]].append(row)
    for event in material.rows("events"):
        told = sorted(
            reports[event["event_id"]], key=lambda r: (r["document_id"], r["start_char"], r["report_id"])
        )
        happened = [row for row in told if row["factuality"] in _HAPPENED]
        alike = [row for row in happened if row["type"] == event["type"] and _then(row, event)]
        if len({row["document_id"] for row in alike}) > 1:
            yield _corroboration(material, event, alike)
        yield from _denial(material, event, told, happened)
    yield from _pairs(material, reports)


def _then(row: Row, event: Row) -> bool:
    """Whether a report gives a date that meets its event's: one without is no witness of when it happened."""
    own = periods.period(
        f"{row['date_start']}/{row['date_end'] or row['date_start']}" if row["date_start"] else None
    )
    days = periods.Period(event["first_day"], event["last_day"])
    return own is not None and event["first_day"] is not None and periods.relation(own, days) != periods.APART


def _corroboration(material: Material, event: Row, told: Sequence[Row]) -> Comparison:
    why = {row["report_id"]: row["reason"] for row in material.rows("event_reports")}
    reasons = [
        str(why[r["report_id"]]) for r in told if r["report_id"] != event["centre"] and why.get(r["report_id"])
    ]
    reason = "; ".join(dict.fromkeys(reasons)) or "merged into one event"
    side = tuple(_witness(material, row, _said(row)) for row in told)
    return Comparison(CORROBORATES, "event", _about(event), _fields(event), reason, (side,))


def _denial(
    material: Material, event: Row, told: Sequence[Row], happened: Sequence[Row]
) -> Iterator[Comparison]:
    denied = [row for row in told if row["factuality"] == "negated"]
    told_so = [row for row in happened if any(_speaks_against(row, no) for no in denied)]
    denied = [row for row in denied if any(_speaks_against(yes, row) for yes in told_so)]
    if not denied:
        return
    sides = (
        tuple(_witness(material, row, "happened") for row in told_so),
        tuple(_witness(material, row, "denied") for row in denied),
    )
    reason = "same type, parties and time: one says that it happened, the other that it did not"
    yield Comparison(CONTRADICTS, "denial", _about(event), _fields(event), reason, sides)


def _speaks_against(yes: Row, no: Row) -> bool:
    """Whether a denial is another voice's: a text that denies its own words means something else by them."""
    return bool(yes["document_id"] != no["document_id"] or yes["attribution"] != no["attribution"])


def _pairs(material: Material, reports: dict[str, list[Row]]) -> Iterator[Comparison]:
    """Events that are alike in all but the day, or in all but who acted."""
    blocks: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for event in material.rows("events"):
        if event["factuality"] in _HAPPENED and len(event["date_start"] or "") == _DAY:
            for country in sorted(
                set(event["recipient_countries"] or ()) | set(event["actor_countries"] or ())
            ):
                blocks[event["type"], country].append(event)
    seen: set[tuple[str, str]] = set()
    for key in sorted(blocks):
        block = sorted(blocks[key], key=lambda e: (e["date_start"], e["event_id"]))[:_LARGEST]
        words = _words(reports, block)
        for one, other in combinations(block, 2):
            pair = (one["event_id"], other["event_id"])
            if pair in seen or (other["first_day"] - one["first_day"]).days > _DAYS:
                continue
            seen.add(pair)
            yield from _difference(material, reports, (one, other), words)


def _words(reports: dict[str, list[Row]], block: Sequence[Row]) -> dict[str, Weights]:
    quotes = [tokens(_centre(reports, event)["quote"]) for event in block]
    return {event["event_id"]: weight for event, weight in zip(block, weigh(quotes), strict=True)}


def _difference(
    material: Material, reports: dict[str, list[Row]], pair: tuple[Row, Row], words: dict[str, Weights]
) -> Iterator[Comparison]:
    one, other = pair
    first, second = (_centre(reports, event) for event in pair)
    if (
        not _two_voices(first, second)
        or likeness(words[one["event_id"]], words[other["event_id"]]) < _SAME_WORDS
    ):
        return
    if _same_actors(one, other) and _same_recipients(one, other) and _other_day(material, first, second):
        sides = tuple((_witness(material, row, str(row["date_start"])),) for row in (first, second))
        reason = f"the same act between the same parties is dated {one['date_start']} and {other['date_start']}"
        yield Comparison(CONTRADICTS, "date", _about(one), _fields(one), reason, sides)
    elif one["date_start"] == other["date_start"] and _other_actor(one, other):
        sides = tuple(
            (_witness(material, row, ", ".join(event["actors"])),)
            for row, event in zip((first, second), pair, strict=True)
        )
        reason = "the same act on the same day against the same side is laid to different actors"
        yield Comparison(CONTRADICTS, "actor", _about(one), _fields(one), reason, sides)


def _two_voices(one: Row, other: Row) -> bool:
    if one["document_id"] != other["document_id"]:
        return True
    return bool(one["attribution"] and other["attribution"] and one["attribution"] != other["attribution"])


def _same_actors(one: Row, other: Row) -> bool:
    return set(one["actor_countries"] or ()) == set(other["actor_countries"] or ()) != set()


def _same_recipients(one: Row, other: Row) -> bool:
    return set(one["recipient_countries"] or ()) == set(other["recipient_countries"] or ())


def _other_actor(one: Row, other: Row) -> bool:
    first, second = set(one["actor_countries"] or ()), set(other["actor_countries"] or ())
    placed = one["place"] is not None and one["place"] == other["place"]
    return bool(first and second and not first & second) and _same_recipients(one, other) and placed


def _other_day(material: Material, one: Row, other: Row) -> bool:
    """Whether both texts name a day of their own, and neither names that of the other."""
    if one["document_id"] == other["document_id"] or one["date_start"] == other["date_start"]:
        return False
    if "explicit" not in (one["date_basis"], other["date_basis"]) or one["date_end"] != one["date_start"]:
        return False
    days = [str(int(row["date_start"][-2:])) for row in (one, other)]
    return days[1] not in material.sentence_of(one) and days[0] not in material.sentence_of(other)


def _centre(reports: dict[str, list[Row]], event: Row) -> Row:
    return next(row for row in reports[event["event_id"]] if row["report_id"] == event["centre"])


def _witness(material: Material, row: Row, says: str) -> Witness:
    return material.witness(row, "report_id", says)


def _said(row: Row) -> str:
    factuality = "claimed" if row["factuality"] == "reported_claim" else ""
    return ", ".join(part for part in (row["date_edtf"] or row["date_start"], factuality) if part) or "happened"


def _about(event: Row) -> str:
    mode = f" {event['mode']}" if event["mode"] else ""
    between = f"{_side(event, 'actor')}{'<>' if event['reciprocal'] else '>'}{_side(event, 'recipient')}"
    return ", ".join((f"{event['type']}{mode}", between, *([event["date_edtf"]] if event["date_edtf"] else [])))


def _side(event: Row, role: str) -> str:
    return "/".join(event[f"{role}_countries"] or event[f"{role}s"] or ("?",))


def _fields(event: Row) -> tuple[str, ...]:
    return (
        f"type: {event['type']}",
        f"actor: {_side(event, 'actor')}",
        f"recipient: {_side(event, 'recipient')}",
        f"date: {event['date_edtf'] or event['date_start'] or 'none given'}",
        *([f"place: {event['place']}"] if event["place"] else []),
    )
