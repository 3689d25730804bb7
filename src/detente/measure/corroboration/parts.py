"""Who supplies and who receives in a clause on an exchange of goods."""

from __future__ import annotations

import re
from collections.abc import Sequence

from detente.coding.lexicon import Cue
from detente.measure.corroboration.material import Name, Text
from detente.terms import Sentence

_FROM = re.compile(r"\b(?:from|by)\s+(?:the\s+)?$", re.IGNORECASE)
_TO = re.compile(r"\b(?:to|towards?)\s+(?:(?:the|his|her|its|their|our|this)\s+)?$", re.IGNORECASE)
_WITH = re.compile(r"\bwith\s+(?:the\s+)?$", re.IGNORECASE)
_UNLIKE = re.compile(r"\b(?:unlike|contrary to|rather than|not|or|nor|than)\s+$", re.IGNORECASE)
_BEFORE_GOODS = re.compile(r"(?:[’']s)?(?:[\s-]+[\w-]{1,20}){0,2}?[\s-]*$")
_TAKES = re.compile(
    r"\b(?:receiv\w+|bought|buy|buys|buying|purchas\w+|import(?:s|ed|ing)?|obtain\w*|acquir\w+|pay|pays|paid|paying)\b",
    re.IGNORECASE,
)
_SUPPLIER = re.compile(r"\b(?:supplier|exporter|seller|provider|source)\b", re.IGNORECASE)
_WE = re.compile(r"\b(?:we|us)\b", re.IGNORECASE)
_HOME = re.compile(
    r"\bto\s+(?:his|her|their|our|my|its)\s+(?:own\s+)?(?:country|nation|homeland|state)\b", re.IGNORECASE
)


def roles(
    text: Text, clause: tuple[int, int], sentence: Sentence, names: Sequence[Name], goods: Sequence[Cue]
) -> tuple[str | None, str | None]:
    """The countries that supply and receive, as the words around each name say; None where they do not."""
    supplier, receiver, partner = _marked(text, clause, names, goods)
    if _HOME.search(text.text, goods[0].start, clause[1]):
        receiver = _speaker(text, sentence) or receiver
    subject = _subject(text, clause, sentence, names)
    takes = _TAKES.search(text.text, *clause) or partner
    if _SUPPLIER.search(text.text, *clause):
        supplier = supplier or _supplier_named(text, clause, names, receiver)
    elif subject and takes and receiver is None and subject != supplier:
        receiver = subject
    elif subject and supplier is None and subject != receiver:
        supplier = subject
    if partner in (None, supplier, receiver):
        return supplier, receiver
    return (partner, receiver) if supplier is None else (supplier, receiver or partner)


def _marked(
    text: Text, clause: tuple[int, int], names: Sequence[Name], goods: Sequence[Cue]
) -> tuple[str | None, str | None, str | None]:
    """Those that a word marks: the origin of goods or "from", "to" after the goods, and "with"."""
    supplier = receiver = partner = None
    for name in names:
        lead = text.text[max(clause[0], name.start - 24) : name.start]
        if _UNLIKE.search(lead):
            continue
        if supplier is None and (_FROM.search(lead) or (name.kind == "demonym" and _heads(text, name, goods))):
            supplier = name.country
        elif _TO.search(lead) and name.start > goods[0].start:
            receiver = name.country
        elif _WITH.search(lead):
            partner = name.country
    return supplier, receiver, partner


def _heads(text: Text, name: Name, goods: Sequence[Cue]) -> bool:
    """Whether an adjective of origin leads goods or their flow: "Chilean sales", "Peruvian-made arms"."""
    return any(
        name.end <= cue.start < name.end + 40 and _BEFORE_GOODS.fullmatch(text.text, name.end, cue.start)
        for cue in goods
    )


def _subject(text: Text, clause: tuple[int, int], sentence: Sentence, names: Sequence[Name]) -> str | None:
    """The country that leads the clause; for "we", that of the first person named in the sentence."""
    if _WE.search(text.text, *clause):
        return _speaker(text, sentence)
    lead = [n for n in names if n.kind in ("state", "capital") and not _joined(text, n)]
    return lead[0].country if lead else None


def _speaker(text: Text, sentence: Sentence) -> str | None:
    """The country of the first person named in a sentence."""
    return next((n.country for n in text.names_in(sentence.start, sentence.end) if n.kind == "person"), None)


def _joined(text: Text, name: Name) -> bool:
    lead = text.text[max(0, name.start - 24) : name.start]
    return bool(_UNLIKE.search(lead) or _FROM.search(lead) or _TO.search(lead) or _WITH.search(lead))


def _supplier_named(
    text: Text, clause: tuple[int, int], names: Sequence[Name], receiver: str | None
) -> str | None:
    """Who "the biggest supplier" is: the country after its "was", else the one before it."""
    word = _SUPPLIER.search(text.text, *clause)
    states = [n for n in names if n.kind in ("state", "capital") and n.country != receiver]
    after = [n for n in states if word and n.start > word.end() and not _denied(text, n)]
    before = [n for n in states if word and n.end < word.start()]
    return next((n.country for n in (*after, *reversed(before))), None)


def _denied(text: Text, name: Name) -> bool:
    return _UNLIKE.search(text.text[max(0, name.start - 12) : name.start]) is not None
