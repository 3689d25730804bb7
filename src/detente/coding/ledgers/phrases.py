"""Noun phrases and clauses around a word, by closed-class words and punctuation alone."""

from __future__ import annotations

import re

_TOKEN = re.compile(r"[\w’'‑-]+|[^\w\s]|\n")
_DETERMINER = re.compile(
    r"(?:the|an?|its|their|his|her|our|this|that|these|those|no|any|some|another|two|three|four|five|six|seven|"
    r"eight|nine|ten|several|many|both|such|each|every|\w+[’']s|\w+s[’'])",
    re.IGNORECASE,
)
_STOP_LEFT = re.compile(
    r"(?:of|in|on|at|by|for|with|from|to|under|over|into|after|before|since|until|and|or|but|that|which|who|as|than|"
    r"is|are|was|were|be|been|being|has|have|had|will|would|may|might|could|can|should|shall|must|not|"
    r"sign|signed|signing|signs|conclude|concluded|concluding|ratif\w+|initial|initialled|initialed|"
    r"reach|reached|reaching|struck|strike|agreed|agree|made|make|call|called|calls|said|when|where|while|if|"
    r"denounced|suspended|terminated|broke|broken|between|through|about|against|during|via|up|out|"
    r"offered|seek|seeks|seeking|wants|welcomed|reject\w*|adopted|invoked|kept|keep|negotiat\w+|approved|sought)",
    re.IGNORECASE,
)
_PREPOSITION = re.compile(
    r"(?:of|on|for|with|between|concerning|regarding|about|against|to|over|among)", re.IGNORECASE
)
_STOP_RIGHT = re.compile(
    r"(?:which|that|who|whose|where|when|while|but|because|as|if|unless|since|until|after|before|has|have|had|is|are|"
    r"was|were|be|been|will|would|may|might|could|can|should|shall|must|did|does|do|said|says|remains?|"
    r"expired?|expires|lapsed|under|by|from|signed|concluded|than|so|then|yet|nor)",
    re.IGNORECASE,
)


def phrase_start(text: str, low: int, head: int, reach: int = 72) -> int:
    """Where the noun phrase that ends in the word at `head` begins, not before `low`."""
    low = max(low, head - reach)
    start = head
    for count, token in enumerate(reversed(list(_TOKEN.finditer(text, low, head)))):
        word = token[0]
        bare = word.strip("’'-")
        if not bare or not (word[0].isalnum()) or count == 8:
            if word in '“"' and count < 8:
                start = token.start()
                continue
            break
        if _STOP_LEFT.fullmatch(word):
            break
        start = token.start()
        if _DETERMINER.fullmatch(word) and not word[0].isupper():
            break
    return start


def phrase_end(text: str, tail: int, high: int, reach: int = 160) -> int:
    """Where the noun phrase whose head ends at `tail` ends, with the prepositional phrases that follow it."""
    high = min(high, tail + reach)
    end = tail
    proper = text[_word_start(text, tail)].isupper()
    for count, token in enumerate(_TOKEN.finditer(text, tail, high)):
        word = token[0]
        if count == 0 and not _PREPOSITION.fullmatch(word):
            return end
        if word in ',;:()—–\n“”".?!' or _STOP_RIGHT.fullmatch(word) or count == 26:
            break
        if not proper and word in ("in", "at"):
            break
        end = token.end()
    return _without_dangling(text, tail, end)


def _word_start(text: str, end: int) -> int:
    """Where the word that ends at the offset begins."""
    start = end - 1
    while start > 0 and text[start - 1].isalnum() and end - start < 40:
        start -= 1
    return start


def _without_dangling(text: str, low: int, end: int) -> int:
    """The end without a preposition, article or conjunction left over at it."""
    for _ in range(3):
        m = re.search(
            r"\s+(?:of|on|for|with|between|the|a|an|and|or|to|in|at|its|their|about|over)$",
            text[low:end],
            re.IGNORECASE,
        )
        if not m:
            break
        end = low + m.start()
    return end


_SPLIT = re.compile(
    r"[;:—–]\s|\s[–-]\s|,\s+(?=(?:but|and|or|which|who|whose|where|while|although|though|because|since|unless|if|as|so|"
    r"after|yet|with|until|when|due|saying|citing|hoping|seeking|thus|then|making|giving|leaving)\b)|"
    r"\s(?=(?:because|unless|although|whereas|provided)\s)",
    re.IGNORECASE,
)


def clauses(text: str, start: int, end: int, shortest: int = 12) -> list[tuple[int, int]]:
    """The sentence cut at punctuation and connectives into clauses of at least `shortest` characters."""
    cut, low = [], start
    for m in _SPLIT.finditer(text, start, end):
        if m.start() - low >= shortest and end - m.end() >= shortest:
            cut.append((low, m.start()))
            low = m.end()
    cut.append((low, end))
    return cut


def clause_of(text: str, start: int, end: int, offset: int) -> tuple[int, int]:
    """The clause of the sentence `text[start:end]` that holds the offset."""
    for low, high in clauses(text, start, end):
        if offset < high:
            return low, high
    return start, end
