"""Noun phrases: a nation, its offices and the names that follow, joined into one mention.

"Azerbaijani Defence Minister Zakir Hasanov", "Iran's army", "the parliament of Turkey", "police in Batumi".
"""

from __future__ import annotations

from detente.read.names.found import Found
from detente.read.names.tokens import Words, vocabulary

CLOSED = vocabulary("""
    of in on at to for from by with and or but the a an who which that is are was were has have had will
    would said say says as after before over under against into near since until when while not no than
    if its his their our this these those be been being it he she they we you i also only both about
    between through during can could may might must should did does do then there here s t he's where
    whose whom because so yet nor per via
    """)
LOCATIVE = vocabulary("in at from near outside inside across around of")
OWN = vocabulary("its their his her our my your")
OTHER = vocabulary("""
    neighbour neighbor neighbours neighbors counterpart counterparts rival rivals adversary adversaries
    foe foes ally allies opponent opponents partner partners patron patrons enemy enemies backers
    creditors
    """)
POSTED = vocabulary("""
    embassy embassies consulate consulates consul ambassador ambassadors envoy envoys diplomat diplomats
    attache attaches mission missions legation charge commissioner commission general consuls chancery
    """)
PARTICLES = vocabulary("al el bin ibn de da dos das del della der den van von ul le la du di abu ben san")
NAMING = vocabulary(
    """
    declaration agreement agreements accord accords treaty convention protocol process conference summit
    institute international post times tribune club forum charter pact statute format memorandum communique
    principles consensus university journal review herald observer gazette plan olympics marathon school
    """
)
REPELS = vocabulary("""
    backed made led brokered speaking style built aligned linked supplied sponsored installed held
    controlled funded mediated educated supported organised organized designed era wide occupied
    administered friendly financed inspired imposed language drafted hosted proposed facing bound
    """)
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
    return complemented(words, joined)


def _phrase(words: Words, starts: dict[int, Found], here: Found) -> Found:
    if _misplaced(words, here):
        here.kind = "hidden"
        return here
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
    if here.kind == "person" and here.country is not None and possessed(words, here.last):
        return _led_by_nation(words, starts, here)
    if here.common:
        _take_chain(words, starts, here, here.last, 0)
        if "adj" in here.flags and here.last < len(words) and _modifies(words, here.last):
            here.kind = "hidden"
    return here


def _misplaced(words: Words, here: Found) -> bool:
    """Prefixes ("Sino-Indian") need their hyphen, everyday words ("Total") a place inside the sentence."""
    end = words.ends[here.last - 1]
    if here.kind in ("capital", "place") and _names_a_thing(words, here.last):
        return True
    if "prefix" in here.flags and words.text[end : end + 1] not in ("-", "‐", "‑", "–"):
        return True
    return "inner" in here.flags and here.first == 0


def _names_a_thing(words: Words, at: int) -> bool:
    """ "Moscow Declaration", "Stockholm International ...": the city only gives the name."""
    follows = at < len(words) and words.joints[at - 1] == " "
    return follows and words.forms[at][0].isupper() and words.keys[at] in NAMING


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
    if here.kind == "demonym" and here.sector is None:
        here.sector = _sector_of_people(words, here)
    return here


def _sector_of_people(words: Words, here: Found) -> str | None:
    """ "The Russians" without a noun are the state; "Russians", "two Russians" are people."""
    noun = here.last < len(words) and words.joints[here.last - 1] == " " and words.keys[here.last] not in CLOSED
    if (
        here.first > 0
        and words.keys[here.first - 1] == "the"
        and (not noun or words.keys[here.last - 1][-1] == "s")
    ):
        return "GOV"
    return "CVL" if words.keys[here.last - 1].endswith("s") else None


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
        if nxt is not None and nxt.common and nxt.head in OTHER and not here.common:
            nxt.avoid = here.country
            return
        if nxt is not None and nxt.common:
            here.last, here.head, taken = nxt.last, nxt.head, True
            here.name = words.text[words.starts[here.first] : words.ends[nxt.last - 1]]
            if here.kind in ("state", "demonym", "capital", "place", "person") or here.common:
                here.kind = nxt.kind
            if "weak" not in nxt.flags or strong is None:
                here.sector = nxt.sector if strong is None or "weak" not in nxt.flags else strong
            if "weak" not in nxt.flags:
                strong = nxt.sector
            here.flags = (here.flags - {"adj"}) | (nxt.flags & {"title", "person", "adj"})
            at, reach = nxt.last, 0
        elif nxt is None and skipped < reach and not taken and _modifies(words, at):
            skipped += 1
            at += 1
        else:
            return


def _modifies(words: Words, at: int) -> bool:
    return words.keys[at] not in CLOSED and not words.keys[at].endswith("ing")


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


def complemented(words: Words, joined: list[Found]) -> list[Found]:
    """ "Prime Minister of the Cook Islands", "police in Batumi": the nation after a common noun is its own."""
    kept: list[Found] = []
    for f in joined:
        before = kept[-1] if kept else None
        link = _link(words, before, f) if before is not None and f.country is not None else None
        if before is None or link is None:
            kept.append(f)
        elif link != "of" and (before.head in POSTED or words.keys[before.first - 1] in OWN):
            before.avoid = f.country
            kept.append(f)
        elif not _complete(before, f, link):
            kept.append(f)
    return kept


def _link(words: Words, before: Found, f: Found) -> str | None:
    """The preposition that leads from a common noun without a country to a nation."""
    if (
        not before.common
        or before.country is not None
        or words.starts[f.first] - words.ends[before.last - 1] > 15
    ):
        return None
    between = [k for k in words.keys[before.last : f.first] if k not in ("the", "northern", "southern")]
    return between[0] if len(between) == 1 and between[0] in LOCATIVE else None


def _complete(before: Found, f: Found, link: str) -> bool:
    """Give the noun its country; true where it takes the nation's words into itself."""
    before.country = f.country
    before.rule = f"{before.rule}+{f.rule}"
    if f.head and "weak" in before.flags:
        before.sector = f.sector
    named = before.kind in ("person", "company")
    if link != "of" or named or f.head or f.kind not in ("state", "body"):
        return False
    before.last = f.last
    before.name = f"{before.name} of {f.name}"
    return True


def name_after(words: Words, at: int, taken: set[int]) -> int:
    """The end of a personal name that starts at word `at`, or `at` where none does."""
    end = at
    while end < len(words) and end - at < _LONGEST_NAME and (end == at or _runs_on(words, end)):
        if not _in_name(words, end, taken):
            break
        end += 1
    while end > at and words.keys[end - 1] in PARTICLES:
        end -= 1
    return end


def _runs_on(words: Words, at: int) -> bool:
    """Whether a name may go on at word `at`: after a space, a hyphen, or the stop of an initial."""
    joint = words.joints[at - 1]
    return joint in (" ", "'") or (joint in (". ", ".") and len(words.forms[at - 1]) == 1)


def _in_name(words: Words, at: int, taken: set[int]) -> bool:
    if words.forms[at][0].isupper():
        return at not in taken and words.keys[at] not in CLOSED
    return words.keys[at] in PARTICLES and at + 1 < len(words) and words.forms[at + 1][0].isupper()
