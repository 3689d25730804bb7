"""Every bad input gives one line that says what, where and what to do, and a reason from the closed list."""

from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

import pytest
from ingest_files import ARTICLE, article_page, docx, locked_pdf, page, pdf, zipped

from detente.ingest import Limits, Source, close_workers, receive, receive_guarded
from detente.terms import Document, Reason, Rejected


@pytest.fixture(scope="module", autouse=True)
def _no_worker_is_left() -> Iterator[None]:
    yield
    close_workers()


def many_attributes() -> bytes:
    return page(f"<p {' '.join(f'a{n}=1' for n in range(40_000))}>x</p>").encode()


BAD = {
    "empty.txt": (b" \r\n", Reason.EMPTY),
    "image.txt": (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" * 9, Reason.BINARY),
    "data.csv": (b"a,b\n1,2\n", Reason.UNSUPPORTED_FORMAT),
    "other.xml": (b"<?xml version='1.0'?><data/>", Reason.UNSUPPORTED_FORMAT),
    "locked.pdf": (locked_pdf(), Reason.ENCRYPTED),
    "cut.pdf": (pdf([(72, 700, "Serbia")])[:300], Reason.CORRUPT),
    "scan.pdf": (pdf([]), Reason.NO_TEXT),
    "cut.docx": (docx()[:700], Reason.CORRUPT),
    "not.docx": (zipped({"[Content_Types].xml": "<Types/>", "word/document.xml": "<w"}), Reason.CORRUPT),
    "old.docx": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), Reason.ENCRYPTED),
    "bomb.docx": (
        zipped({"[Content_Types].xml": "", "word/document.xml": b" " * 90_000_000}),
        Reason.TOO_LARGE,
    ),
    "attributes.html": (many_attributes(), Reason.TOO_COMPLEX),
    "deep.html": (page("<div>" * 20_000).encode(), Reason.TOO_COMPLEX),
    "blank.html": (page("<script>var a = 1;</script>").encode(), Reason.NO_TEXT),
    "line.txt": (b"a" * 50_000_000, Reason.TOO_LARGE),
    "torn.txt": (b"\xff\xfea", Reason.ENCODING),
}


@pytest.mark.parametrize("name", sorted(BAD))
def test_bad_input_is_rejected_with_its_reason(name: str) -> None:
    data, reason = BAD[name]
    rejected = receive_guarded(Source(data, name, f"in/{name}"))
    assert isinstance(rejected, Rejected)
    assert rejected.reason is reason
    assert rejected.message.startswith(f"in/{name}: ")
    assert "\n" not in rejected.message
    assert rejected.id is not None


def test_a_lying_suffix_is_seen_through() -> None:
    received = receive_guarded(Source(docx(), "a.txt", "a.txt"))
    assert isinstance(received, Document)
    assert received.text == ARTICLE


def test_an_unsupported_language_is_kept_and_named() -> None:
    text = "Президент Азербайджана прибыл в Москву на переговоры с российским коллегой, сообщило агентство."
    received = receive(Source(text.encode("cp1251"), "a.txt", "a.txt"))
    assert isinstance(received, Document)
    assert (received.language, received.encoding) == ("ru", "cp1251")


def test_the_worker_answers_as_the_parser_in_this_process_does() -> None:
    for data, name in (
        (article_page().encode(), "a.html"),
        (docx(), "a.docx"),
        (pdf([(72, 700, ARTICLE[:90])]), "a.pdf"),
    ):
        source = Source(data, name, name)
        assert receive_guarded(source, published="2021") == receive(source, published="2021")


def test_a_worker_stopped_for_time_or_memory_is_replaced() -> None:
    source = Source(
        page("<article>" + f"<p>{ARTICLE}</p>" * 4000 + "</article>").encode(), "long.html", "long.html"
    )
    late = receive_guarded(source, limits=Limits(seconds=0))
    assert isinstance(late, Rejected)
    assert (late.reason, late.id) == (Reason.TIME_LIMIT, source.id)
    big = receive_guarded(source, limits=Limits(memory=150 << 20))
    assert isinstance(big, Rejected)
    assert big.reason in {Reason.MEMORY_LIMIT, Reason.CORRUPT}
    assert isinstance(receive_guarded(Source(article_page().encode(), "a.html", "a.html")), Document)


def _title(data: bytes) -> str | None:
    received = receive_guarded(Source(data, "a.html", "a.html"))
    close_workers()
    return received.title if isinstance(received, Document) else received.message


def test_the_guard_works_inside_a_pool_of_processes() -> None:
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        assert list(pool.map(_title, [article_page().encode()])) == ["Border quarrel ends in Brussels"]
