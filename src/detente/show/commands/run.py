"""`detente run`: the main job."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from pathlib import Path

from detente.ingest import Source, discover
from detente.record import Dossier
from detente.scale import Coding
from detente.show import console
from detente.show.brief.collect import given_dyad
from detente.show.commands import intake
from detente.show.commands.asked import tallied
from detente.show.commands.brief import write_brief
from detente.show.options import CodingOptions
from detente.terms import Reason, Rejected

Found = Source | Rejected


def run(
    paths: list[str],
    output: Path,
    dyad: str | None,
    asked: CodingOptions,
    workers: int | None,
    as_json: bool,
) -> int:
    """Add what the paths hold to the dossier, code what is new, and write its brief."""
    wanted = intake.coding_settings(asked)
    main = given_dyad(dyad) if dyad else None
    origins: set[str] = set()
    incoming = _noted(discover(paths, stdin=intake.standard_input()), origins)
    turned_away, found = _until_first_source(incoming)
    if found is None and not (output / "dossier.toml").exists():
        intake.tell_rejected(turned_away)
        raise console.NothingReadError("no input holds a text, so no dossier was made")
    with Dossier.open(output, write=True, create=True) as dossier:
        settings = intake.settings_in(dossier, asked, wanted)
        with tallied(settings) as asking, console.bar("coding") as progress:
            added = dossier.add(
                chain(turned_away, found or ()),
                Coding(asking.settings, intake.workers_for(paths, workers)),
                published=settings.published,
                progress=progress,
            )
        rejected = _rejected(dossier, origins)
        brief, shown = write_brief(dossier, "html", None, main)
    intake.tell_rejected(rejected)
    summary = {"dossier": str(output), "brief": str(brief), "new": added.new, "coded": added.coded, **shown}
    if as_json:
        told = {"llm": asking.summary} if asking.summary else {}
        console.print_json({**summary, **told, "rejected": [intake.row_of(item) for item in rejected]})
    else:
        print(_told(summary, rejected))
    return intake.outcome(len(origins) - len({item.origin for item in rejected}), len(rejected))


def _noted(found: Iterable[Found], origins: set[str]) -> Iterator[Found]:
    for item in found:
        origins.add(item.origin)
        yield item


def _until_first_source(found: Iterator[Found]) -> tuple[list[Rejected], Iterator[Found] | None]:
    """What is turned away before the first source, and the rest from there; None where no source comes."""
    turned_away: list[Rejected] = []
    for item in found:
        if isinstance(item, Source):
            return turned_away, chain([item], found)
        turned_away.append(item)
    return turned_away, None


def _rejected(dossier: Dossier, origins: set[str]) -> list[Rejected]:
    """What could not be read among what came in now."""
    rows = dossier.table("rejected").to_pylist()
    return [
        Rejected(row["origin"], Reason(row["reason"]), row["message"], row["document_id"])
        for row in rows
        if row["origin"] in origins
    ]


def _told(summary: dict[str, object], rejected: Sequence[Rejected]) -> str:
    """What was done, for a person."""
    amounts = {name: int(str(summary[name])) for name in ("documents", "events", "figures", "agreements")}
    counts = ", ".join(f"{count:,} {name[:-1] if count == 1 else name}" for name, count in amounts.items())
    lines = [
        f"{counts} ({summary['new']} new sources, {summary['coded']} coded now)",
        f"dossier {summary['dossier']}",
        f"brief   {summary['brief']}",
    ]
    if rejected:
        lines.insert(1, f"{len(rejected)} could not be read; the brief lists them with the reason")
    return "\n".join(lines)
