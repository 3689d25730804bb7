"""The words of time: months, weekdays, units, numbers, seasons, feasts with a fixed day, parts of the day."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType


def word_set(listed: str) -> frozenset[str]:
    """The words of a list that is written as one text."""
    return frozenset(listed.split())


def _listed(*rows: str, start: int = 1) -> Mapping[str, int]:
    """Each word of each row to the row's number."""
    return MappingProxyType({word: number for number, row in enumerate(rows, start) for word in row.split()})


MONTHS = _listed(
    "january jan",
    "february feb",
    "march mar",
    "april apr",
    "may",
    "june jun",
    "july jul",
    "august aug",
    "september sept sep",
    "october oct",
    "november nov",
    "december dec",
)
# Month words that are other words too when nothing says that they are months.
DOUBTFUL_MONTHS = frozenset(["may", "march", "mar", "jan", "sep", "dec", "august", "jun", "apr"])
WEEKDAYS = _listed(
    "monday mon",
    "tuesday tue tues",
    "wednesday wed weds",
    "thursday thu thur thurs",
    "friday fri",
    "saturday sat",
    "sunday sun",
    start=0,
)
# Short weekdays that are words or names of their own.
DOUBTFUL_WEEKDAYS = frozenset(["mon", "wed", "sat", "sun", "fri", "thu", "tue"])
SEASONS = MappingProxyType({"spring": "SP", "summer": "SU", "autumn": "FA", "fall": "FA", "winter": "WI"})
CARDINALS = MappingProxyType(
    {
        **_listed("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
        **_listed("eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", start=11),
        **_listed("seventeen", "eighteen", "nineteen", "twenty", start=17),
        "thirty": 30,
        "forty": 40,
        "fifty": 50,
        "sixty": 60,
        "seventy": 70,
        "eighty": 80,
        "ninety": 90,
        "hundred": 100,
    }
)
ORDINALS = MappingProxyType(
    {
        **_listed(
            "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"
        ),
        **_listed("eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", start=11),
        **_listed("seventeenth", "eighteenth", "nineteenth", "twentieth", start=17),
        "last": -1,
        "final": -1,
        "closing": -1,
        "opening": 1,
    }
)
# TIMEX3 unit letters; "T" stands before those below a day. "WE" is a weekend, "F" a fortnight, "S" a season.
UNITS = MappingProxyType(
    {
        "second": "TS",
        "minute": "TM",
        "hour": "TH",
        "day": "D",
        "night": "D",
        "week": "W",
        "fortnight": "F",
        "weekend": "WE",
        "month": "M",
        "quarter": "Q",
        "season": "SE",
        "year": "Y",
        "decade": "DE",
        "century": "CE",
    }
)
PLURALS = MappingProxyType(
    {**{f"{word}s": unit for word, unit in UNITS.items() if word != "century"}, "centuries": "CE"}
)
PARTS_OF_DAY = MappingProxyType(
    {
        "morning": "MO",
        "dawn": "MO",
        "daybreak": "MO",
        "sunrise": "MO",
        "noon": "12:00",
        "midday": "12:00",
        "afternoon": "AF",
        "evening": "EV",
        "dusk": "EV",
        "nightfall": "EV",
        "sunset": "EV",
        "night": "NI",
        "midnight": "24:00",
    }
)
# Feasts that keep their day in the civil calendar: month and day.
FEASTS = MappingProxyType(
    {
        ("christmas", "eve"): (12, 24),
        ("christmas", "day"): (12, 25),
        ("christmas",): (12, 25),
        ("new", "year", "'s", "eve"): (12, 31),
        ("new", "year", "'s", "day"): (1, 1),
        ("new", "year", "'s"): (1, 1),
        ("may", "day"): (5, 1),
        ("boxing", "day"): (12, 26),
        ("novruz",): (3, 21),
        ("nowruz",): (3, 21),
    }
)
FREQUENCIES = MappingProxyType(
    {
        "hourly": "PT1H",
        "daily": "P1D",
        "nightly": "P1D",
        "weekly": "P1W",
        "fortnightly": "P2W",
        "biweekly": "P2W",
        "monthly": "P1M",
        "quarterly": "P1Q",
        "annually": "P1Y",
        "annual": "P1Y",
        "yearly": "P1Y",
        "biannual": "P6M",
        "biennial": "P2Y",
    }
)
# Words for a time that only say past, present or future, and whether they bound it by the publication date.
REFERENCES = MappingProxyType(
    {
        "now": "PRESENT_REF",
        "nowadays": "PRESENT_REF",
        "currently": "PRESENT_REF",
        "presently": "PRESENT_REF",
        "recently": "PAST_REF",
        "lately": "PAST_REF",
        "soon": "FUTURE_REF",
    }
)
APPROXIMATORS = MappingProxyType(
    {
        "about": "APPROX",
        "around": "APPROX",
        "roughly": "APPROX",
        "approximately": "APPROX",
        "circa": "APPROX",
        "some": "APPROX",
        "nearly": "LESS_THAN",
        "almost": "LESS_THAN",
        "under": "LESS_THAN",
        "over": "MORE_THAN",
    }
)
DETERMINERS = frozenset(
    ["the", "this", "that", "its", "his", "her", "their", "our", "a", "an", "these", "those"]
)
