"""What page furniture looks like: patterns that tell a caption, byline or sign-up line from the article.

The patterns are general to the English-language press. Each holds only for blocks up to a length, because a
paragraph of the article may begin with the same words.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from detente.ingest.dates import find_dates, weekday_before
from detente.terms import Zone

MONTHS_AND_DAYS = (
    r"January|February|March|April|May|June|July|August|September|October|November|December"
    r"|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday"
)
_PARTICLE = r"(?:de|da|del|della|di|la|le|van|von|der|den|bin|ibn|al|el|ul|of)"
_CAPITAL_WORD = r"(?:[^\W\d_a-z][\w.'’-]*)"
NAME = rf"{_CAPITAL_WORD}(?:[ \xa0](?:{_PARTICLE}[ \xa0])?{_CAPITAL_WORD}){{1,3}}"
_ROLE = (
    r"analyst|fellow|researcher|professor|lecturer|journalist|correspondent|editor|columnist|writer|author|"
    r"reporter|historian|economist|scholar|scientist|expert|specialist|director|student|candidate|consultant|"
    r"ambassador|diplomat|officer|commentator|blogger|contributor|head|chair|chairman|president|founder"
    r"|adviser|"
    r"advisor|mayor|minister|associate|lawyer|teacher|producer|translator|broadcaster|photographer"
)


@dataclass(frozen=True, slots=True)
class _Look:
    zone: Zone
    longest: int
    pattern: re.Pattern[str]


def _looks(zone: Zone, longest: int, *patterns: str, flags: re.RegexFlag = re.IGNORECASE) -> list[_Look]:
    return [_Look(zone, longest, re.compile(pattern, flags)) for pattern in patterns]


_PICTURE = (
    r"(?:photo(?:graph)?s?|pictures?|pictured|images?|illustration|cartoon|maps?|charts?|graphics?|graph|"
    r"infographic|caption|figure\s+\d+|fig\.?\s*\d+|table\s+\d+|slideshow|video|gallery)"
)
_EXACT = re.NOFLAG

LOOKS: tuple[_Look, ...] = (
    *_looks(
        Zone.CAPTION,
        400,
        rf"^[\[(]?\s*(?:file\s+|main\s+|cover\s+)?{_PICTURE}(?:\s+(?:credits?|overleaf|source))?\s*[:/|]",
        rf"^[\[(]?\s*(?:file\s+|cover\s+)?{_PICTURE}\s+(?:by|courtesy)\b.{{0,120}}$",
        r"^[\[(]?(?:file|archive|handout)\s+(?:photo|image|picture)\b.{0,160}$",
        r"^\((?:source|credit|photo|image|via)\s*:\s*[^)]{1,120}\)$",
        r"^(?:credit|courtesy|photo credits?|image credits?)\s*:\s*.{1,100}$",
    ),
    *_looks(
        Zone.CAPTION,
        300,
        r"(?:^|[.!?)”\"]\s)(?:photo|picture|image|credit|photo credit)\s*:\s*[^:]{2,60}$",
        r"\((?:[^()]{0,60}\b)?(?:photo|handout|getty images|archive photo|file photo)\b[^()]{0,40}\)$",
        r"^[^©]{3,}(?:©|\bvia getty images\b|\bAP photo\b)[^©]{0,80}$",
        r"\s/\s[\w.]{2,20}\.[A-Za-z]{2,3}$",
    ),
    *_looks(
        Zone.FURNITURE,
        220,
        r"^[\[(]?(?:read|see|watch|listen|view|hear)\s+(?:more|also|next|related|here|the full)\b",
        r"^[\[(]?also\s+(?:read|see|on|in)\b",
        r"^[\[(]?(?:related|recommended|further reading|sponsored|promoted|most (?:read|viewed|shared"
        r"|popular))\s*:",
        r"^\[(?:related|advertisement|video|audio|embed|watch|listen|read)\b[^\]]*\]",
        r"^(?:advertisement|sponsored content|story continues below)\b",
        r"^subscribe\b|^unsubscribe\b|^to unsubscribe\b|^sign (?:up|in)\b(?! (?:of|to a treaty))"
        r"|^log in\b|^newsletter\b",
        r"^follow (?:us|@|our\b|\w+ on (?:all|twitter|x|facebook|telegram|instagram|social))",
        r"^share (?:this|on|via|with)\b|^(?:tweet|email) this\b|^print this\b|^like this\b",
        r"^(?:join us|support us|support our|donate|contact us|write to us)\b",
        r"^(?:click|tap|download|scroll)\b.{0,80}$",
        r"^(?:©|(?:\(c\)\s*)?copyright\b|\(c\)\s*(?:19|20)\d\d)|\ball rights reserved\b",
        r"^(?:corrections?|clarification|editor['’]?s['’]? note|disclaimer|note to (?:readers"
        r"|editors))\s*[:–—]",
        r"^(?:have|got) a (?:tip|story|question)\b|^tips\?|^did we miss\b|^comment\?|^doubts\?|^questions\?",
        r"^(?:the )?views (?:expressed|of)\b|\bviews expressed (?:here|in this)\b|\bare (?:his|her|their"
        r"|its) own\.?$",
        r"^(?:all times\b|data as of\b|not investment advice|compiled from\b)",
        r"^(?:read|viewed|views|shared|visits|hits)\s*:?\s*[\d,.]{1,12}\s*(?:times?|views)?$",
        r"^[\d,.]{1,12}\s+(?:views|shares|likes|reads|min(?:ute)?s?(?: read)?)$",
        r"^[^.!?]{0,60}\b(?:is|are) free to (?:subscribers|reproduce|republish)\b",
        r"^comments? (?:are|is) closed\b|^no comments\b",
        r"^(?:re-?published|reprinted|reproduced) (?:from|with|by|here)\b",
        r"^-?\s*(?:ends|end|###)\s*-?\.?(?:\s+contact\b.*)?$",
        r"^(?:https?://|www\.)\S+$|^\S+@\S+\.\w+$",
        r"^(?:publication|issue|volume|source|url|link)\s*:\s",
        r"^(?:slideshow|gallery|podcast)\s*:",
        r"^you are (?:reading|listening to|watching)\b",
        r"^was this (?:e-?mail|newsletter) forwarded\b|^you(?: are|['’]re) receiving this\b|^our standards\s*:",
        r"^stay (?:up[- ]to[- ]date|tuned|informed|connected)\b",
        r"\b(?:our|join|follow)\b.{0,60}\b(?:whatsapp|telegram)\b",
        r"^[^.!?]{0,80}[.!?]?\s*subscribe (?:here|now|today)\b",
        r"^please (?:cite|subscribe|share|consider|support)\b",
        r"^[—–-]\s*extract from\b|\bnot for quotation\b",
    ),
    *_looks(
        Zone.FURNITURE,
        90,
        r"^(?:published|posted|filed|appears|listed) (?:in|under)\b(?!.*\.$)",
        r"^(?:categor(?:y|ies)|tags?|topics?|filed under|keywords?|labels?)(?:\s*:.*)?$",
        r"^(?:home|menu|search|skip to content|back to top|share|print|email|advertisement|previous|next)$",
        r"^(?:next|previous) (?:article|post|story)\b(?!.*\.$)",
    ),
    *_looks(
        Zone.FURNITURE,
        400,
        r"^tags?\s*:|^keywords?\s*:|^categories\s*:|^filed under\s*:",
        r"\b(?:we|this site|our site) uses? cookies\b",
    ),
    *_looks(
        Zone.BYLINE,
        250,
        r"^[\[(]?(?:additional )?(?:reporting|writing|editing)\s+(?:by|from)\b",
        r"^[\[(]?additional reporting\s*:",
        r"^[\[(]?(?:compiled|edited|translated|reported|written|prepared) (?:by|from|with)\b.{0,100}$",
        r"\bcontributed (?:to (?:this|the) (?:report|story|article|interview)|reporting)\b",
        r"^by our\b.{0,80}$",
        r"^by (?:the )?(?:[\w-]+ ){0,3}(?:staff|desk|correspondents?|reporters?|editors?|newsroom"
        r"|team)\b.{0,60}$",
    ),
    *_looks(
        Zone.BYLINE,
        170,
        rf"^By[ \xa0](?!(?:{MONTHS_AND_DAYS})\b)(?:(?:Dr|Prof|Mr|Ms)\.? )?{NAME}(?:[^.!?]|\.(?=\S)|\(.*\))*$",
        rf"^(?:Author|Authors|Writer|Diary editor|Editor|Text|Reporter"
        rf"|Correspondent)\s*:\s*{NAME}[^.!?]{{0,60}}\.?$",
        flags=_EXACT,
    ),
    *_looks(
        Zone.BIOGRAPHY,
        900,
        r"^about the authors?\b",
        r"^the (?:author|writer) is\b",
        rf"^{NAME},?\s[^.]{{0,200}}\b(?:follow|tweets|can be found|can be reached)\b[^.]{{0,60}}@",
    ),
)

_REPRINT = re.compile(r"\b(?:originally|first|previously)\s+(?:published|appeared|posted)\b", re.IGNORECASE)
_TAIL_HEADER = re.compile(
    r"^(?:visit also|see also|read also|also read|related(?: (?:articles|posts|stories|news|content"
    r"|topics|links))?"
    r"|more on (?:the|this) (?:topic|story|subject)|more (?:from|in|stories|news|articles)\b.{0,40}"
    r"|most (?:popular|read|viewed|shared|commented)|you (?:may|might) (?:also )?(?:like|be interested in)"
    r"|recommended(?: for you)?|further reading|latest (?:news|articles|posts|stories)|trending(?: now)?"
    r"|popular(?: posts)?"
    r"|editors?['’]?s? picks?|up next|don['’]t miss|(?:staff|recent|our) publications|other (?:news"
    r"|articles|stories)"
    r"|share this(?: (?:article|post|story))?|recent (?:posts|articles)|references|footnotes|notes"
    r"|sources)\s*:?$",
    re.IGNORECASE,
)
_COMMENTS_HEADER = re.compile(
    r"^(?:share\b[^|·•]{0,30}[|·•]\s*)?(?:\d{1,6}\s+)?(?:(?:reader|user|readers['’]|user['’]s|view|show"
    r"|all)\s+)?comments?\s*(?:\(\d{1,6}\))?\s*:?$"
    r"|^\d{1,6}\s+(?:comments|responses|replies|thoughts)\b.{0,80}$"
    r"|^(?:leave|post|add|write)\s+(?:a|your)\s+(?:comment|reply)\b.{0,60}$"
    r"|^(?:join the (?:discussion|conversation)|discussion|responses)\s*:?$",
    re.IGNORECASE,
)
_COMMENTS_LINE = re.compile(
    r"^(?:\d{1,6}\s+)?comments?\s*(?:\(\d{1,6}\))?\s*:?\s*[\"“‘'].*|^readers?['’]?s?\s+(?:letters"
    r"|comments)\s*:.*",
    re.IGNORECASE | re.DOTALL,
)
_CLOSING = re.compile(
    r"^[\[(]?(?:additional )?(?:reporting|writing|editing)\s+(?:by|from)\b"
    r"|^(?:read|viewed|views|shared|visits|hits)\s*:?\s*[\d,.]{1,12}\s*(?:times?|views)?$",
    re.IGNORECASE,
)
_SECTION = re.compile(
    r"^(?:opinion|analysis|news|world|politics|commentary|editorial|interview|features?|breaking"
    r"|exclusive|briefing"
    r"|op-?ed|international|business|economy|diplomacy|security|defen[cs]e|europe|asia|africa"
    r"|middle east|americas)$",
    re.IGNORECASE,
)
_BIO_OPENING = re.compile(
    rf"^(?:(?:Dr|Prof|Professor|Ambassador|Gen|Col)\.? )?(?P<name>{NAME})"
    rf"(?:,? (?:PhD|Ph\.D\.),)? (?:is|was|serves as|works as|has been)\b[^.!?]{{0,160}}?\b(?:{_ROLE})s?\b"
)
_BIO_WORK = re.compile(
    rf"^(?P<name>{NAME}) (?:writes|reports|covers|teaches|lives|works)\b[^.!?]{{0,160}}(?:\.|$)"
    rf"|^(?P<them>{NAME}) is (?:based|reporting)"
)
_OUTLET_OPENING = re.compile(
    r"^(?:The )?(?P<name>[A-Z][\w&’' -]{2,80}?) is an? (?:[\w-]+ ){0,4}?"
    r"(?:publication|magazine|newsletter|newspaper|website|journal|think[ -]tank|non-?profit|news agency"
    r"|blog)\b"
)
_ORGANISATION = re.compile(
    r"\b(?:review|institute|monitor|news|agency|times|post|journal|foundation|council|cent(?:er|re)"
    r"|press|today|magazine"
    r"|weekly|daily|radio|tv|affairs|policy|project|group|initiative|society|university|report|insights?"
    r"|observer|herald"
    r"|tribune|gazette|chronicle|wire|network|ledger|quarterly|dispatch|mail|telegraph|standard|bulletin|digest|courier|analyst|forum|academy|association"
    r"|online|media)\b",
    re.IGNORECASE,
)
_NAME_ALONE = re.compile(rf"^(?:[—–-] ?)?(?:(?:Dr|Prof)\.? )?(?P<name>{NAME})[ \xa0]*$")
_HEADS_DATE = re.compile(rf"^(?P<name>(?:The )?{NAME}|{_CAPITAL_WORD})\s*[,|–—-]\s*(?:on )?$")
_BY_AUTHOR = re.compile(rf"\s*\b[Bb]y {NAME}\s*$")
_DATE_FILLER = re.compile(
    r"^(?:issue|vol(?:ume)?|no|#?\d{1,4}\b|[\s\xa0,|•·:()/–—-]|published|posted|updated|last|modified|created|date|on|at|by|utc|gmt"
    r"|[ap]\.?m\.?|\d{1,2}[:.]\d\d"
    r"|hrs?|local|time|first|est|edt|cet|msk)*$",
    re.IGNORECASE,
)


def look_of(text: str) -> Zone | None:
    """The zone that a block's own words give away, wherever it stands, or None."""
    for look in LOOKS:
        if len(text) <= look.longest and look.pattern.search(text):
            return look.zone
    return Zone.COMMENTS if len(text) <= 600 and _COMMENTS_LINE.match(text) else None


def is_tail_header(text: str) -> bool:
    """Whether a block stands over related links ("Visit also", "More on the topic:")."""
    return len(text) <= 80 and bool(_TAIL_HEADER.match(text))


def is_comments_header(text: str) -> bool:
    """Whether a block stands over readers' comments."""
    return len(text) <= 120 and bool(_COMMENTS_HEADER.match(text))


def is_closing(text: str) -> bool:
    """Whether a block closes the article: an agency's credits or a counter of readers."""
    return len(text) <= 250 and bool(_CLOSING.match(text))


def is_list_header(text: str) -> bool:
    """Whether a block is the bare word over a list of categories or tags."""
    return bool(
        re.match(r"^(?:categor(?:y|ies)|tags?|topics?|filed under|keywords?)\s*:?$", text, re.IGNORECASE)
    )


def is_section_name(text: str) -> bool:
    """Whether a block is only the name of a newspaper's section."""
    return len(text) <= 20 and bool(_SECTION.match(text))


def is_reprint_note(text: str) -> bool:
    """Whether a block says where the article was first published."""
    return len(text) <= 220 and bool(_REPRINT.search(text))


def biography_name(text: str) -> str | None:
    """The name that a biography opens with, where the block reads as one, else None."""
    if len(text) > 1200:
        return None
    found = _BIO_OPENING.match(text) or _BIO_WORK.match(text)
    return next((name for name in found.groupdict().values() if name), None) if found else None


def outlet_name(text: str) -> str | None:
    """The publisher that a block describes ("The Review is a weekly newsletter ..."), else None."""
    found = _OUTLET_OPENING.match(text) if len(text) <= 900 else None
    return found.group("name") if found else None


def name_alone(text: str) -> str | None:
    """The name of a person or an outlet that a block consists of, else None."""
    found = _NAME_ALONE.match(text) if len(text) <= 60 else None
    return found.group("name") if found else None


def is_organisation(name: str) -> bool:
    """Whether a name has a word that outlets and institutes are named by."""
    return bool(_ORGANISATION.search(name))


def dated_name(text: str) -> str | None:
    """The place or outlet in a line like "Khartoum, 26 March 2015" that heads an article, else None."""
    dates = find_dates(text) if len(text) <= 90 else []
    if len(dates) != 1 or dates[0].year is None or not _DATE_FILLER.match(text[dates[0].end :]):
        return None
    found = _HEADS_DATE.match(text[: weekday_before(text, dates[0])])
    return found.group("name") if found else None


def is_date_line(text: str) -> bool:
    """Whether a block is a date and hardly anything else ("Wednesday, 12 March 2003", "Published: ...")."""
    if len(text) > 90:
        return False
    rest, position = [], 0
    text = _BY_AUTHOR.sub("", text)
    dates = find_dates(text)
    for dated in dates:
        rest.append(text[position : weekday_before(text, dated)])
        position = dated.end
    rest.append(text[position:])
    return bool(dates) and all(_DATE_FILLER.match(part) for part in rest)
