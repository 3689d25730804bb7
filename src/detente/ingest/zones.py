"""The zones of a text: what is the article, and what stands around it on the page.

Head, tail and inset furniture are told by their words, their place and their repetition. Where a rule is in
doubt the block stays body: a paragraph lost is worse than a caption kept.
"""

from __future__ import annotations

import re

from detente.ingest import furniture
from detente.ingest.blocks import Block, blocks_of, ends_as_sentence, words_of
from detente.ingest.edges import cut_edges
from detente.ingest.repeats import repeated
from detente.terms import Passage, Zone

_SPEAKER = re.compile(
    r"^(?:Q|A|Question|Answer|Host|Moderator|Interviewer|Presenter|Anchor|Reporter|Journalist)\b\.?\s*(?:\d+\s*)?[:.]\s"
)
_PREFIX = re.compile(r"^[A-Z][\w.'’-]*(?: [\w.'’-]+){0,3}:\s")
_ENDS_IN_YEAR = re.compile(r"\b(?:19|20)\d\d\)?[.\s\xa0]*$")
_COUNTED = (Zone.CAPTION, Zone.FURNITURE, Zone.BYLINE, Zone.COMMENTS)
TAIL_BLOCKS = 20
MERGED = frozenset(Zone) - {Zone.TITLE}


def passages_of(text: str, title: str | None = None) -> tuple[Passage, ...]:
    """The text's passages in order; together they hold every character that is not white space.

    `title` is the title where it is known from elsewhere.
    """
    blocks = blocks_of(text)
    zones = zones_of(blocks, title)
    body = [position for position, zone in enumerate(zones) if zone is Zone.BODY]
    spans: list[Passage] = []
    for position, (block, zone) in enumerate(zip(blocks, zones, strict=True)):
        if zone is Zone.BODY:
            spans.extend(cut_edges(block, first=position == body[0], last=position == body[-1]))
        elif zone is Zone.TITLE and block.text.startswith("#"):
            hashes = len(block.text) - len(block.text.lstrip("# "))
            spans.append(Passage(zone, block.start + hashes, block.end))
        else:
            spans.append(Passage(zone, block.start, block.end))
    return _merged(spans)


def zones_of(blocks: list[Block], title: str | None = None) -> list[Zone]:
    """The zone of each block."""
    if len(blocks) == 1 and blocks[0].is_prose:
        return [Zone.BODY]
    marks = _known_title(blocks, title)
    for position, block in enumerate(blocks):
        look = furniture.look_of(block.text)
        if look:
            marks.setdefault(position, look)
    _mark_list_headers(blocks, marks)
    copies = repeated(blocks)
    _mark_head(blocks, marks, copies)
    _mark_tail(blocks, marks)
    _mark_copies(blocks, marks, copies)
    if not any(marks.get(position, Zone.BODY) is Zone.BODY for position in range(len(blocks))):
        # Nothing but furniture: what looked like a title or a byline is then the text itself.
        return [marks[p] if marks[p] in _COUNTED else Zone.BODY for p in range(len(blocks))]
    return [marks.get(position, Zone.BODY) for position in range(len(blocks))]


def _known_title(blocks: list[Block], title: str | None) -> dict[int, Zone]:
    wanted = words_of(title or "")
    for position, block in enumerate(blocks[:12]):
        if wanted and len(block.text) < 400 and words_of(block.text) == wanted:
            return {position: Zone.TITLE}
    return {}


def _mark_list_headers(blocks: list[Block], marks: dict[int, Zone]) -> None:
    """The line under a bare "Categories" or "Tags" goes with it."""
    for position, block in enumerate(blocks[:-1]):
        below = blocks[position + 1]
        if furniture.is_list_header(block.text) and not below.is_prose and not below.gap:
            marks[position] = marks[position + 1] = Zone.FURNITURE


def _first_prose(blocks: list[Block], skipped: set[int]) -> int:
    """Where the article begins; a question or exclamation on top, set apart, is a headline."""
    headline = True
    for position, block in enumerate(blocks):
        if position in skipped:
            continue
        if block.is_bullet or (block.is_prose and not (headline and _asks(block))):
            return position
        headline = False
    return 0


def _asks(block: Block) -> bool:
    return len(block.text) <= 140 and block.text[-1] in "?!" and not re.search(r"[.!?]\s", block.text)


def _mark_head(blocks: list[Block], marks: dict[int, Zone], copies: dict[int, Zone]) -> None:
    """Title, date line, byline and section name above the first paragraph."""
    prose = _first_prose(blocks, set(marks) | set(copies))
    titled = Zone.TITLE in marks.values()
    for position in range(min(prose, 12)):
        block = blocks[position]
        if furniture.is_date_line(block.text) or furniture.dated_name(block.text):
            marks[position] = Zone.DATELINE
        elif furniture.is_reprint_note(block.text) or furniture.is_section_name(block.text):
            marks.setdefault(position, Zone.FURNITURE)
        elif position in marks or copies.get(position) is Zone.REPEATED:
            continue
        elif not titled and _is_title(block, [b for p, b in enumerate(blocks) if p not in marks]):
            marks[position] = Zone.TITLE
            titled = True
        elif titled and _is_author(block):
            marks[position] = Zone.BYLINE
    if titled and prose < len(blocks) and _opens_as_biography(blocks, prose, marks):
        marks[prose] = Zone.BIOGRAPHY


def _is_title(block: Block, article: list[Block]) -> bool:
    text = block.text.lstrip("# ")
    if not len(text.split()) >= 2 or len(text) > 200 or block.is_bullet or text[-1] in ".;,:":
        return False
    if _SPEAKER.match(text) or not any(char.isalpha() for char in text):
        return False
    speakers = {other.text for other in article if _PREFIX.match(other.text)}
    return not (text in speakers and len(speakers) > 1)


def _is_author(block: Block) -> bool:
    name = furniture.name_alone(block.text)
    return bool(name) and not block.text.isupper()


def _opens_as_biography(blocks: list[Block], position: int, marks: dict[int, Zone]) -> bool:
    """Whether the first paragraph describes the author named above it."""
    name = furniture.biography_name(blocks[position].text)
    above = " ".join(blocks[p].text for p, zone in marks.items() if zone is Zone.BYLINE and p < position)
    return bool(name and name in above and position + 1 < len(blocks))


def _mark_tail(blocks: list[Block], marks: dict[int, Zone]) -> None:
    """What follows the article: related links, comments, biography, sign-up lines."""
    header = _tail_header(blocks, marks)
    if header is not None:
        _mark_after_header(blocks, marks, header)
    _mark_low_register(blocks, marks)
    body = [position for position in range(len(blocks)) if position not in marks]
    for _ in range(min(TAIL_BLOCKS, len(body) - 1)):
        zone = _tail_zone(blocks, body, marks)
        if zone is None:
            return
        marks[body.pop()] = zone


def _tail_header(blocks: list[Block], marks: dict[int, Zone]) -> int | None:
    """The first block with no article after it that opens the tail: a header, a counter, the closing credits.

    Headers with more of the article after them are inset and are marked alone.
    """
    before = 0
    after = _article_after(blocks, marks)
    for position, block in enumerate(blocks):
        comments = furniture.is_comments_header(block.text)
        header = comments or furniture.is_tail_header(block.text)
        if before and (header or (position in marks and furniture.is_closing(block.text))):
            if comments or after[position] < 0.15 * before:
                return position
            if header:
                _mark_inset(blocks, marks, position)
        before += len(block.text) if block.is_prose and position not in marks else 0
    return None


def _article_after(blocks: list[Block], marks: dict[int, Zone]) -> list[int]:
    """How many characters after each block read as article: whole sentences, no citations, no comments."""
    after = [0] * len(blocks)
    count = 0
    for position in range(len(blocks) - 1, -1, -1):
        block = blocks[position]
        after[position] = count
        if furniture.is_comments_header(block.text):
            count = 0
        elif position not in marks and block.is_prose and not _is_low(block):
            count += 0 if _ENDS_IN_YEAR.search(block.text[-16:]) else len(block.text)
    return after


def _mark_inset(blocks: list[Block], marks: dict[int, Zone], header: int) -> None:
    """Related links in the middle of the article: the header and the headlines under it."""
    marks[header] = Zone.FURNITURE
    for position in range(header + 1, min(header + 7, len(blocks))):
        block = blocks[position]
        if block.is_prose or block.gap or ends_as_sentence(block.text):
            return
        marks[position] = Zone.FURNITURE


def _mark_after_header(blocks: list[Block], marks: dict[int, Zone], header: int) -> None:
    comments = furniture.is_comments_header(blocks[header].text)
    marks[header] = Zone.COMMENTS if comments else marks.get(header, Zone.FURNITURE)
    for position in range(header + 1, len(blocks)):
        block = blocks[position]
        if furniture.is_comments_header(block.text) or (_is_low(block) and not comments):
            comments = True
        if furniture.biography_name(block.text) and not comments:
            marks[position] = Zone.BIOGRAPHY
        else:
            marks[position] = Zone.COMMENTS if comments else marks.get(position, Zone.FURNITURE)


def _is_low(block: Block) -> bool:
    """The register of comment threads: begins in lower case and hardly uses capitals at all."""
    text = block.text
    letters = sum(char.isalpha() for char in text)
    capitals = sum(char.isupper() for char in text)
    return text[0].islower() and letters >= 8 and capitals * 50 <= letters and text[-1] not in ";,:"


def _mark_low_register(blocks: list[Block], marks: dict[int, Zone]) -> None:
    """Two or more paragraphs without capitals at the very end are comments even without a header."""
    run: set[int] = set()
    for position in range(len(blocks) - 1, -1, -1):
        if position in marks and marks[position] is not Zone.COMMENTS:
            continue
        if not _is_low(blocks[position]):
            break
        run.add(position)
    rest = [block for position, block in enumerate(blocks) if position not in run]
    if len(run) > 1 and sum(block.is_prose for block in rest) > 1:
        marks.update(dict.fromkeys(run, Zone.COMMENTS))


def _tail_zone(blocks: list[Block], body: list[int], marks: dict[int, Zone]) -> Zone | None:
    """The zone of the last block still held to be body, or None where it is body."""
    block = blocks[body[-1]]
    article = "\n".join(blocks[position].text for position in body[:-1])
    if furniture.is_reprint_note(block.text) or furniture.is_date_line(block.text):
        return Zone.FURNITURE if furniture.is_reprint_note(block.text) else Zone.DATELINE
    name = furniture.name_alone(block.text)
    if name and furniture.is_organisation(name):
        return Zone.FURNITURE
    if name:
        return Zone.BYLINE if name not in article else None
    outlet = furniture.outlet_name(block.text)
    if outlet and outlet not in article:
        return Zone.BIOGRAPHY
    author = furniture.biography_name(block.text)
    return Zone.BIOGRAPHY if author and author.split()[-1] not in article else None


def _mark_copies(blocks: list[Block], marks: dict[int, Zone], copies: dict[int, Zone]) -> None:
    """Repeated blocks; an unended line printed twice running is a picture's text and its caption."""
    for position, zone in copies.items():
        if position in marks:
            continue
        twin = position > 0 and zone is Zone.REPEATED and not blocks[position].gap
        if (
            twin
            and marks.get(position - 1) in {None, Zone.CAPTION}
            and not ends_as_sentence(blocks[position].text)
        ):
            marks[position - 1] = marks[position] = Zone.CAPTION
        else:
            marks[position] = zone


def _merged(spans: list[Passage]) -> tuple[Passage, ...]:
    """Neighbours of one zone as one passage."""
    merged: list[Passage] = []
    for span in spans:
        if merged and merged[-1].zone is span.zone and span.zone in MERGED:
            merged[-1] = Passage(span.zone, merged[-1].start, span.end)
        else:
            merged.append(span)
    return tuple(merged)
