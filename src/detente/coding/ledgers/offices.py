"""Offices: a person named with an office, or an office named with its state, and whether it is still held."""

from __future__ import annotations

import re
from dataclasses import dataclass

from detente.coding.ledgers.ground import Ground, is_named, iso_of
from detente.coding.lexicon import Cue, lexicon
from detente.terms import Document, NameKind, Office, Reading, Sentence

_PARTICLE = r"(?:de|da|do|dos|del|della|di|la|le|el|al|bin|bint|ibn|abu|van|von|der|den|ter|ben|y|of)"
_WORD = r"[A-ZÀ-ÞĀ-Ž][\w’'‑-]*\.?"
_NAME = re.compile(rf"{_WORD}(?:\s(?:{_PARTICLE}\s){{0,2}}{_WORD}){{0,4}}")
_AFTER = re.compile(r"[,\s]{1,2}(?:the\s)?(?:Mr|Mrs|Ms|Dr|Sir|Gen|Lt|Col|Adm|Maj)?\.?\s?(?=[A-ZÀ-ÞĀ-Ž])")
_BEFORE = re.compile(
    rf"(?P<name>{_WORD}(?:\s(?:{_PARTICLE}\s){{0,2}}{_WORD}){{1,4}}),\s(?:who\s(?:was|is|served\sas|became)\s(?:the\s)?)?$"
)
_OF = re.compile(
    r"\s(?:of|for|to|in)\s(?:the\s)?[A-ZÀ-Þ][\w’'-]*"
    r"(?:\s(?:(?:and|of|the|for|of the|for the)\s)?[A-ZÀ-Þ][\w’'-]*){0,6}"
)
_FORMER = re.compile(
    r"\b(?:former|ex-|ex|then|then-|late|ousted|deposed|dismissed|sacked|retired|erstwhile|one-time|onetime|past)[\s-]?"
    r"(?:[\w’'-]+\s){0,4}$",
    re.IGNORECASE,
)
_SERVED = re.compile(
    r"[^.;]{0,40}?\b(?:(?:until|till)\s[^.;]{0,24}?|"
    r"from\s[^.;]{0,16}?(?:19|20)\d{2}\s(?:to|until|till)\s[^.;]{0,16}?)(?:19|20)\d{2}",
    re.IGNORECASE,
)
_SINCE = re.compile(r"[^.;,]{0,24}?\bsince\s[^.;,]{0,20}?(?:19|20)\d{2}", re.IGNORECASE)
_NOT_A_PERSON = re.compile(
    r"(?:The|A|An|In|On|At|He|She|It|They|We|But|And|For|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|"
    r"January|February|March|April|May|June|July|August|September|October|November|December|Mr|Ms|Dr|"
    r"Parliament|Congress|Foreign|Defence|Defense|Prime|President|Minister|Ministry|General|House)\b"
)
_TOKEN = re.compile(r"[\w’'.&-]+")
_MODIFIER = re.compile(
    r"(?:deputy|vice|acting|interim|first|senior|chief|foreign|defen[cs]e|finance|interior|energy|economy|economic|"
    r"trade|justice|transport|agriculture|health|education|information|labou?r|environment|oil|culture|water|state|"
    r"prime|security|military|naval|army|police|air|junta|rebel|opposition|party|board|parliamentary|presidential|"
    r"royal|special|permanent|new|current|visiting|commerce|customs|maritime|consular|cultural|communist|supreme|"
    r"former|ex|then|late|ousted|deposed|retired|exiled|outgoing|newly|elected)",
    re.IGNORECASE,
)
_ORGAN = re.compile(r"\s(?:Assembly|Court|Office|Staff|Secretariat|Directorate|Conference|Motors|Electric)\b")
_DETERMINER = re.compile(r"(?:the|an?|its|their|our|his|her|this|whose)", re.IGNORECASE)
_NOT_LEAD = re.compile(
    r"(?:In|On|At|By|For|From|With|Under|And|But|When|While|After|Before|As|Mon|Tue|Wed|Thu|Fri|Sat|Sun|\w+day|January|"
    r"February|March|April|May|June|July|August|September|October|November|December)$"
)


@dataclass(frozen=True, slots=True)
class _Held:
    """An office as written: its whole stretch, the office's own words and the person's, if named."""

    start: int
    end: int
    office: str
    person: tuple[int, int] | None
    former: bool


def code_offices(document: Document, reading: Reading) -> list[Office]:
    """The offices that the body names: each person once, each office without a person once, in order."""
    ground = Ground.of(document, reading)
    found: list[Office] = []
    seen: set[tuple[str | None, str, str | None]] = set()
    for sentence in ground.reading.sentences:
        for cue in lexicon("offices").longest(document.text, sentence.start, sentence.end):
            held = _held(ground, sentence, cue)
            row = _row(ground, sentence, cue, held) if held else None
            if row is None:
                continue
            key = (_last(row.person), "" if row.person else row.office.lower(), row.country)
            if key not in seen:
                seen.add(key)
                found.append(row)
    return found


def _held(ground: Ground, sentence: Sentence, cue: Cue) -> _Held | None:
    text = ground.text
    adjective = cue.label == "rank" and text[cue.start].islower() and not text.startswith(",", cue.end)
    if adjective or text[cue.start - 1 : cue.start] == "-" or _ORGAN.match(text, cue.end, sentence.end):
        return None
    lead = _lead(text, sentence.start, cue.start)
    before = _BEFORE.search(text, max(sentence.start, lead - 100), lead)
    tail = _OF.match(text, cue.end, min(sentence.end, cue.end + 80))
    end = tail.end() if tail else cue.end
    person = _person_after(ground, cue.end if tail is None else end, sentence.end)
    if person is None and tail:
        person = _person_after(ground, cue.end, sentence.end)
    former = bool(_FORMER.search(text, max(sentence.start, cue.start - 48), cue.start))
    if person:
        return _Held(lead, person[1], _words(text, lead, end if end <= person[0] else cue.end), person, former)
    if before and not _NOT_A_PERSON.match(before["name"]):
        span = (before.start("name"), before.end("name"))
        return _Held(span[0], end, _words(text, lead, end), span, former or _served(text, end, sentence.end))
    return _Held(lead, end, _words(text, lead, end), None, former)


def _lead(text: str, low: int, at: int) -> int:
    """Where the phrase before the title begins: determiner, state, ministry and rank words, nothing else."""
    low = max(low, at - 80)
    start = at
    for token in reversed(list(_TOKEN.finditer(text, low, at))):
        word = token[0]
        if text[token.end() : start].strip() or _NOT_LEAD.match(word):
            break
        bare = word.strip("-.’'&")
        if not bare:
            break
        if _DETERMINER.fullmatch(bare):
            return token.start()
        if not (
            bare[0].isupper() or _MODIFIER.fullmatch(bare.removesuffix("-elect")) or word.startswith("ex-")
        ):
            break
        start = token.start()
    return start


def _person_after(ground: Ground, at: int, high: int) -> tuple[int, int] | None:
    text = ground.text
    gap = _AFTER.match(text, at, min(high, at + 16))
    if gap is None:
        return None
    m = _NAME.match(text, gap.end(), min(high, gap.end() + 60))
    if m is None or _NOT_A_PERSON.match(m[0]):
        return None
    end = m.end() - (1 if m[0].endswith(".") else 0)
    end -= 2 if text[m.start() : end].endswith(("’s", "'s")) else 0
    named = {n.kind for n in ground.names(m.start(), end)} - {NameKind.PERSON}
    if named and " " not in text[m.start() : end]:
        return None
    return m.start(), end


def _served(text: str, at: int, high: int) -> bool:
    return _SERVED.match(text, at, min(high, at + 80)) is not None


def _words(text: str, start: int, end: int) -> str:
    """The office's own words: without determiner, without "former", and without the state's name."""
    words = re.sub(r"^(?:the|an?|its|their|his|her|our)\s+", "", text[start:end], flags=re.IGNORECASE)
    return re.sub(
        r"^(?:former|ex-|then-?|late|ousted|deposed|retired)\s*", "", words, flags=re.IGNORECASE
    ).strip()


def _row(ground: Ground, sentence: Sentence, cue: Cue, held: _Held) -> Office | None:
    """The finding; None for an office without a person that does not name its own state."""
    inside = [m for m in ground.names(held.start, held.end) if m.country]
    explicit = next(
        (m.country for m in inside if m.kind is not NameKind.PERSON and is_named(ground.text, m)), None
    )
    if held.person is None and (explicit is None or cue.label != "state"):
        return None
    if held.person and cue.label == "rank" and explicit is None and " " not in ground.text[slice(*held.person)]:
        return None
    country = explicit or next((m.country for m in inside), None) or _nearby(ground, sentence, held.start)
    person = ground.text[slice(*held.person)] if held.person else None
    office = _without_state(ground, held)
    if not office:
        return None
    begin, until = _years(ground, held, sentence)
    content = {"person": person, "office": office}
    return Office(
        **ground.evidence("office", held.start, held.end, content),
        person=person,
        office=office,
        country=country,
        former=held.former or until is not None,
        held_from=begin,
        held_until=until,
    )


def _without_state(ground: Ground, held: _Held) -> str:
    """The office without the demonym or possessive that names its state."""
    office = held.office
    for m in ground.names(held.start, held.end):
        if m.kind in (NameKind.DEMONYM, NameKind.STATE, NameKind.CAPITAL):
            name = re.escape(ground.text[m.start : m.end])
            office = re.sub(rf"^(?:the\s+)?{name}(?:[’']s?)?\s+", "", office)
            office = re.sub(rf"\s+of\s+(?:the\s+)?{name}$", "", office)
    return office.strip(" ,’'")


def _nearby(ground: Ground, sentence: Sentence, at: int) -> str | None:
    """The state last named before the office in its sentence, else after it, else in the sentence before."""
    before, after = ground.countries(sentence.start, at), ground.countries(at, sentence.end)
    if before or after:
        return before[-1] if before else after[0]
    index = ground.sentence_at(sentence.start)
    for earlier in ground.sentences_before(index, 2):
        named = ground.countries(earlier.start, earlier.end)
        if named:
            return named[0]
    return None


def _years(ground: Ground, held: _Held, sentence: Sentence) -> tuple[str | None, str | None]:
    """From when and until when the office was held, where the words right after it say so."""
    text = ground.text
    served = _SERVED.match(text, held.end, min(sentence.end, held.end + 80))
    since = None if served else _SINCE.match(text, held.end, min(sentence.end, held.end + 60))
    found = served or since
    if found is None:
        return None, None
    dates = [d for t in ground.times(found.start(), found.end()) if (d := iso_of(t) or t.begin)]
    if since:
        return (dates[0] if dates else None), None
    years = re.findall(r"(?:19|20)\d{2}", found[0])
    if "from" in found[0].lower() and len(years) > 1:
        return years[0], years[-1]
    return None, (dates[-1] if dates else years[-1])


def _last(person: str | None) -> str | None:
    """The last word of a name, by which later mentions take it up."""
    return person.rsplit(maxsplit=1)[-1].lower() if person else None
