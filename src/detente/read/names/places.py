"""Cities of the world (GeoNames), searched in the sorted lines of `places.tsv` without parsing it."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from importlib.resources import files

from detente.read.names.dictionary import Row
from detente.read.names.tokens import Words, vocabulary

LARGE = 400
MEDIUM = 100
MANY_NAMESAKES = vocabulary("USA GBR CAN AUS NZL")
_LONGEST = 4
_BEFORE = vocabulary(
    "in at from near to of outside around through toward towards via between and into for against over the"
)


class Places:
    """The lines of the file, in order of their key."""

    def __init__(self, lines: list[str]) -> None:
        self._lines = lines

    @classmethod
    def load(cls) -> Places:
        """Read the file that ships with the package."""
        path = files("detente") / "data" / "dictionaries" / "places.tsv"
        return cls(path.read_text(encoding="utf-8").splitlines())

    def rows(self, key: str) -> list[list[str]]:
        """The rows of a key: key, name, country, latitude, longitude, population in thousands."""
        prefix = key + "\t"
        at = bisect_left(self._lines, prefix)
        found = []
        while at < len(self._lines) and self._lines[at].startswith(prefix):
            found.append(self._lines[at].split("\t"))
            at += 1
        return found

    def at(self, words: Words, at: int, countries: Counter[str]) -> tuple[Row, int] | None:
        """The place that starts at a capitalised word, with the number of words; None if there is none."""
        keys = [words.keys[at]]
        while len(keys) < _LONGEST and at + len(keys) < len(words):
            gap = words.joints[at + len(keys) - 1]
            if gap not in (" ", "'"):
                break
            keys.append(gap + words.keys[at + len(keys)])
        for count in range(len(keys), 0, -1):
            if not words.forms[at + count - 1][0].isupper() or _inside_a_name(words, at, at + count):
                continue
            rows = self.rows("".join(keys[:count]))
            written = words.text[words.starts[at] : words.ends[at + count - 1]]
            best = max(rows, key=lambda row: _weight(row, countries, written), default=None)
            if best is not None and _believed(best, words, at, countries):
                return _row(best), count
        return None


def _weight(row: list[str], countries: Counter[str], written: str) -> tuple[bool, bool, int]:
    return (countries[row[2]] > 0, not written.isascii() and row[1] == written, int(row[5]))


def _believed(row: list[str], words: Words, at: int, countries: Counter[str]) -> bool:
    """Large cities always; others where the text names their country, or a preposition leads to them."""
    people, country = int(row[5]), row[2]
    led = at > 0 and words.keys[at - 1] in _BEFORE
    if countries[country]:
        return led or at > 0 or people >= MEDIUM if country not in MANY_NAMESAKES else led or people >= LARGE
    return people >= LARGE or (people >= MEDIUM and led and country not in MANY_NAMESAKES)


def _inside_a_name(words: Words, first: int, last: int) -> bool:
    """Whether capitalised words stand against it: it is then part of a longer name that is no place."""
    if last < len(words) and words.joints[last - 1] == " " and words.forms[last][0].isupper():
        return True
    if first > 0 and words.joints[first - 1] in (" ", ". ") and words.forms[first - 1][0].isupper():
        return first > 1 or words.keys[0] not in _BEFORE
    return False


def _row(cells: list[str]) -> Row:
    _, name, country, latitude, longitude, _ = cells
    source = f"places.tsv:{name}, {country}"
    return Row("place", country, None, name, "", "", frozenset(), source, 0, float(latitude), float(longitude))
