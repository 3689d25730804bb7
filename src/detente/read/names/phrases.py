"""Noun phrases: a nation, its offices and the names that follow, joined into one mention.

"Azerbaijani Defence Minister Zakir Hasanov", "Iran's army", "the parliament of Turkey", "police in Batumi".
"""

from __future__ import annotations

from detente.read.names.found import Found
from detente.read.names.tokens import Words

CLOSED = frozenset(
    """
    of in on at to for from by with and or but the a an who which that is are was were has have had will would said
    say says as after before over under against into near since until when while not no than if its his their our
    this these those be been being it he she they we you i also only both about between through during can could
    may might must should did does do then there here s t he's where whose whom because so yet nor per via
    """.split()
)
LOCATIVE = frozenset("in at from near outside inside across around of".split())
PARTICLES = frozenset(
    "al el bin ibn de da dos das del della der den van von ul le la du di abu ben san".split()
)
SWALLOWS = frozenset("based born flagged registered owned run operated trained".split())
REPELS = frozenset(
    """
    backed made led brokered speaking style built aligned linked supplied sponsored installed held controlled funded
    mediated educated supported organised organized designed era wide occupied administered friendly financed
    inspired imposed language drafted hosted proposed facing bound
    """.split()
)
_MODIFIERS = 3
_LONGEST_NAME = 5


def join(words: Words, found: list[Found]) -> list[Found]:
    """Join what belongs together in one sentence; the order of words is kept."""
    starts = {f.first: f for f in found}
    joined: list[Found] = []
    at = 0
    while at < len(words):
        here = starts.get(at)
        if here is None:
            at += 1
            continue
        phrase = _phrase(words, starts, here)
        if phrase.kind != "hidden":
            joined.append(phrase)
        at = phrase.last
    _share_across_and(words, joined)
    return _with_complements(words, joined)


def _phrase(words: Words, starts: dict[int, Found], here: Found) -> Found:
    if here.names_a_state and _repelled(words, here):
        here.kind = "hidden"
        here.last += 1
        return here
    if here.names_a_state and here.kind in (
        "state",
        "demonym",
        "capital",
        "place",
        "body",
        "agency",
        "armed_group",
    ):
        return _led_by_nation(words, starts, here)
    if here.common:
        _take_chain(words, starts, here, here.last, 0)
    return here


def _repelled(words: Words, here: Found) -> bool:
    end = here.last
    return end < len(words) and words.keys[end] in REPELS and words.text[words.ends[end - 1]] in "-‐‑"


def _led_by_nation(words: Words, starts: dict[int, Found], here: Found) -> Found:
    after, reach = here.last, 0
    if possessed(words, after):
        after, reach = after + 1, _MODIFIERS
    elif here.kind == "demonym":
        reach = _MODIFIERS
    elif here.kind == "state" and not _attributive(words, here):
        return here
    _take_chain(words, starts, here, after, reach)
    return here


def possessed(words: Words, at: int) -> bool:
    """Whether word `at` is the "s" of a possessive."""
    return at < len(words) and words.keys[at] == "s" and words.joints[at - 1] == "'"


def _attributive(words: Words, here: Found) -> bool:
    """Names used like adjectives: acronyms ("US officials"); others seldom are ("Russia ships oil")."""
    last = words.forms[here.last - 1]
    return last.isupper() and len(last) <= 3


def _take_chain(words: Words, starts: dict[int, Found], here: Found, at: int, reach: int) -> None:
    """Extend `here` over the common nouns that follow, at most `reach` modifiers before the first."""
    taken = False
    fixed = here.kind in ("agency", "body", "armed_group") or (here.common and "weak" not in here.flags)
    strong = here.sector if fixed else None
    skipped = 0
    while at < len(words) and words.joints[at - 1] in (" ", "'", "."):
        nxt = starts.get(at)
        if nxt is not None and nxt.common:
            here.last, here.head, taken = nxt.last, nxt.head, True
            if here.kind in ("state", "demonym", "capital", "place") or here.common:
                here.kind = nxt.kind
            if "weak" not in nxt.flags or strong is None:
                here.sector = nxt.sector if strong is None or "weak" not in nxt.flags else strong
            if "weak" not in nxt.flags:
                strong = nxt.sector
            here.flags |= nxt.flags & {"title", "person"}
            at, reach = nxt.last, 0
        elif nxt is None and skipped < reach and not taken and _modifies(words, at):
            skipped += 1
            at += 1
        else:
            return


def _modifies(words: Words, at: int) -> bool:
    return words.keys[at] not in CLOSED and (words.forms[at][0].islower() or words.forms[at].isdigit())


def _share_across_and(words: Words, joined: list[Found]) -> None:
    """ "Pakistani and Afghan border guards": the noun counts for both; likewise "Russian-Azerbaijani talks"."""
    for one, other in zip(reversed(joined[:-1]), reversed(joined[1:]), strict=True):
        if one.kind != "demonym" or other.head == "" or other.country is None or one.country is None:
            continue
        between = words.keys[one.last : other.first]
        if (
            between in ([], ["and"], ["or"])
            and len(words.text[words.ends[one.last - 1] : words.starts[other.first]]) < 6
        ):
            one.sector, one.head = other.sector, other.head


def _with_complements(words: Words, joined: list[Found]) -> list[Found]:
    """ "Prime Minister of the Cook Islands", "police in Batumi": the nation after a common noun is its own."""
    kept: list[Found] = []
    for f in joined:
        if kept and kept[-1].common and kept[-1].country is None and f.names_a_state and not f.head:
            before = kept[-1]
            link = [k for k in words.keys[before.last : f.first] if k not in ("the", "northern", "southern")]
            near = words.starts[f.first] - words.ends[before.last - 1] < 16
            if len(link) == 1 and link[0] in LOCATIVE and near:
                before.country = f.country
                before.rule = f"{before.rule}+{f.rule}"
                if link[0] == "of" and f.kind in ("state", "body"):
                    before.last = f.last
                    before.name = f"{before.name} of {f.name}"
                    continue
        kept.append(f)
    return kept


def name_after(words: Words, at: int, taken: set[int]) -> int:
    """The end of a personal name that starts at word `at`, or `at` where none does."""
    end = at
    while end < len(words) and end - at < _LONGEST_NAME and words.joints[end - 1] in (" ", "'", ". ", "."):
        form = words.forms[end]
        if words.joints[end - 1] in (". ", ".") and len(words.forms[end - 1]) > 1 and end > at:
            break
        if form[0].isupper() and end not in taken and words.keys[end] not in CLOSED:
            end += 1
        elif words.keys[end] in PARTICLES and end + 1 < len(words) and words.forms[end + 1][0].isupper():
            end += 1
        else:
            break
    while end > at and words.keys[end - 1] in PARTICLES:
        end -= 1
    return end
