"""What relative times stand on: the publication date, as far as known, and the dates already mentioned."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from detente.read.times.periods import FIRST_YEAR, LAST_YEAR, Period, a_month, a_year, first_day, last_day
from detente.terms import Published


@dataclass(frozen=True, slots=True)
class Ground:
    """The first and last day that the publication date may be; both None where it is unknown."""

    first: date | None
    last: date | None

    @classmethod
    def of(cls, published: Published) -> Ground:
        """From the value, partial or not, within the bounds, else from both bounds.

        Malformed and impossible dates count as unknown.
        """
        begins = [iso for iso in (published.value, published.not_before) if iso]
        ends = [iso for iso in (published.value, published.not_after) if iso]
        try:
            first = max((first_day(iso[:10]) for iso in begins), default=None)
            last = min((last_day(iso[:10]) for iso in ends), default=None)
        except ValueError:
            return cls(None, None)
        if (
            first is None
            or last is None
            or not FIRST_YEAR <= first.year <= last.year <= LAST_YEAR
            or first > last
        ):
            return cls(None, None)
        return cls(first, last)

    @property
    def year(self) -> int | None:
        """The year of publication, where it is sure."""
        return self.first.year if self.first and self.last and self.first.year == self.last.year else None

    def agreed(self, resolve: Callable[[date], Period | None]) -> Period | None:
        """What `resolve` gives for every possible publication date, else the month or year they share."""
        if self.first is None or self.last is None:
            return None
        one, other = resolve(self.first), resolve(self.last)
        if one == other or one is None or other is None:
            return one if one == other else None
        if one.begin[:4] != other.end[:4]:
            return None
        if one.begin[:7] == other.end[:7] and len(one.begin) > 7:
            return a_month(int(one.begin[:4]), int(one.begin[5:7]))
        return a_year(int(one.begin[:4]))


@dataclass(slots=True)
class Thread:
    """The last date mentioned, which "a year later" and "that November" lean on, and where it stood.

    `story` is the last one whose year was told as the time of something, not as the bound of a state ("since
    1991"); days without a year may belong to it. `day` is the last one that was a day,
    `heading` the last one that headed an entry. `history` says that the text tells of past years only:
    no date in it touches the time of publication.
    """

    focus: Period | None = None
    paragraph: int = -1
    told: bool = False
    story: Period | None = None
    story_paragraph: int = -1
    story_sentence: int = -1
    day: Period | None = None
    day_paragraph: int = -1
    heading: Period | None = None
    history: bool = False

    def follow(self, period: Period, paragraph: int, sentence: int, told: bool) -> None:
        """Move on to a date; `told` says that its year was written or followed from one that was."""
        self.focus, self.paragraph, self.told = period, paragraph, told
        if told:
            self.story, self.story_paragraph, self.story_sentence = period, paragraph, sentence
        if period.unit == "D" and period.begin == period.end:
            self.day, self.day_paragraph = period, paragraph

    def lose(self) -> None:
        """Forget the last date: one was mentioned that nothing resolves, and what follows may lean on it."""
        self.focus = self.day = None

    def for_unit(self, unit: str, paragraph: int) -> Period | None:
        """What a relative time of this unit leans on: for days and weeks the last day, where it is near."""
        near = self.day is not None and paragraph - self.day_paragraph <= 1
        return self.day if near and unit in {"D", "W", "WE"} else self.focus
