"""Who acts and who receives: word groups and country scores of an act become parties."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from detente.coding.events.decode import ACTOR, RECIPIENT
from detente.terms import Party

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from detente.coding.events.decode import Act, Group
    from detente.terms import Mention

ARTICLE = re.compile(r"(?:the|a|an|its|their|his|her)\s+", re.IGNORECASE)


def parties(
    text: str, act: Act, side: int, mentions: Sequence[Mention], thresholds: Mapping[str, float]
) -> tuple[Party, ...]:
    """The parties of one side (0 actor, 1 recipient), those named in the act's own words first.

    A country counts when its score passes the side's threshold; with none, the best one counts if it passes the
    `fallback`. Words without a country are given the one country that no words were found for.
    """
    sector = act.sectors[side]
    scores = act.countries[side]
    chosen = chosen_countries(
        scores, thresholds["country_actor" if side == ACTOR else "country_recipient"], thresholds
    )
    groups = [g for g in act.spans[ACTOR if side == ACTOR else RECIPIENT] if g.end - g.start > 1]
    out: list[Party] = []
    silent: list[Group] = []
    left = dict.fromkeys(chosen)
    for group in groups:
        inside = [m for m in mentions if m.country in chosen and m.start < group.end and group.start < m.end]
        if not inside:
            silent.append(group)
            continue
        best = max(inside, key=lambda m: (scores[m.country or ""][0], -m.start))
        if best.country in left:
            out.append(_party(text, group.start, group.end, best.country, sector))
            del left[best.country]
    for country in list(left):
        mention = scores[country][1]
        if silent and len(left) == 1:
            group = silent.pop(0)
            out.append(_party(text, group.start, group.end, country, sector))
        else:
            out.append(_party(text, mention.start, mention.end, country, sector))
    if not out and silent:
        out.append(_party(text, silent[0].start, silent[0].end, None, sector))
    return tuple(out)


def chosen_countries(
    scores: Mapping[str, tuple[float, Mention]], threshold: float, thresholds: Mapping[str, float]
) -> list[str]:
    """Countries over the threshold, best first; else the best one over the fallback."""
    order = sorted(scores, key=lambda c: (-scores[c][0], c))
    over = [c for c in order if scores[c][0] > threshold]
    if over:
        return over
    return [c for c in order[:1] if scores[c][0] > thresholds["fallback"]]


def _party(text: str, start: int, end: int, country: str | None, sector: str | None) -> Party:
    article = ARTICLE.match(text, start, end)
    if article and article.end() < end:
        start = article.end()
    return Party(name=" ".join(text[start:end].split()), country=country, sector=sector, start=start, end=end)
