import gzip
import io
import json
import os
from pathlib import Path

import pytest
from ingest_files import ARTICLE, article_page, docx, zipped

from detente.ingest import Limits, Source, discover, receive_guarded
from detente.terms import Document, Reason, Rejected

FEED = f"""<?xml version="1.0"?><rss version="2.0"><channel><title>Balkan Desk</title>
<item><title>Quarrel</title><link>https://desk.example/1</link><guid>desk-1</guid>
<pubDate>Fri, 12 Mar 2021 10:00:00 GMT</pubDate><description>&lt;p&gt;{ARTICLE}&lt;/p&gt;</description></item>
<item><title>Empty</title><link>https://desk.example/2</link></item></channel></rss>"""


def row(identifier: object, text: object = ARTICLE) -> str:
    return json.dumps({"id": identifier, "text": text}) + "\n"


def origins(*paths: Path | str, root: Path, **options: object) -> list[tuple[str, str]]:
    """What was found: origin below `root`, and the name or the reason."""
    return [
        (
            found.origin.replace(f"{root.as_posix()}/", ""),
            found.reason.value if isinstance(found, Rejected) else found.name,
        )
        for found in discover(paths, **options)  # type: ignore[arg-type]
    ]


def test_a_folder_is_walked_in_order_and_each_file_comes_once(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.md", "a/.hidden.txt", ".git/config", "old/dossier.toml", "old/sources/x.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(ARTICLE)
    (tmp_path / "link.txt").symlink_to(tmp_path / "b.txt")
    found = origins(tmp_path / "b.txt", tmp_path, tmp_path / "a" / "z.md", root=tmp_path)
    assert found == [("a/z.md", "z.md"), ("b.txt", "b.txt")]


def test_missing_and_empty_paths_say_so(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    found = list(discover([tmp_path / "none.txt", tmp_path / "empty"]))
    assert [(f.reason, f.message.replace(str(tmp_path), "")) for f in found if isinstance(f, Rejected)] == [
        (Reason.EMPTY, "/empty: is a folder without files; name one that holds articles"),
        (Reason.NOT_FOUND, "/none.txt: does not exist; check the path"),
    ]


def test_a_file_that_may_not_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    locked = tmp_path / "a.txt"
    locked.write_text(ARTICLE)

    def refuse(self: Path, *_: object) -> None:
        raise PermissionError(13, "denied", str(self))

    monkeypatch.setattr(Path, "open", refuse)
    (found,) = discover([locked])
    assert isinstance(found, Rejected)
    assert found.reason is Reason.PERMISSION


def test_a_pipe_is_no_file(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert origins(tmp_path, root=tmp_path) == [("pipe", "unsupported_format")]


def test_rows_have_line_numbers_and_bad_ones_are_named(tmp_path: Path) -> None:
    path = tmp_path / "rows.jsonl"
    lines = [
        row("one"),
        "\n",
        "{broken\n",
        row(""),
        row("two", 7),
        "[1]\n",
        row(3),
        row("four", " "),
        '{"id": "x"',
    ]
    path.write_text("".join(lines))
    assert origins(path, root=tmp_path) == [
        ("rows.jsonl:1", "one"),
        ("rows.jsonl:3", "malformed_row"),
        ("rows.jsonl:4", "malformed_row"),
        ("rows.jsonl:5", "malformed_row"),
        ("rows.jsonl:6", "malformed_row"),
        ("rows.jsonl:7", "3"),
        ("rows.jsonl:8", "empty"),
        ("rows.jsonl:9", "malformed_row"),
    ]


def test_a_row_too_long_is_skipped_and_the_next_is_read(tmp_path: Path) -> None:
    path = tmp_path / "rows.jsonl"
    path.write_text(row("long", "x" * 5000) + row("short", "Serbia met Croatia."))
    assert origins(path, root=tmp_path, limits=Limits(row=1000)) == [
        ("rows.jsonl:1", "too_large"),
        ("rows.jsonl:2", "short"),
    ]


def test_lone_surrogates_in_a_row_become_replacement_characters(tmp_path: Path) -> None:
    path = tmp_path / "rows.jsonl"
    path.write_text('{"id": "s", "text": "Serbia \\ud800 met Croatia."}')
    (source,) = discover([path])
    assert isinstance(source, Source)
    received = receive_guarded(source)
    assert isinstance(received, Document)
    assert received.text == "Serbia \ufffd met Croatia."


def test_a_feed_gives_its_entries(tmp_path: Path) -> None:
    (tmp_path / "desk.xml").write_text(FEED)
    first, second = discover([tmp_path / "desk.xml"])
    assert isinstance(second, Rejected)
    assert (second.reason, second.origin) == (Reason.NO_TEXT, f"{tmp_path.as_posix()}/desk.xml:2")
    assert isinstance(first, Source)
    received = receive_guarded(first)
    assert isinstance(received, Document)
    assert (received.title, received.publisher, received.url) == (
        "Quarrel",
        "Balkan Desk",
        "https://desk.example/1",
    )
    assert (received.published.value, received.published.basis) == ("2021-03-12", "row")
    assert "Serbia recalled its ambassador" in received.text


def crawled(url: str, kind: str, status: str, data: bytes) -> bytes:
    http = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {len(data)}\r\n\r\n".encode() + data
    head = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2021-03-14T00:00:00Z\r\n"
        "WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-000000000001>\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(http)}\r\n\r\n"
    )
    return gzip.compress(head.encode() + http + b"\r\n\r\n", mtime=0)


BORDER = crawled("https://desk.example/border", "text/html; charset=utf-8", "200 OK", article_page().encode())
LOGO = crawled("https://desk.example/logo.png", "image/png", "200 OK", b"\x89PNG")
GONE = crawled("https://desk.example/gone", "text/html", "404 Not Found", article_page().encode())


def test_a_web_archive_gives_its_pages(tmp_path: Path) -> None:
    (tmp_path / "crawl.warc.gz").write_bytes(LOGO + BORDER + GONE)
    (source,) = discover([tmp_path / "crawl.warc.gz"])
    assert isinstance(source, Source)
    assert source.name == "border"
    received = receive_guarded(source)
    assert isinstance(received, Document)
    assert received.url == "https://desk.example/border"
    assert (received.published.not_before, received.published.not_after) == ("2021-03-03", "2021-03-14")


def test_a_web_archive_damaged_or_without_text_says_so(tmp_path: Path) -> None:
    (tmp_path / "bad.warc.gz").write_bytes(BORDER + b"nonsense\r\n")
    (tmp_path / "logo.warc.gz").write_bytes(LOGO)
    assert origins(tmp_path, root=tmp_path) == [
        ("bad.warc.gz!https://desk.example/border", "border"),
        ("bad.warc.gz", "corrupt"),
        ("logo.warc.gz", "empty"),
    ]


def test_an_archive_gives_its_members(tmp_path: Path) -> None:
    inner = zipped(
        {"c.txt": ARTICLE, "deeper.zip": zipped({"d.txt": ARTICLE, "no.zip": zipped({"e.txt": ARTICLE})})}
    )
    files = {
        "b.docx": docx(),
        "a.txt": ARTICLE,
        "__MACOSX/a.txt": "x",
        "rows.jsonl": row("one"),
        "inner.zip": inner,
    }
    (tmp_path / "all.zip").write_bytes(zipped(files))
    assert origins(tmp_path, root=tmp_path) == [
        ("all.zip!a.txt", "a.txt"),
        ("all.zip!b.docx", "b.docx"),
        ("all.zip!inner.zip!c.txt", "c.txt"),
        ("all.zip!inner.zip!deeper.zip", "too_large"),
        ("all.zip!rows.jsonl:1", "one"),
    ]


def test_an_archive_that_unpacks_to_a_thousand_times_its_size_is_a_bomb(tmp_path: Path) -> None:
    (tmp_path / "bomb.zip").write_bytes(zipped({"a.txt": b"0" * 20_000_000, "b.txt": ARTICLE}))
    assert origins(tmp_path, root=tmp_path) == [("bomb.zip!a.txt", "too_large"), ("bomb.zip!b.txt", "b.txt")]


def test_the_total_that_an_archive_unpacks_to_is_capped(tmp_path: Path) -> None:
    (tmp_path / "many.zip").write_bytes(zipped({f"{n}.txt": os.urandom(3000).hex() for n in range(5)}))
    assert origins(tmp_path, root=tmp_path, limits=Limits(archive=13_000)) == [
        ("many.zip!0.txt", "0.txt"),
        ("many.zip!1.txt", "1.txt"),
        ("many.zip", "too_large"),
    ]


def test_standard_input_is_text_or_rows(tmp_path: Path) -> None:
    assert origins("-", root=tmp_path, stdin=io.BytesIO(ARTICLE.encode())) == [("-", "stdin")]
    assert origins("-", root=tmp_path, stdin=io.BytesIO((row("a") + row("b")).encode())) == [
        ("-:1", "a"),
        ("-:2", "b"),
    ]
