"""Units: currencies before or after a number, measures, and rates per period or piece."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass

from detente.read.quantities.lexicon import Currency, Form, lexicon, word_list
from detente.read.quantities.numerals import Numeral
from detente.read.quantities.tokens import HYPHENS, Tokens, tokenize

_MINOR = {"cent": 0.01, "cents": 0.01, "pence": 0.01, "penny": 0.01, "kopecks": 0.01, "kopeck": 0.01}
_MINOR_OF = {"pence": "GBP", "penny": "GBP", "kopecks": "RUB", "kopeck": "RUB"}
_ORDINARY = word_list("ordinary")
_PER = {
    "year": "year", "annum": "year", "month": "month", "week": "week", "day": "day", "hour": "hour",
    "second": "second", "minute": "minute", "season": "season", "night": "night", "quarter": "quarter",
    "tonne": "tonne", "ton": "tonne", "barrel": "barrel", "kilo": "kg", "kilogram": "kg", "kg": "kg",
    "pound": "pound (mass)", "ounce": "ounce", "head": "person", "person": "person", "capita": "person",
    "litre": "litre", "liter": "litre", "gallon": "gallon", "bushel": "bushel", "hectare": "hectare",
    "decade": "decade", "piece": "piece", "vote": "vote", "mile": "mile", "kilometre": "km", "kilometer": "km",
    "ship": "ship", "lorry": "lorry", "truck": "truck", "container": "container", "household": "household",
    "family": "family", "kwh": "kWh", "mwh": "MWh",
}  # fmt: skip
_ADVERBS = {
    "annually": "year",
    "yearly": "year",
    "monthly": "month",
    "weekly": "week",
    "daily": "day",
    "hourly": "hour",
}
_WEAPONS = word_list("weapon")
_PLACE_WORDS = 3


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit found: where the tokens after the number end, and what kind of unit it is."""

    name: str
    kind: str
    to: int
    factor: float = 1.0
    designator: bool = False


class Places:
    """Where a text speaks of the countries that share a currency's name: decides which peso is meant."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._tokens = Tokens(text, [], [], [])
        self._at: dict[str, list[int]] | None = None

    def nearest(self, currencies: tuple[Currency, ...], offset: int) -> str | None:
        """The currency whose place words stand nearest before a character, or None."""
        index = self._index()
        at = bisect_left(self._tokens.starts, offset)
        best = (-1, "")
        for currency in currencies:
            for form in currency.places:
                found = self._last(index.get(form[0], []), form, at)
                best = max(best, (found, currency.code))
        return best[1] if best[0] >= 0 else None

    def _last(self, places: list[int], form: Form, at: int) -> int:
        """The nearest place of a form before a token, else the first after it, which counts as farther."""
        before = bisect_left(places, at)
        for place in reversed(places[max(0, before - 8) : before]):
            if self._tokens.matches(place, form):
                return place + len(self._tokens)
        for place in places[before : before + 8]:
            if self._tokens.matches(place, form):
                return len(self._tokens) - place
        return -1

    def _index(self) -> dict[str, list[int]]:
        if self._at is None:
            self._at = {}
            self._tokens = tokenize(self._text)
            wanted = {form[0] for row in lexicon().currencies.values() for c in row for form in c.places}
            for at, word in enumerate(self._tokens.words):
                if word in wanted:
                    self._at.setdefault(word, []).append(at)
        return self._at


def sign_before(tokens: Tokens, at: int, places: Places) -> tuple[str, int] | None:
    """The currency sign or code right before a number, and the token it starts at."""
    known = lexicon()
    for length in (2, 1):
        form = tuple(tokens.words[max(0, at - length) : at])
        code = known.symbols.get(form) if len(form) == length else None
        if code and (not form[0].isalpha() or tokens.is_capital(at - length)):
            if form == ("r",) and not tokens.joined(at):
                continue
            return code, at - length
    raw = tokens.raw(at - 1)
    if raw in known.codes:
        return raw, at - 1
    if raw in ("Rs", "Rs.", "rs"):
        return _named("rupees", tokens, at - 1, places), at - 1
    if raw == "." and tokens.raw(at - 2) == "Rs":
        return _named("rupees", tokens, at - 2, places), at - 2
    return None


def unit_after(tokens: Tokens, number: Numeral, places: Places) -> Unit | None:
    """The measure or currency after a number, or None."""
    at = number.to
    hyphen = tokens.word(at) in HYPHENS and tokens.joined(at) and tokens.joined(at + 1)
    step = at + 1 if hyphen else at
    if hyphen and tokens.word(step) in ("pound", "lb"):
        return _mass(tokens, step)
    money = currency_after(tokens, step, number, places)
    if money is not None:
        return money
    return _measure(tokens, step, number, hyphen=hyphen)


def currency_after(tokens: Tokens, at: int, number: Numeral, places: Places) -> Unit | None:
    """A currency in words or code after a number: "dollars", "U.S. dollars", "tenge", "EUR", "US cents"."""
    known = lexicon()
    if tokens.raw(at) in known.codes:
        return Unit(tokens.raw(at), "money", at + 1)
    if tokens.word(at) in ("€", "£", "$", "₽", "₴", "₼", "₸", "₺"):
        nxt = tokens.is_digits(at + 1) and tokens.joined(at + 1)
        return None if nxt else Unit(known.symbols[(tokens.word(at),)], "money", at + 1)
    for ahead in range(_PLACE_WORDS + 1):
        noun = tokens.word(at + ahead)
        if noun in _MINOR or noun in known.currencies:
            return _money(tokens, at, ahead, number, places)
        if not tokens.is_word(at + ahead) and noun not in HYPHENS:
            return None
    return None


def _money(tokens: Tokens, at: int, ahead: int, number: Numeral, places: Places) -> Unit | None:
    """The currency of the noun `ahead` words on, told by the words between or by the text before."""
    known = lexicon()
    noun, between = tokens.word(at + ahead), tuple(tokens.words[at : at + ahead])
    if noun in _MINOR:
        code = (
            _MINOR_OF.get(noun)
            or _qualified(known.currencies["dollar"], between)
            or ("USD" if not ahead else None)
        )
        if between == ("euro",):
            code = "EUR"
        return Unit(code, "money", at + ahead + 1, _MINOR[noun]) if code else None
    currencies = known.currencies[noun]
    if between:
        code = _qualified(currencies, between)
        return Unit(code, "money", at + ahead + 1) if code else None
    if noun in _ORDINARY and not _is_money(tokens, at, number):
        return _mass_of(tokens, at) if noun in ("pound", "pounds") else None
    to = at + 2 if tokens.word(at + 1) == "sterling" else at + 1
    return Unit(_named(noun, tokens, at, places), "money", to)


def _qualified(currencies: tuple[Currency, ...], between: Form) -> str | None:
    for currency in currencies:
        if between in currency.places or (len(between) > 1 and between[:-1] in currency.places):
            return currency.code
    return None


def _named(noun: str, tokens: Tokens, at: int, places: Places) -> str:
    """The code of a currency name; the name itself where several states use it and nothing decides."""
    currencies = lexicon().currencies[noun]
    default = next((c.code for c in currencies if c.default), None)
    if default in ("USD", "KRW") or len(currencies) == 1:
        return default or currencies[0].code
    near = places.nearest(currencies, tokens.starts[at])
    return near or default or noun.removesuffix("s")


def _is_money(tokens: Tokens, at: int, number: Numeral) -> bool:
    """Whether an ordinary word ("pounds", "won", "crown") after a number is a currency."""
    noun = tokens.word(at)
    if noun in ("pound", "pounds"):
        heavy = tokens.word(at + 1) == "of" or tokens.word(number.at - 1) in (
            "weighing",
            "weighs",
            "weighed",
            "weigh",
        )
        return number.scale >= 1e6 or not heavy
    return number.scale >= 1e3 or number.value >= 100


def _mass(tokens: Tokens, at: int) -> Unit:
    """Hyphened pounds: "1,000-pound bombs" names a thing by its mass, "a 50-pound note" by its worth."""
    after = tokens.word(at + 1)
    if after in ("note", "notes", "coin", "fine", "ticket", "bill"):
        return Unit("GBP", "money", at + 1, designator=True)
    return Unit("pound (mass)", "measure", at + 1, designator=_names_weapon(tokens, at + 1))


def _mass_of(tokens: Tokens, at: int) -> Unit:
    return Unit("pound (mass)", "measure", at + 1, designator=_names_weapon(tokens, at + 1))


def _names_weapon(tokens: Tokens, at: int) -> bool:
    """Whether a weapon noun follows within four words: then the number is part of its name."""
    return any(tokens.word(at + step) in _WEAPONS for step in range(4))


def _measure(tokens: Tokens, at: int, number: Numeral, *, hyphen: bool) -> Unit | None:
    for form, measure in lexicon().measures.get(tokens.word(at), ()):
        if not tokens.matches(at, form):
            continue
        if len(form[0]) <= 2 and form[0].isalpha() and not measure.attached:
            continue
        if form == ("m",) and not (tokens.joined(at) or hyphen or number.kind == "digits"):
            continue
        if form == ("fold",) and not hyphen:
            continue
        to = at + len(form)
        kind = "percent" if measure.unit.startswith("percent") else "measure"
        designator = measure.unit in ("mm", "cm", "inch", "kg") and _names_weapon(tokens, to)
        return Unit(measure.unit, kind, to, measure.factor, designator=designator)
    return None


def rate_after(tokens: Tokens, at: int) -> str | None:
    """What a quantity is per: "a year", "per tonne", "each month", "annually", "apiece"."""
    for step in range(at, at + 6):
        word, after = tokens.word(step), tokens.word(step + 1)
        if word in ("a", "an", "per", "each", "every", "/") and after in _PER:
            return None if _is_span(tokens, step) else _PER[after]
        if word in _ADVERBS:
            return _ADVERBS[word]
        if word == "apiece":
            return "piece"
        if not (word.isalpha() or word in HYPHENS) or word in (
            "in",
            "to",
            "by",
            "and",
            "from",
            "after",
            "within",
        ):
            return None
    return None


def _is_span(tokens: Tokens, at: int) -> bool:
    """Whether "a year" goes on as "a year ago", "a year later", "a year earlier": a date, no rate."""
    return tokens.word(at) in ("a", "an", "each") and tokens.word(at + 2) in (
        "ago", "later", "earlier", "before", "after", "ahead", "early", "late", "old",
    )  # fmt: skip
