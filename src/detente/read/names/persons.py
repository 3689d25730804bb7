"""Names of persons and firms that no dictionary holds: learned where the text says what they are."""

from __future__ import annotations

from collections.abc import Sequence

from detente.read.names.found import Found
from detente.read.names.phrases import complemented, name_after
from detente.read.names.tokens import Words, vocabulary

Memory = dict[str, Found]
_ARTICLES = vocabulary("the a an its his her their our")


def learn(words: Words, found: list[Found], memory: Memory) -> list[Found]:
    """Name what titles and appositions name in one sentence, and find again what earlier sentences named."""
    found = complemented(words, _titled(words, found, memory))
    found = _in_apposition(words, found, memory)
    return _remembered(words, found, memory)


def covered(found: Sequence[Found]) -> set[int]:
    """The words that something found holds."""
    return {i for f in found for i in range(f.first, f.last)}


def _titled(words: Words, found: list[Found], memory: Memory) -> list[Found]:
    """ "Foreign Minister Aurelio Santangel": the name after the noun belongs to it."""
    taken = covered(found)
    kept: list[Found] = []
    for f in found:
        before = kept[-1] if kept else None
        if before is not None and f.kind == "person" and _touches(words, before, f) and before.head:
            before.last, before.name, before.kind = f.last, f.name, "person"
            before.country = before.country or f.country
            before.common = False
            before.rule = f"{before.rule}+{f.rule}"
            remember(words, f.first, f.last, before, memory)
            continue
        kept.append(f)
        if f.head and f.last < len(words) and words.joints[f.last - 1] in (" ", ". "):
            end = name_after(words, f.last, taken)
            if end > f.last and not (end == f.last + 1 and len(words.forms[f.last]) < 3):
                _give_name(words, f, f.last, end, memory)
                f.last = end
    return kept


def _touches(words: Words, before: Found, f: Found) -> bool:
    return before.last == f.first and words.joints[f.first - 1] == " "


def _give_name(words: Words, f: Found, first: int, last: int, memory: Memory) -> None:
    f.name = words.text[words.starts[first] : words.ends[last - 1]]
    f.kind = _kind_of_named(f)
    f.rule = f"{f.rule}+named"
    remember(words, first, last, f, memory)


def _kind_of_named(f: Found) -> str:
    if (
        "title" in f.flags
        or "person" in f.flags
        or f.sector in ("MIL", "COP", "JUD", "LEG", "REL", "OPP", "ELI")
    ):
        return "person"
    return "company" if f.sector == "BUS" else f.kind if f.kind != "demonym" else "group"


def remember(words: Words, first: int, last: int, f: Found, memory: Memory) -> None:
    """Keep a name by all of it and by its last word (the surname, with a hyphenated part)."""
    memory[" ".join(words.keys[first:last])] = f
    start = last - 1
    while start > first and words.text[words.ends[start - 1]] in "-‐‑":
        start -= 1
    if len(words.forms[start]) > 2:
        memory[" ".join(words.keys[start:last])] = f


def _in_apposition(words: Words, found: list[Found], memory: Memory) -> list[Found]:
    """ "Zakir Hasanov, Azerbaijan's defence minister": the name before the comma belongs to the noun."""
    taken = covered(found)
    kept: list[Found] = []
    for f in found:
        names = f.head and (f.kind != "agency" or f.flags & {"person", "title"})
        first = _name_before(words, f, taken) if names else None
        if first is not None:
            last = _comma_before(words, f)
            person = Found(f.sentence, first, last, "person", "", f.country, f.sector, f"{f.rule}+apposition")
            person.alias = f
            person.name = words.text[words.starts[first] : words.ends[last - 1]]
            if f.kind == "group" and f.sector == "BUS":
                person.kind = "company"
            remember(words, first, last, person, memory)
            taken.update(range(first, last))
            kept.append(person)
        kept.append(f)
    return kept


def _comma_before(words: Words, f: Found) -> int:
    at = f.first
    while (
        at > 0
        and words.joints[at - 1] == " "
        and (words.keys[at - 1] in _ARTICLES or words.forms[at - 1].islower())
    ):
        at -= 1
        if f.first - at > 3:
            return 0
    return at if at > 0 and words.joints[at - 1] == ", " else 0


def _name_before(words: Words, f: Found, taken: set[int]) -> int | None:
    end = _comma_before(words, f)
    if end < 2:
        return None
    first = end
    while first > 0 and first - 1 not in taken and words.forms[first - 1][0].isupper():
        first -= 1
        if first > 0 and words.joints[first - 1] not in (" ", "'", ". "):
            break
    return first if end - first >= 2 else None


def _remembered(words: Words, found: list[Found], memory: Memory) -> list[Found]:
    """Names that earlier words explained, alone ("Hasanov") or in full."""
    if not memory:
        return found
    taken = covered(found)
    sentence = found[0].sentence if found else -1
    extra: list[Found] = []
    at = 0
    while at < len(words):
        if at in taken or not words.forms[at][0].isupper():
            at += 1
            continue
        end = name_after(words, at, taken)
        known = memory.get(" ".join(words.keys[at:end])) if end > at else None
        if known is not None:
            again = Found(
                sentence, at, end, known.kind, known.name, known.country, known.sector, "same name before"
            )
            again.alias = known
            extra.append(again)
        at = max(end, at + 1)
    return sorted([*found, *extra], key=lambda f: f.first) if extra else found
