"""Finds a row of the record by its id, reads its source anew, and accounts for each field."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from detente.errors import DossierError, UsageError
from detente.ingest import close_workers, receive_guarded
from detente.read import Reader
from detente.record import Dossier, schema
from detente.record.rows import TABLE_OF
from detente.scale import settings_of
from detente.show.explain.account import Explanation, Field, Mark
from detente.show.explain.event import event_fields
from detente.show.explain.evidence import Evidence
from detente.show.explain.ledger import ledger_fields
from detente.terms import Rejected

Row = Mapping[str, Any]

MERGED = "merged event"
_SHORTEST = 4


def explain(dossier: Dossier, identity: str) -> Explanation:
    """Explain the finding or merged event with this id, or with an id that begins so.

    Raises UsageError where there is none or several, DossierError where its source is missing or reads
    differently now.
    """
    kind, whole = _find(dossier, identity)
    if kind != MERGED:
        return _finding(dossier, kind, whole)
    event = _one(dossier, "events", "event_id", whole)
    centre = _finding(dossier, "event", event["centre"])
    return replace(
        centre,
        id=whole,
        kind=MERGED,
        coded=(*_of_event(event), *centre.coded),
        decisions=_decisions(dossier, [member["report_id"] for member in centre.members]),
    )


def _find(dossier: Dossier, identity: str) -> tuple[str, str]:
    if not identity.isascii() or not identity.isalnum() or len(identity) < _SHORTEST:
        raise UsageError(f"{identity!r} is no id; give at least the first {_SHORTEST} letters of one")
    tables = {**TABLE_OF, MERGED: "events"}
    sql = " UNION ALL ".join(
        f"SELECT '{kind}' AS kind, {_key(table)} AS id FROM {table} "  # noqa: S608 - letters and digits
        f"WHERE starts_with({_key(table)}, '{identity}')"
        for kind, table in tables.items()
    )
    found = dossier.query(sql + " ORDER BY id, kind").to_pylist()
    if not found:
        raise UsageError(f"there is no finding and no event {identity} in {dossier.path}")
    if len(found) > 1 and len({row["id"] for row in found}) > 1:
        ids = ", ".join(row["id"] for row in found[:5])
        raise UsageError(f"{identity} begins several ids ({ids}); give more letters of one")
    return found[0]["kind"], found[0]["id"]


def _key(table: str) -> str:
    return schema.tables()[table].key[0]


def _one(dossier: Dossier, table: str, key: str, identity: str) -> Row:
    sql = f"SELECT * FROM {table} WHERE {key} = '{identity}'"  # noqa: S608 - an id of the record
    row: Row = dossier.query(sql).to_pylist()[0]
    return row


def _finding(dossier: Dossier, kind: str, identity: str) -> Explanation:
    table = TABLE_OF[kind]
    row = _one(dossier, table, _key(table), identity)
    document = _one(dossier, "documents", "document_id", row["document_id"])
    evidence = read_again(dossier, row)
    members: tuple[dict[str, Any], ...] = ()
    if kind == "event":
        parties = dossier.query(
            f"SELECT * FROM parties WHERE report_id = '{identity}' ORDER BY role, position"  # noqa: S608
        ).to_pylist()
        fields = [*event_fields(row, parties, evidence), *_linked(dossier, row)]
        members = _members(dossier, row["event_id"])
        fields += _merged(row, members)
    else:
        fields = list(ledger_fields(kind, row, evidence))
    fields.append(Field("coder", row["coder"], f"ontology {row['ontology']}" if row.get("ontology") else ""))
    decisions = _decisions(dossier, [identity])
    start, end = evidence.sentence(row["start_char"], row["end_char"])
    marks = [Mark("quote", row["start_char"], row["end_char"]), *(field.mark for field in fields if field.mark)]
    names = ("document_id", "name", "title", "publisher", "published", "published_basis")
    return Explanation(
        id=identity,
        kind=kind,
        document={name: document[name] for name in names},
        start=start,
        text=document["text"][start:end],
        marks=tuple(dict.fromkeys(marks)),
        coded=tuple(_decided(fields, decisions)),
        members=members,
        decisions=decisions,
    )


def read_again(dossier: Dossier, row: Row) -> Evidence:
    """The source of a row read anew, as it was read when the row was coded.

    Raises DossierError where it gives another text now, so that the row's offsets would mean other words.
    """
    held = next(one for one in dossier.sources() if one.id == row["document_id"])
    document = receive_guarded(held.source(dossier.source(held.id)), published=held.published)
    close_workers()
    stale = isinstance(document, Rejected) or document.text[row["start_char"] : row["end_char"]] != row["quote"]
    if isinstance(document, Rejected) or stale:
        raise DossierError(
            f"{held.place.name}: reads differently with this version; add it once more (`detente run`) first"
        )
    dictionaries = settings_of(dossier).dictionaries
    reading = Reader.load([Path(path) for path in dictionaries]).read(document)
    return Evidence(document, reading, dictionaries)


def _linked(dossier: Dossier, row: Row) -> Iterator[Field]:
    meanings = {
        "part_of": "it is a part of that event",
        "content_of": "it is what that act says, told on its word",
    }
    for name, meaning in meanings.items():
        if row[name]:
            found = dossier.query(
                f"SELECT type, quote FROM reports WHERE report_id = '{row[name]}'"  # noqa: S608 - an id
            ).to_pylist()
            told = f": {found[0]['type']} “{found[0]['quote']}”" if found else ""
            yield Field(name.replace("_", " "), row[name], meaning + told)


def _members(dossier: Dossier, event_id: str | None) -> tuple[dict[str, Any], ...]:
    if event_id is None:
        return ()
    sql = f"""
        SELECT er.event_id, er.report_id, d.name AS document, d.publisher, d.published, r.quote, r.factuality,
            er.centre, er.counted, er.similarity, er.reason
        FROM event_reports er JOIN reports r USING (report_id) JOIN documents d USING (document_id)
        WHERE er.event_id = '{event_id}' ORDER BY er.centre DESC, d.name, r.start_char, er.report_id
    """  # noqa: S608 - an id of the record
    return tuple(dossier.query(sql).to_pylist())


def _merged(row: Row, members: tuple[dict[str, Any], ...]) -> Iterator[Field]:
    if row["event_id"] is None:
        yield Field("event", "none", "a person rejected the report")
        return
    mine = next(member for member in members if member["report_id"] == row["report_id"])
    count = f"{len(members)} report{'' if len(members) == 1 else 's'}"
    reason = mine["reason"] or ("the report that stands for it" if mine["centre"] else "")
    yield Field("event", row["event_id"], f"{count}; this one: {reason}")


def _of_event(event: Row) -> Iterator[Field]:
    given = ", ".join(event["factualities"])
    yield Field(
        "reports", str(event["reports"]), "reports that nobody rejected and that tell the same occurrence"
    )
    yield Field("sources", str(event["sources"]), "independent documents: reprints of one text count once")
    yield Field("event's factuality", event["factuality"], f"the strongest that its reports give: {given}")
    if event["contested"]:
        yield Field("contested", "yes", "one report says it happened and another that it did not")
    date = event["date_edtf"] or event["date_start"] or "none"
    yield Field("event's date", date, "the narrowest that its reports give")


def _decisions(dossier: Dossier, ids: list[str]) -> tuple[dict[str, Any], ...]:
    """What persons decided on these findings, in order."""
    wanted = ", ".join(f"'{identity}'" for identity in ids)
    sql = f"""
        SELECT seq, verdict, finding_ids, change, undoes, reason, author, applied, decided
        FROM decisions WHERE list_has_any(finding_ids, [{wanted}]) ORDER BY seq
    """  # noqa: S608 - ids of the record
    return tuple(dossier.query(sql).to_pylist()) if ids else ()


def _decided(fields: list[Field], decisions: tuple[dict[str, Any], ...]) -> Iterator[Field]:
    """The fields, with a person's word in the place of the coder's reason where a person changed one."""
    said: dict[str, str] = {}
    for decision in decisions:
        if decision["verdict"] == "edit" and decision["applied"]:
            who = decision["author"] or "a person"
            reason = f": {decision['reason']}" if decision["reason"] else ""
            said |= dict.fromkeys(
                json.loads(decision["change"]), f"set by {who} (decision {decision['seq']}){reason}"
            )
    same = {"CAMEO": "cameo", "date": "date_start", "party": "parties"}
    for field in fields:
        word = said.get(same.get(field.name, field.name.replace(" ", "_")))
        yield replace(field, why=word) if word else field
