"""Times read, measured: MEANTIME's TIMEX3 (detection and value F1) and the corpus's event dates.

Usage: python benchmarks/times.py DATA [--corpus FOLDER] [--misses] [--part tune|report|all]

DATA is the folder that holds `meantime/` (NewsReader MEANTIME, CC BY 4.0). Files and passages are parted by the
SHA-256 of their name or id: the tuning part was looked at while the grammar was written, the report part
was not.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

from detente.read.sentences import split
from detente.read.times import find_times
from detente.terms import Passage, Published, Sentence, When, Zone

# MEANTIME annotates the title, the date line and the four sentences after them.
ANNOTATED = 6


@dataclass(frozen=True)
class Gold:
    start: int
    end: int
    kind: str
    value: str


@dataclass(frozen=True)
class Article:
    name: str
    text: str
    sentences: tuple[Sentence, ...]
    created: str | None
    gold: tuple[Gold, ...]


def first_byte(name: str) -> int:
    return hashlib.sha256(name.encode()).digest()[0]


def articles(folder: Path) -> Iterator[Article]:
    for path in sorted(folder.glob("*/*.xml")):
        yield article(path.name, ElementTree.parse(path).getroot())


def article(name: str, root: ElementTree.Element) -> Article:
    """Tokens joined by spaces; a quote mark or apostrophe keeps to the word that it came with."""
    text, spans, bounds, last = "", {}, {}, None
    for token in root.findall("token"):
        number = int(token.get("sentence", "0"))
        if number >= ANNOTATED:
            break
        text += "\n" if number != last and text else ""
        text += " " if number == last and not text.endswith("'") else ""
        start = len(text)
        text += token.text or ""
        spans[token.get("t_id")] = (start, len(text))
        bounds[number] = (bounds.get(number, (start, 0))[0], len(text))
        last = number
    gold, created = [], None
    for timex in root.iter("TIMEX3"):
        anchors = [spans[ref] for one in timex.findall("token_anchor") if (ref := one.get("t_id")) in spans]
        if timex.get("functionInDocument") == "CREATION_TIME":
            created = timex.get("value")
        if anchors:
            gold.append(Gold(anchors[0][0], anchors[-1][1], timex.get("type", ""), timex.get("value", "")))
    sentences = tuple(Sentence(start, end, 0) for _, (start, end) in sorted(bounds.items()))
    return Article(name, text, sentences, created, tuple(gold))


def f1(right: int, found: int, gold: int) -> str:
    precision, recall = right / max(1, found), right / max(1, gold)
    score = 2 * precision * recall / max(1e-9, precision + recall)
    return f"P {precision:.3f} R {recall:.3f} F1 {score:.3f}"


def measure_meantime(folder: Path, part: str, misses: bool) -> None:
    right = relaxed = valued = found_all = gold_all = 0
    for one in articles(folder):
        if part != "all" and (first_byte(one.name) % 2 == 0) != (part == "tune"):
            continue
        found = find_times(
            one.text, one.sentences, Published(one.created, "metadata" if one.created else "none")
        )
        spans = {(when.start, when.end): when for when in found}
        found_all, gold_all = found_all + len(found), gold_all + len(one.gold)
        for gold in one.gold:
            when = spans.get((gold.start, gold.end))
            right += when is not None
            relaxed += any(other.start < gold.end and gold.start < other.end for other in found)
            same = when is not None and when.value == gold.value
            valued += same
            if misses and not same:
                said = f"{when.timex_type} {when.value}" if when else "-"
                context = one.text[max(0, gold.start - 50) : gold.end + 30].replace("\n", " | ")
                words = one.text[gold.start : gold.end]
                print(f"  {gold.kind} {gold.value} <> {said}  [{words}]  {context}  ({one.created})")
        if misses:
            spurious(one, found)
    print(f"MEANTIME {part}: {gold_all} expressions, {found_all} found")
    print(f"  strict  {f1(right, found_all, gold_all)}")
    print(f"  relaxed {f1(relaxed, found_all, gold_all)}")
    print(f"  value   {f1(valued, found_all, gold_all)}")


def spurious(one: Article, found: tuple[When, ...]) -> None:
    known = {(gold.start, gold.end) for gold in one.gold}
    for when in found:
        if (when.start, when.end) not in known:
            context = one.text[max(0, when.start - 40) : when.end + 30].replace("\n", " | ")
            print(f"  + {when.timex_type} {when.value} [{one.text[when.start : when.end]}]  {context}")


def measure_corpus(folder: Path, part: str, misses: bool) -> None:
    """Of the events whose date is quoted: the share whose bounds a found time gives."""
    right: dict[str, list[int]] = {}
    for path in sorted(folder.glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            if "text" not in row or (part != "all" and (first_byte(row["id"]) < 0xCC) != (part == "tune")):
                continue
            text = row["text"]
            found = find_times(
                text, split(text, [Passage(Zone.BODY, 0, len(text))]), Published(row["published"])
            )
            seen = set()
            for event in row["events"]:
                key = (event["date_quote"], event["date_start"], event["date_end"])
                if not event["date_quote"] or key in seen or not (event["date_start"] or event["date_end"]):
                    continue
                seen.add(key)
                start = nth(text, event["date_quote"], event.get("date_quote_nth") or 1)
                inside = [w for w in found if w.start < start + len(event["date_quote"]) and start < w.end]
                good = [max((agrees(w, event) for w in inside), default=0)]
                right.setdefault(event["date_basis"], []).append(good[0])
                if misses and good[0] < 2:
                    said = [(text[w.start : w.end], w.begin, w.end_date) for w in inside]
                    print(f"  {row['id']} {row['published']} [{key[0]}] {key[1]}/{key[2]} <> {said}")
    right["all"] = [one for scores in right.values() for one in scores]
    for basis, scores in sorted(right.items()):
        same, near = (sum(one >= least for one in scores) / max(1, len(scores)) for least in (2, 1))
        print(f"corpus {part} {basis}: {len(scores)}, same {same:.3f}, agreeing {near:.3f}")


def agrees(when: When, event: dict[str, str | None]) -> int:
    """2 for the same bounds, 1 where the stated ones fall together as far as both are precise."""
    begin, end = event["date_start"], event["date_end"]
    if (when.begin, when.end_date) == (begin, end):
        return 2
    both = [(one, other) for one, other in ((when.begin, begin), (when.end_date, end)) if one and other]
    return int(bool(both) and all(one.startswith(other) or other.startswith(one) for one, other in both))


def nth(text: str, quote: str, number: int) -> int:
    start = -1
    for _ in range(number):
        start = text.find(quote, start + 1)
    return start


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("data", type=Path)
    parser.add_argument("--corpus", type=Path)
    parser.add_argument("--misses", action="store_true")
    parser.add_argument("--part", choices=["tune", "report", "all"], default="all")
    options = parser.parse_args()
    measure_meantime(options.data / "meantime" / "intra-doc_annotation", options.part, options.misses)
    if options.corpus:
        measure_corpus(options.corpus, options.part, options.misses)


if __name__ == "__main__":
    main()
