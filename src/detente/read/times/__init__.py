"""Times in text: TIMEX3 (ISO-TimeML) and EDTF (ISO 8601-2), with offsets.

What a `When` holds:

- `value` is the TIMEX3 value of the words alone: a date (`2019-10`, `2024-W40`, `2016-SP`, `2009-Q3`, `199` for
  the 1990s, `19` for the 20th century), a reference (`PAST_REF`, `PRESENT_REF`, `FUTURE_REF`), a duration
  (`P3Y`, `PXD`), a time (`2010-07-16TMO`), or both ends of a span with a slash (`2006/2016`). `X` stands for
  what is unknown.
- `begin` and `end_date` bound what the clause says: "since 2000" has no `end_date`, "until 2023" no `begin`;
  "late 2019" is 2019-10 to 2019-12; a month keeps its precision. They are None where nothing decides.
- A length beside an event ("two days before the start of the war") is a DURATION with `mod` BEFORE or AFTER,
  `anchor` "event" and the event's words in `anchor_span`; `beside_event` gives its date once that of the event
  is known.
"""

from __future__ import annotations

from detente.read.times.find import beside_event, find_times

__all__ = ["beside_event", "find_times"]
