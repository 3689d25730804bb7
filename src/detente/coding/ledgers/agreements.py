"""Agreements between states: treaties, accords, contracts, truces; names, parties, date, place and status.

The finding stands where the agreement is first named in the body. Later mentions by the bare noun
("the treaty") add status and date to it. Titles and captions may give its full name and date, never a finding
of their own.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from detente.coding.ledgers.ground import Ground
from detente.coding.ledgers.parties import parties_of
from detente.coding.ledgers.phrases import phrase_end, phrase_start
from detente.coding.ledgers.signing import date_of, place_of, status_of
from detente.coding.lexicon import Cue, lexicon
from detente.terms import Agreement, Document, Reading, Sentence

_DETERMINER = re.compile(
    r"^(?:the|an?|its|their|his|her|our|this|that|these|those|another|such an?|such|both|any|"
    r"\w+(?:[’']s|s[’']))\s+",
    re.IGNORECASE,
)
_BACK = re.compile(r"^(?:the|this|that|these|those|its|their|such an?|such)\s+", re.IGNORECASE)
_EMPTY = re.compile(
    r"^(?:new|present|same|latest|said|final|whole|old|current|recent|two|three)\s+", re.IGNORECASE
)
_NEGATED = re.compile(r"\b(?:no|without an?|without any|any)\s+(?:\w+\s+){0,2}$", re.IGNORECASE)
_MADE = re.compile(
    r"\b(?:sign\w*|initial\w+|conclud\w+|struck|reached|agreed|ratif\w+|brokered|negotiat\w+|expire[sd]?|laps\w+|"
    r"denounc\w+|suspend\w*|under|worth|took|part(?:y|ies) to|accordance with)\b",
    re.IGNORECASE,
)
_MODAL = re.compile(r"\b(?:to|will|must|can|could|would|not|we|they|you)\s$", re.IGNORECASE)
_PLURAL = re.compile(r"\b(?:two|three|four|previous|earlier)\b", re.IGNORECASE)
_IN_YEARS = re.compile(
    r"[^,.;]{0,60}?\bin\s((?:1[89]|20)\d\d)(?:,\s((?:1[89]|20)\d\d))?\sand\s((?:1[89]|20)\d\d)"
)
_COMPOUND = re.compile(
    r"\s(?:lines?|talks|plans?|proposals?|prices?|negotiat\w+|pilots|governments?|members?|states|terms|violations?|"
    r"monitors?|partners?|allies|ally|register|areas?|zones?|staff|workers?|law|signatories|organi[sz]ations?)\b",
    re.IGNORECASE,
)
_SIGNS = re.compile(r"\b(?:sign|initial|conclud|ratif|adopt)\w*", re.IGNORECASE)
_FORMAL = frozenset(
    {"document", "plan", "act", "code", "mechanism", "regime", "scheme", "minutes", "corridor", "guarantee"}
)
_YEAR = re.compile(r"\b(?:1[89]|20)\d{2}\b")
_TITLE = re.compile(r"[“\"]([A-Z][^“”\"\n]{12,240})[”\"]")
_BACKWARD = 60
_BROAD = frozenset({"agreement", "document", "deal", "treaty", "accord", "pact", "declaration"})


@dataclass(slots=True)
class _Draft:
    """An agreement while its mentions are gathered."""

    sentence: int
    start: int
    end: int
    head: str
    label: str
    bare: bool
    years: tuple[str, ...]
    mentions: list[tuple[int, int, int]] = field(default_factory=list)


def code_agreements(document: Document, reading: Reading) -> list[Agreement]:
    """The agreements that the body names, each once, in order of their first mention."""
    ground = Ground.of(document, reading)
    drafts: list[_Draft] = []
    for index, sentence in enumerate(ground.reading.sentences):
        for cue in lexicon("agreements").longest(document.text, sentence.start, sentence.end):
            one = _draft(ground, index, sentence, cue)
            if one is None:
                continue
            known = _antecedent(drafts, one, document.text)
            if known:
                known.mentions.append((one.sentence, one.start, one.end))
            else:
                drafts.append(one)
    return [row for draft in drafts for row in _rows(ground, draft)]


def _draft(ground: Ground, index: int, sentence: Sentence, cue: Cue) -> _Draft | None:
    """The mention as a draft, None where the noun does not stand for an agreement."""
    text = ground.text
    if cue.label == "void" or _is_other_word(text, sentence, cue):
        return None
    start = phrase_start(text, sentence.start, cue.start)
    end = phrase_end(text, cue.end, sentence.end)
    if _NEGATED.search(text[max(sentence.start, start - 24) : cue.start]):
        return None
    modifiers = _EMPTY.sub("", _DETERMINER.sub("", text[start : cue.start])).strip()
    bare = not modifiers and end == cue.end
    around = text[max(sentence.start, start - 48) : min(sentence.end, end + 60)]
    if bare and not _BACK.match(text[start:end]) and not _MADE.search(around):
        return None
    years = tuple(dict.fromkeys(_YEAR.findall(text[start:end])))
    one = _Draft(index, start, end, cue.more[0], cue.label, bare, years, [(index, start, end)])
    if cue.label == "weak" and not _is_made(ground, around, one, cue, modifiers):
        return None
    return one


def _is_other_word(text: str, sentence: Sentence, cue: Cue) -> bool:
    """Whether the word is a verb ("deal with") or the modifier of another noun ("ceasefire line")."""
    if _COMPOUND.match(text, cue.end, sentence.end):
        return True
    before = text[max(sentence.start, cue.start - 8) : cue.start]
    verb_like = cue.more[0] in ("contract", "lease", "document") or text.startswith(" with ", cue.end)
    return verb_like and _MODAL.search(before) is not None


def _is_made(ground: Ground, around: str, one: _Draft, cue: Cue, modifiers: str) -> bool:
    """Whether a weak noun stands for an agreement: a proper name, a year, or a verb of agreeing beside it."""
    named = ground.text[cue.start].isupper() and modifiers[:1].isupper()
    if cue.more[0] in _FORMAL:
        return _SIGNS.search(around) is not None or (named and bool(one.years))
    if cue.more[0] == "deal" and (modifiers or one.end > cue.end):
        return True
    made = named or _MADE.search(around) is not None
    return made or bool(one.years and modifiers) or len(ground.countries(one.start, one.end)) > 1


def _antecedent(drafts: list[_Draft], one: _Draft, text: str) -> _Draft | None:
    """The earlier draft that this mention takes up again."""
    phrase = text[one.start : one.end]
    for known in reversed(drafts[-_BACKWARD:]):
        if _same_name(text[known.start : known.end], phrase):
            return known
        if known.sentence == one.sentence and known.head != one.head and not one.bare:
            continue
        related = known.head == one.head or one.head in _BROAD
        if related and one.bare and _BACK.match(phrase) and not _differs(known, one):
            return known
        if related and known.years and one.years == known.years and _BACK.match(phrase):
            return known
    return None


def _differs(known: _Draft, one: _Draft) -> bool:
    return bool(one.years) and one.years != known.years


def _same_name(one: str, other: str) -> bool:
    first, second = _proper(one), _proper(other)
    return bool(first) and first == second


def _proper(phrase: str) -> str:
    """The capitalised words of a name, without years and determiners, in lower case; empty where under two."""
    words = [w for w in re.findall(r"[\w’'-]+", _DETERMINER.sub("", phrase)) if not w.isdigit()]
    return " ".join(w.lower() for w in words[:6]) if len(words) > 1 and words[0][0].isupper() else ""


def _rows(ground: Ground, draft: _Draft) -> list[Agreement]:
    """The findings of one draft: one, or one for each year of "two agreements signed in 1997 and 2008"."""
    sentence = ground.reading.sentences[draft.sentence]
    plural = _PLURAL.search(ground.text[draft.start : draft.end])
    years = draft.years
    if plural and len(years) < 2:
        m = _IN_YEARS.match(ground.text, draft.end, sentence.end)
        years = tuple(y for y in m.groups() if y) if m else ()
    if plural and len(years) > 1:
        return [_row(ground, draft, year) for year in years]
    return [_row(ground, draft, None)]


def _row(ground: Ground, draft: _Draft, year: str | None) -> Agreement:
    text = ground.text
    names = _names(ground, draft)
    name = f"{names[0]} ({year})" if year else names[0]
    parties = parties_of(ground, draft.sentence, draft.start, draft.end)
    date = year or date_of(ground, draft.mentions) or _caption_date(ground, names)
    status = status_of(ground, draft.mentions)
    topics = _topics(text, draft, ground)
    content = {"name": name, "parties": parties, "date": date}
    return Agreement(
        **ground.evidence("agreement", draft.start, draft.end, content),
        name=name,
        parties=parties,
        date=date,
        status=status,
        topics=topics,
        names=names,
        place=place_of(ground, draft.mentions),
    )


def _names(ground: Ground, draft: _Draft) -> tuple[str, ...]:
    """The names: first the full title that a caption gives, or the words of the phrase; then the others."""
    spoken = [_DETERMINER.sub("", ground.text[a:b]).strip('“”" ') for _, a, b in draft.mentions]
    spoken = [s for s in spoken if " " in s] or [_DETERMINER.sub("", ground.text[draft.start : draft.end])]
    titles = _titles(ground, draft) if spoken else []
    return tuple(dict.fromkeys([*titles, *spoken]))


def _titles(ground: Ground, draft: _Draft) -> list[str]:
    """Quoted titles in captions and headings with the same head noun and a shared telling word."""
    sentence = ground.reading.sentences[draft.sentence]
    words = set(re.findall(r"[a-z]{5,}", ground.text[draft.start : sentence.end].lower())) - {draft.head}
    found = []
    for start, end in ground.metadata_zones():
        for m in _TITLE.finditer(ground.text, start, end):
            title = m[1].lower()
            if title.startswith(draft.head) and words & set(re.findall(r"[a-z]{5,}", title)):
                found.append(m[1].rstrip(",. "))
    return found[:1]


def _caption_date(ground: Ground, names: tuple[str, ...]) -> str | None:
    """The date right after the title in a caption ("“Declaration ...”, Moscow, February 22, 2022")."""
    for start, end in ground.metadata_zones():
        at = ground.text.find(names[0], start, end)
        if at < 0:
            continue
        m = _LONG_DATE.search(ground.text, at + len(names[0]), min(end, at + len(names[0]) + 80))
        if m:
            return f"{m['year']}-{_MONTHS.index(m['month'][:3].lower()) + 1:02d}-{int(m['day']):02d}"
    return None


_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_LONG_DATE = re.compile(
    r"(?P<month>(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6})\.?\s"
    r"(?P<day>\d{1,2}),?\s(?P<year>\d{4})"
)


def _topics(text: str, draft: _Draft, ground: Ground) -> tuple[str, ...]:
    """Topics of the published vocabulary that the phrase shows, else those of the rest of its sentence."""
    found = [c.label for c in lexicon("topics").find(text, draft.start, draft.end)]
    if not found:
        sentence = ground.reading.sentences[draft.sentence]
        found = [c.label for c in lexicon("topics").find(text, draft.end, sentence.end)][:2]
    return tuple(dict.fromkeys(found))
