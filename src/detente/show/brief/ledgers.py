"""The record's ledgers as the brief shows them."""

from __future__ import annotations

from collections.abc import Callable

from detente.show.brief.data import AgreementRow, FigureRow, ForecastRow, LinkRow, OfficeRow, ToneRow
from detente.show.brief.shelf import Row, Shelf, Tables


def figures(tables: Tables, shelf: Shelf) -> tuple[FigureRow, ...]:
    """Numbers that say something of a relation, in the ledger's order."""
    return tuple(
        FigureRow(
            id=row["figure_id"],
            indicator=row["indicator"],
            value=row["value"],
            value_high=row["value_high"],
            unit=row["unit"],
            approximator=row["approximator"],
            parties=tuple(row["parties"] or ()),
            direction=row["direction"],
            period=row["period"],
            period_basis=row.get("period_basis"),
            per=row["per"],
            change_vs=row["change_vs"],
            status=row["status"] or "actual",
            evidence=shelf.quoted(row, "figure_id"),
        )
        for row in sorted(tables.rows("figures_ledger"), key=_by_indicator)
    )


def _by_indicator(row: Row) -> tuple[bool, str]:
    """Unnamed ones last; capitals do not matter."""
    return row["indicator"] is None, (row["indicator"] or "").casefold()


def _grouped(tables: Tables, view: str, same: Callable[[Row], object]) -> list[list[Row]]:
    """Rows of a ledger that say the same, in the order of the first of each."""
    groups: dict[object, list[Row]] = {}
    for row in tables.rows(view):
        groups.setdefault(same(row), []).append(row)
    return list(groups.values())


def agreements(tables: Tables, shelf: Shelf) -> tuple[AgreementRow, ...]:
    """Agreements; texts that give the same name, parties, date and status share a row."""

    def same(row: Row) -> object:
        return row["name"].casefold(), tuple(sorted(row["parties"] or ())), row["date"], row["status"]

    return tuple(
        AgreementRow(
            id=rows[0]["agreement_id"],
            name=rows[0]["name"],
            names=tuple(sorted({name for row in rows for name in row["names"] or ()} - {rows[0]["name"]})),
            parties=tuple(rows[0]["parties"] or ()),
            date=rows[0]["date"],
            place=rows[0]["place"],
            status=rows[0]["status"] or "",
            topics=tuple(sorted({topic for row in rows for topic in row["topics"] or ()})),
            evidence=tuple(shelf.quoted(row, "agreement_id") for row in rows),
        )
        for rows in _grouped(tables, "agreements_ledger", same)
    )


def offices(tables: Tables, shelf: Shelf) -> tuple[OfficeRow, ...]:
    """Offices; texts that say the same of one person share a row."""

    def same(row: Row) -> object:
        names = (row["person"] or "").casefold(), row["office"].casefold()
        return (*names, row["country"], row["former"], row["held_from"], row["held_until"])

    return tuple(
        OfficeRow(
            id=rows[0]["office_id"],
            person=rows[0]["person"],
            office=rows[0]["office"],
            country=rows[0]["country"],
            former=bool(rows[0]["former"]),
            held=_held(rows[0]["held_from"], rows[0]["held_until"]),
            evidence=tuple(shelf.quoted(row, "office_id") for row in rows),
        )
        for rows in _grouped(tables, "offices_ledger", same)
    )


def _held(since: str | None, until: str | None) -> str | None:
    return f"{since or '..'}/{until or '..'}" if since or until else None


def forecasts(tables: Tables, shelf: Shelf) -> tuple[ForecastRow, ...]:
    """Predictions found in the texts."""
    return tuple(
        ForecastRow(
            id=row["forecast_id"],
            proposition=row["proposition"],
            condition=row["condition"],
            exceptions=row["exceptions"],
            likelihood_words=row["likelihood_words"],
            scale=row["probability_scale"],
            low=row["probability_low"],
            high=row["probability_high"],
            horizon=row["horizon"],
            evidence=shelf.quoted(row, "forecast_id"),
        )
        for row in tables.rows("forecast_ledger")
    )


def links(tables: Tables, shelf: Shelf) -> tuple[LinkRow, ...]:
    """Stated causes, levers, dependences and interests."""
    return tuple(
        LinkRow(
            id=row["link_id"],
            link=row["link"],
            holder=row["holder"],
            over=row["over"],
            means=row["means"],
            polarity=row["polarity"] or "present",
            evidence=shelf.quoted(row, "link_id"),
        )
        for row in tables.rows("leverage_ledger")
    )


def tones(tables: Tables, shelf: Shelf) -> tuple[ToneRow, ...]:
    """Sentences that state the tone of a relation."""
    return tuple(
        ToneRow(row["state_id"], row["dyad"], row["state"], shelf.quoted(row, "state_id"))
        for row in tables.rows("tone_ledger")
    )
