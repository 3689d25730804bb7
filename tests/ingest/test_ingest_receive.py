import json
from pathlib import Path

import pytest
from ingest_files import ARTICLE, PARAGRAPHS, article_page, docx, page, pdf

from detente.ingest import Source, document_from_text, receive
from detente.ingest.language import language_of
from detente.terms import Document, Published, Zone

SEEDS = Path(__file__).parents[2].parent / "shared" / "seeds"


def document(data: bytes, name: str, **options: str) -> Document:
    received = receive(Source(data, name, name), **options)
    assert isinstance(received, Document), received
    return received


def body(received: Document) -> list[str]:
    return [received.text[p.start : p.end] for p in received.passages if p.zone is Zone.BODY]


def test_a_docx_gives_its_paragraphs() -> None:
    received = document(docx(), "a.docx")
    assert received.text == ARTICLE
    assert body(received) == [ARTICLE]


def test_a_pdf_gives_paragraphs_joined_across_lines_without_the_page_number() -> None:
    lines = [
        (72, 760, "Border quarrel ends in Brussels"),
        (72, 730, "Serbia recalled its ambassador from Skopje on 3 March 2021 after a quarrel over"),
        (72, 716, "a border post near Presevo, the foreign ministry in Belgrade said on the same day."),
        (72, 688, "The two prime ministers met in Brussels a week later and agreed to license lorry"),
        (72, 674, "drivers of each other."),
        (300, 40, "1"),
    ]
    received = document(pdf(lines), "a.pdf")
    assert received.title == "Border quarrel ends in Brussels"
    heading, first, second = received.text.split("\n\n")
    assert heading == received.title
    assert first == f"{lines[1][2]} {lines[2][2]}"
    assert second == f"{lines[3][2]} {lines[4][2]}"


def test_a_page_gives_article_metadata_captions_and_comments() -> None:
    head = (
        "<title>Border quarrel ends in Brussels | Balkan Desk</title>"
        "<meta property='article:published_time' content='2021-03-12T10:00:00Z'>"
        "<meta name='author' content='Mira Kovač and Jon Doe'>"
        "<link rel='canonical' href='https://desk.example/border'>"
    )
    paragraphs = "".join(f"<p>{text}</p>" for text in PARAGRAPHS)
    content = (
        f"<nav><a href='/'>Home</a></nav><article><h1>Border quarrel ends in Brussels</h1>"
        f"<figure><img src='a.jpg'><figcaption>Lorries near Presevo</figcaption></figure>{paragraphs}</article>"
        "<section id='comments' class='comments'><h3>2 comments</h3>"
        "<div class='comment'><p>nonsense, they never agree on anything at all and never will</p></div>"
        "<div class='comment'><p>good for the drivers, who waited for weeks on end</p></div></section>"
    )
    received = document(page(content, head).encode(), "a.html")
    assert received.title == "Border quarrel ends in Brussels"
    assert received.publisher == "Balkan Desk"
    assert received.authors == ("Mira Kovač", "Jon Doe")
    assert received.published == Published("2021-03-12", "metadata")
    assert received.url == "https://desk.example/border"
    assert body(received) == ["\n".join(PARAGRAPHS)]
    assert [p.zone for p in received.passages] == [Zone.TITLE, Zone.BODY, Zone.CAPTION, Zone.COMMENTS]
    comments = received.passages[-1]
    assert received.text[comments.start : comments.end].startswith("2 comments\nnonsense")


def test_a_page_without_an_article_falls_back_to_all_its_text() -> None:
    assert document(page("<div>Serbia recalled its ambassador.</div>").encode(), "a.html").text == (
        "Serbia recalled its ambassador."
    )


def test_linked_data_dates_a_page() -> None:
    data = {
        "@graph": [{"@type": "NewsArticle", "datePublished": "2021-03-12", "author": [{"name": "Mira Kovač"}]}]
    }
    head = f"<script type='application/ld+json'>{json.dumps(data)}</script>"
    received = document(article_page(head).encode(), "a.html")
    assert (received.published, received.authors) == (Published("2021-03-12", "metadata"), ("Mira Kovač",))


def test_a_row_gives_name_and_metadata() -> None:
    row = {
        "id": "kos-7",
        "text": ARTICLE,
        "title": "Quarrel",
        "date": "2021-03",
        "publisher": "Desk",
        "url": "u:1",
    }
    received = receive(Source(json.dumps(row).encode(), "kos-7", "f.jsonl:7", "application/json"))
    assert isinstance(received, Document)
    assert (received.name, received.title, received.publisher, received.url) == (
        "kos-7",
        "Quarrel",
        "Desk",
        "u:1",
    )
    assert received.published == Published("2021-03", "row")
    assert received.text == ARTICLE


def test_windows_text_keeps_offsets_into_what_was_decoded() -> None:
    text = "The “allied” accord\xa0– Baku’s first – was signed in Moscow on Tuesday, officials said.\r\n"
    received = document(text.encode("cp1252"), "a.txt")
    assert received.text == text
    assert received.encoding == "cp1252"


def test_the_same_bytes_are_one_document_whatever_their_name() -> None:
    assert document(ARTICLE.encode(), "a.txt").id == document(ARTICLE.encode(), "b.md").id


def test_a_header_of_fields_and_a_front_matter() -> None:
    fields = "Title: Quarrel over lorries\nAuthor: Mira Kovač\nDate: 12 March 2021\nSource: Balkan Desk\n"
    for header in (fields + "\n", f"---\n{fields}layout: post\n---\n\n"):
        received = document((header + ARTICLE).encode(), "a.md")
        assert (received.title, received.publisher) == ("Quarrel over lorries", "Balkan Desk")
        assert received.authors == ("Mira Kovač",)
        assert received.published == Published("2021-03-12", "metadata")
        assert body(received) == [ARTICLE]


@pytest.mark.parametrize(
    ("top", "published"),
    [
        ("Quarrel over lorries\n\n25.02.2025\n\n", Published("2025-02-25", "dateline")),
        (
            "Wednesday, 12 March 2003\n\nBy Ana Ilić (3/12/2003 issue of the Desk)\n\n",
            Published("2003-03-12", "dateline"),
        ),
        ("By Ana Ilić (13/2/2003 issue of the Desk)\n\n", Published("2003-02-13", "byline")),
        ("02/10/2021\n\n", Published("2021", "dateline", "2021-02-10", "2021-10-02")),
        ("", Published("2024-05", "option")),
    ],
)
def test_how_the_publication_date_is_known(top: str, published: Published) -> None:
    text = f"{top}Serbia recalled its ambassador from Skopje after a quarrel over a border post near Presevo."
    assert document(text.encode(), "a.txt", published="2024-05").published == published


@pytest.mark.parametrize(
    ("text", "published"),
    [
        (
            "Trade reached $3 billion in 2019, and a pact was signed in May 2021.",
            Published(None, "text", "2021-05-01"),
        ),
        ("The pact was signed on 4 May 2021. It will expire in 2031.", Published(None, "text", "2021-05-04")),
        (
            "Baku bought jets in May 2023 (Milliyet, May 10), it said.",
            Published("2023", "inferred", "2023-05-10"),
        ),
        (
            "Trade turnover in 2024 amounted to $4 billion. It fell late last year. On June 27 two men died.",
            Published("2025", "inferred", "2025-06-27"),
        ),
        (
            "In December 1981 the generals struck. On 13 December flights stopped.",
            Published(None, "text", "1981-12-01"),
        ),
        ("The two sides met on Monday.", Published()),
    ],
)
def test_bounds_from_the_text(text: str, published: Published) -> None:
    assert document_from_text(text).published == published


def test_what_a_caller_gives_wins_over_the_text() -> None:
    received = document_from_text(
        f"Quarrel over lorries\n\n{ARTICLE}", name="x", title="T", publisher="P", url="u:2"
    )
    assert (received.name, received.title, received.publisher, received.url) == ("x", "T", "P", "u:2")
    assert document_from_text("a\ud800b").text == "a\ufffdb"
    assert document_from_text(" \n").passages == ()


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (ARTICLE, "en"),
        ("Президент Азербайджана прибыл в Москву на переговоры с российским коллегой.", "ru"),
        ("Azərbaycan Prezidenti İlham Əliyev Moskvada rusiyalı həmkarı ilə görüşüb.", "az"),
        ("Le ministre français des Affaires étrangères a rencontré son homologue à Belgrade.", "fr"),
        ("Հայաստանի վարչապետը ժամանել է Թբիլիսի պաշտոնական այցով։", "hy"),
        ("Serbia expels envoy", None),
        ("12345", None),
    ],
)
def test_the_language_is_told(text: str, language: str | None) -> None:
    assert language_of(text) == language


@pytest.mark.parametrize(
    ("head", "publisher", "authors"),
    [
        ("By Ana Ilić\nDanube Ledger, 14 December 2018", "Danube Ledger", ("Ana Ilić",)),
        ("The Lotus Quarterly\n14 December 2018", "The Lotus Quarterly", ()),
        ("Publication: Balkan Monitor Volume: 3 Issue: 7\n14 December 2018", "Balkan Monitor", ()),
        ("Belgrade, 14 December 2018\nBy Ana Ilić and Jon Doe", None, ("Ana Ilić", "Jon Doe")),
        ("Posted on December 14, 2018 by Ana Ilić", None, ("Ana Ilić",)),
    ],
)
def test_who_published_and_who_wrote(head: str, publisher: str | None, authors: tuple[str, ...]) -> None:
    received = document_from_text(f"A quarrel over lorries\n{head}\n\n{ARTICLE}")
    assert (received.title, received.publisher, received.authors) == (
        "A quarrel over lorries",
        publisher,
        authors,
    )
    assert received.published == Published("2018-12-14", "dateline")
    assert body(received) == [ARTICLE]


SEED_METADATA = {
    "000": (
        "Azerbaijan Is Drifting Away From Russia, and Moscow Has Only Itself to Blame",
        "Eurasia Daily Monitor",
        (),
    ),
    "001": (
        "Russia-Azerbaijan Tensions: A Temporary Rift or a Long-Term Shift?",
        "CivilNet",
        ("Eduard Arakelyan",),
    ),
    "002": (None, "CACI Analyst", ("Gulnara Ismailova",)),
    "003": (
        "Putin’s War in Ukraine Is Putting Azerbaijan in a Bind",
        "World Politics Review",
        ("Fuad Shahbazov",),
    ),
    "004": (None, None, ()),
}
SEED_DATES = {
    "000": Published("2023", "inferred", "2023-05-28"),
    "001": Published("2025-02-25", "dateline"),
    "002": Published("2003-03-12", "dateline"),
    "003": Published("2022", "inferred", "2022-02-22"),
    "004": Published("2025", "inferred", "2025-07-01"),
}


@pytest.mark.skipif(not SEEDS.is_dir(), reason="the seed articles are not beside this checkout")
@pytest.mark.parametrize("seed", sorted(SEED_DATES))
def test_the_seed_articles_metadata(seed: str) -> None:
    (path,) = SEEDS.glob(f"{seed}_*.txt")
    received = document(path.read_bytes(), path.name)
    assert (received.title, received.publisher, received.authors) == SEED_METADATA[seed]
    assert received.published == SEED_DATES[seed]
    assert received.language == "en"
