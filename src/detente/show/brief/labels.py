"""What the brief calls the codes of the record: data, no logic."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Status:
    """How a factuality is shown: one word, a sentence that explains it, and the name of its shape."""

    word: str
    meaning: str
    shape: str


FACTUALITY: Mapping[str, Status] = {
    "actual": Status("Told as fact", "the text tells it as having happened", "square"),
    "reported_claim": Status("Claimed", "only a party to it, or an unnamed source, vouches for it", "half"),
    "planned": Status(
        "Planned", "announced or intended; it had not happened when the text was written", "triangle"
    ),
    "hypothetical": Status("Hypothetical", "a possibility, a condition or an analyst's forecast", "diamond"),
    "negated": Status("Denied", "the text says that it did not happen", "crossed"),
    "habitual": Status("Recurring", "said to happen again and again; no single occasion", "circle"),
}

QUADS: Mapping[int, str] = {
    2: "Material cooperation",
    1: "Verbal cooperation",
    3: "Verbal conflict",
    4: "Material conflict",
}

TYPES: Mapping[str, str] = {
    "AGREE": "Promise or agreement",
    "CONSULT": "Meeting or talks",
    "SUPPORT": "Diplomatic support",
    "CONCEDE": "Concession",
    "COOPERATE": "Material cooperation",
    "AID": "Aid",
    "RETREAT": "De-escalation",
    "REQUEST": "Demand or appeal",
    "ACCUSE": "Criticism or accusation",
    "REJECT": "Refusal",
    "THREATEN": "Threat or warning",
    "PROTEST": "Protest",
    "SANCTION": "Sanction",
    "MOBILIZE": "Show of force",
    "COERCE": "Coercion",
    "ASSAULT": "Attack",
}

MODES: Mapping[str, str] = {
    "third-party": "mediation",
    "multilateral": "multilateral",
    "phone": "by telephone",
    "demo": "demonstration",
    "obstruct": "blockade",
    "relations": "to relations",
    "disapprove": "disapproval",
    "allege": "allegation",
    "investigate": "investigation",
    "convict": "conviction",
    "discontinue": "trade or aid stopped",
    "assist": "of assistance",
    "change": "of change",
    "yield": "to yield",
    "meet": "to meet",
    "access": "access granted",
    "heavy-weapons": "heavy weapons",
    "crowd-control": "crowd control",
    "martial-law": "martial law",
    "suicide-attack": "suicide attack",
}

BASES: Mapping[str, str] = {
    "metadata": "from the file's metadata",
    "dateline": "from the dateline",
    "byline": "from the byline",
    "text": "from the text",
    "option": "given by the user",
    "row": "from the data row",
    "inferred": "inferred",
    "none": "not known",
}

DATE_BASES: Mapping[str, str] = {"relative": "worked out from the text", "inferred": "inferred"}

PERIOD_BASES: Mapping[str, str] = {
    "relative": "from a date nearby",
    "published": "as of publication",
}

ZONES: Mapping[str, str] = {
    "title": "Title",
    "dateline": "Dateline",
    "byline": "Byline",
    "caption": "Caption",
    "body": "Body",
    "pull_quote": "Pull quote",
    "repeated": "Repeated passage",
    "biography": "About the author",
    "furniture": "Page furniture",
    "comments": "Reader comments",
}

REASONS: Mapping[str, str] = {
    "not_found": "Not found",
    "permission": "No permission to read it",
    "empty": "Empty file",
    "binary": "Not a text",
    "encoding": "Unknown character encoding",
    "encrypted": "Encrypted",
    "corrupt": "Damaged file",
    "too_large": "Too large",
    "too_complex": "Too complex",
    "time_limit": "Took too long",
    "memory_limit": "Needed too much memory",
    "no_text": "Holds no text",
    "unsupported_format": "Format not supported",
    "unsupported_language": "Language not supported",
    "malformed_row": "Malformed row",
    "no_answer": "The language model gave no valid answer",
}

LINKS: Mapping[str, str] = {
    "cause": "Cause",
    "leverage": "Lever",
    "dependence": "Dependence",
    "interest": "Interest",
}

LIKENESSES: Mapping[str, str] = {
    "reprint": "is a reprint of",
    "shortened": "is a longer version of",
    "edited": "is a lightly edited version of",
}

BODIES: Mapping[str, str] = {
    "IGO": "an international organisation",
    "NGO": "a non-governmental organisation",
    "MNC": "a multinational company",
    "EUR": "the European Union",
    "WST": "the West",
}

LANGUAGES: Mapping[str, str] = {
    "ar": "Arabic",
    "az": "Azerbaijani",
    "be": "Belarusian",
    "bg": "Bulgarian",
    "bn": "Bengali",
    "bs": "Bosnian",
    "ca": "Catalan",
    "cs": "Czech",
    "da": "Danish",
    "de": "German",
    "el": "Greek",
    "en": "English",
    "es": "Spanish",
    "et": "Estonian",
    "fa": "Persian",
    "fi": "Finnish",
    "fr": "French",
    "he": "Hebrew",
    "hi": "Hindi",
    "hr": "Croatian",
    "hu": "Hungarian",
    "hy": "Armenian",
    "id": "Indonesian",
    "it": "Italian",
    "ja": "Japanese",
    "ka": "Georgian",
    "kk": "Kazakh",
    "ko": "Korean",
    "ky": "Kyrgyz",
    "lt": "Lithuanian",
    "lv": "Latvian",
    "mk": "Macedonian",
    "mn": "Mongolian",
    "ms": "Malay",
    "nl": "Dutch",
    "no": "Norwegian",
    "pl": "Polish",
    "ps": "Pashto",
    "pt": "Portuguese",
    "ro": "Romanian",
    "ru": "Russian",
    "sk": "Slovak",
    "sl": "Slovenian",
    "sq": "Albanian",
    "sr": "Serbian",
    "sv": "Swedish",
    "sw": "Swahili",
    "th": "Thai",
    "tr": "Turkish",
    "uk": "Ukrainian",
    "ur": "Urdu",
    "uz": "Uzbek",
    "vi": "Vietnamese",
    "zh": "Chinese",
}

NUMBERS = (
    "no",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
)

PRONOUNS = frozenset(
    ("it", "its", "he", "she", "they", "their", "his", "her", "we", "who", "which", "this", "the", "both")
)
"""Words that stand for a party and say no more than its country."""
