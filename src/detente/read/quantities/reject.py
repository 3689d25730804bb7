"""What looks like a quantity and is none: dates, years, ordinals, clock times, labels, names, phones."""

from __future__ import annotations

from detente.read.quantities.counted import Counted
from detente.read.quantities.lexicon import lexicon, word_list
from detente.read.quantities.numerals import Numeral
from detente.read.quantities.tokens import DASHES, HYPHENS, Tokens
from detente.read.quantities.units import Unit

MONTHS = word_list("month")
_WEEKDAYS = word_list("weekday")
_SHORT_LABELS = frozenset(["no", "nos", "art", "p", "pp", "para", "sec", "vol", "arts", "fig", "figs"])
_YEAR_LED = word_list("year_led")
_FUNCTION = word_list("function")


def is_nothing(tokens: Tokens, number: Numeral, to: int, *, unit: Unit | None, counted: Counted | None) -> bool:
    """Whether a number without a currency sign, which ends before `to`, is no quantity after all."""
    if is_date(tokens, number) or is_enumerator(tokens, number):
        return True
    if unit is not None and is_clock(tokens, number, number.to):
        return True
    if unit is not None:
        dollars_of = unit.kind == "money" and tokens.word(number.at - 1) == "in"
        return dollars_of and is_year(tokens, number, counted=False)
    if number.kind == "share":
        return False
    if counted is None and (_in_row(tokens, number, to) or is_age(tokens, number)):
        return True
    known = counted is not None and counted.known
    return (
        is_clock(tokens, number, to)
        or is_label(tokens, number, counted=counted is not None)
        or is_year(tokens, number, counted=known)
        or (counted is not None and not known and _is_discourse(number, counted))
    )


def _in_row(tokens: Tokens, number: Numeral, to: int) -> bool:
    """Whether other digits stand right beside it, as in a table or a phone number."""
    return number.kind == "digits" and (tokens.is_digits(number.at - 1) or tokens.is_digits(to))


def _is_discourse(number: Numeral, counted: Counted) -> bool:
    return counted.name in lexicon().discourse and number.value <= 20 and number.kind == "spelled"


def is_pronoun(tokens: Tokens, number: Numeral, *, unit: Unit | None, counted: Counted | None) -> bool:
    """Whether "one" (or "a", "zero") stands for a thing rather than a number: "one of the", "one day"."""
    if number.value > 1 or number.kind != "spelled" or number.scale > 1:
        return False
    if number.value == 0:
        return unit is None
    if unit is None:
        return counted is None or not counted.known or tokens.word(number.to) == "of"
    return unit.name == "times" or (unit.name in ("day", "second") and tokens.word(number.to) not in HYPHENS)


def is_named(tokens: Tokens, number: Numeral, *, signed: bool) -> bool:
    """Whether the digits are part of a name or code: "Su-25", "G7", "2nd", "BM-21s", "5G", "1.2.3.4", "#7"."""
    if number.kind != "digits":
        return False
    return (not signed and _led_by_name(tokens, number.at)) or _trailed_by_code(tokens, number)


def _led_by_name(tokens: Tokens, at: int) -> bool:
    if not tokens.joined(at):
        return False
    before = tokens.word(at - 1)
    if before == "+":
        return tokens.is_digits(at + 1)
    if before[:1].isalnum() or before in ("#", "№", "_", "@", "\\"):
        return True
    if before in DASHES and before != "—":
        return tokens.joined(at - 1) and (tokens.is_word(at - 2) or tokens.is_digits(at - 2))
    return before in ("/", ".", ":") and tokens.joined(at - 1) and tokens.word(at - 2)[:1].isalnum()


def _trailed_by_code(tokens: Tokens, number: Numeral) -> bool:
    after = tokens.word(number.to)
    if not tokens.joined(number.to):
        return False
    if after in (":", "/", ".", ","):
        return tokens.is_digits(number.to + 1) and tokens.joined(number.to + 1)
    if after in ("st", "nd", "rd", "th", "s", "’s", "'s", "_", "@"):
        return True
    return after.isalpha() and number.scale == 1 and not _is_attached_unit(after)


def _is_attached_unit(word: str) -> bool:
    measures = lexicon().measures.get(word, ())
    return any(measure.attached for _, measure in measures) or word.upper() in lexicon().codes


def is_date(tokens: Tokens, number: Numeral) -> bool:
    """Whether the number is a day beside a month: "3 February", "February 26 and 27", "17-19 June"."""
    whole = number.kind == "digits" and number.scale == 1 and number.value == int(number.value)
    if not whole or number.value > 31 or number.value < 1:
        return False
    to = number.to
    for _ in range(4):
        if _is_month(tokens, to) or (tokens.word(to) == "of" and _is_month(tokens, to + 1)):
            return True
        if not (_joins_days(tokens, to) and tokens.is_digits(to + 1)):
            break
        to += 2
    if tokens.word(number.at - 1) in _WEEKDAYS and tokens.is_capital(number.at - 1):
        return not tokens.is_word(number.to)
    return _follows_month(tokens, number.at)


def _follows_month(tokens: Tokens, at: int) -> bool:
    """Whether a month stands before the day, maybe with other days between; "in March 12 people" is no date."""
    month = at - 1
    for _ in range(4):
        if tokens.word(month) == ".":
            month -= 1
        if _is_month(tokens, month):
            counts = tokens.word(month - 1) in ("in", "since", "by") and tokens.is_word(at + 1)
            return not counts
        if not (_joins_days(tokens, month) and tokens.is_digits(month - 1)):
            return False
        month -= 2
    return False


def _joins_days(tokens: Tokens, at: int) -> bool:
    word = tokens.word(at)
    return word in ("and", "or", "to", ",", "&", "/", "through") or word in DASHES


def _is_month(tokens: Tokens, at: int) -> bool:
    return tokens.word(at) in MONTHS and tokens.is_capital(at)


def is_year(tokens: Tokens, number: Numeral, *, counted: bool) -> bool:
    """Whether four digits are a year; `counted` says that a noun known to be counted follows."""
    written = tokens.word(number.at)
    if number.kind != "digits" or number.scale != 1 or len(written) != 4 or not written.isdecimal():
        return False
    if not 1400 <= number.value <= 2200:
        return False
    before = tokens.word(number.at - 1)
    led = before in _YEAR_LED or before in MONTHS or before in DASHES or before in (",", "(", "/")
    return led or not counted


def is_clock(tokens: Tokens, number: Numeral, to: int) -> bool:
    """Whether an hour is meant: "10 a.m.", "1400 GMT", "at 10"."""
    after = tokens.word(to)
    if after in lexicon().clock or (after == "hours" and _is_hour(tokens.word(number.at))):
        return True
    bare_hour = tokens.word(number.at - 1) == "at" and number.value <= 24 and number.scale == 1
    return bare_hour and number.kind != "share" and not after[:1].isalnum() and after not in HYPHENS


def is_age(tokens: Tokens, number: Numeral) -> bool:
    """Whether the number is a person's age: "Palomeque, 61, entered", "aged 18", "the age of 55"."""
    if tokens.word(number.at - 1) in ("aged", "age") or tokens.matches(number.at - 2, ("age", "of")):
        return True
    if number.kind != "digits" or not 5 < number.value < 110 or tokens.word(number.at - 1) != ",":
        return False
    return tokens.is_capital(number.at - 2) and tokens.word(number.to) in (",", ".", ";", ")")


def _is_hour(written: str) -> bool:
    """Whether four digits are a time of day: "1800 hours"."""
    return len(written) == 4 and written.isdecimal() and int(written) % 100 < 60 and int(written) <= 2400


def is_label(tokens: Tokens, number: Numeral, *, counted: bool) -> bool:
    """Whether the number only labels: "Article 5", "Boeing 737", "phase two", "No. 4", "Agenda 2030"."""
    at = number.at - 1
    if tokens.word(at) == ".":
        return tokens.joined(at) and tokens.word(at - 1) in _SHORT_LABELS
    before = tokens.word(at)
    capital = tokens.is_capital(at)
    if before in lexicon().labels and not (counted and not capital):
        return number.scale == 1
    whole = number.value == int(number.value)
    if number.kind != "digits" or counted or not capital or number.scale > 1 or not whole:
        return False
    if before in lexicon().nouns:
        return False
    return before not in _FUNCTION and before[:1].isalpha() and not _starts_sentence(tokens, at)


def _starts_sentence(tokens: Tokens, at: int) -> bool:
    return at == 0 or tokens.word(at - 1) in (".", "!", "?", ":", "”", '"', "\n")


def is_enumerator(tokens: Tokens, number: Numeral) -> bool:
    """Whether the number counts off list items or notes: "1. ...", "(2)", "[12]", "3)"."""
    if number.kind != "digits" or number.scale != 1 or number.value > 999:
        return False
    before, after = tokens.word(number.at - 1), tokens.word(number.to)
    if after in (")", "]") and (before in ("(", "[") or not before[:1].isalnum()):
        return before in ("(", "[") or number.at == 0
    return number.at == 0 and after in (".", ")", ":") and number.value < 100
