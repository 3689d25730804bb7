from pathlib import Path

from detente.ingest import close_workers, discover, likenesses, receive_guarded
from detente.terms import Document, Zone

ARTICLES = Path(__file__).parents[2] / "examples" / "articles"
EXPECTED = {
    "galwan-clash-2020.txt": ("Himal Wire", "2020-06-17"),
    "galwan-toll-2021.html": ("Steppe and Ocean Review", "2021-02-22"),
    "patrols-2024.docx": ("Himal Review", "2024-10-25"),
    "thaw-2025.pdf": ("The Lotus Quarterly", "2025-09-04"),
    "banjska-2023.html": ("Danube Ledger", "2023-10-05"),
    "brussels-2013.txt": ("Sava Wire", "2013-04-23"),
    "plates-2022.txt": ("Ibar Bulletin", "2022-11-24"),
    "tariffs-2018.docx": ("Danube Ledger", "2018-12-14"),
    "declaration-2015.txt": ("White Nile Gazette", "2015-03-26"),
    "inauguration-2025-agency.txt": ("Rift Press", "2025-09-10"),
    "inauguration-2025.pdf": ("Lake Tana Post", "2025-09-10"),
    "second-filling-2021.html": ("Upper Nile Dispatch", "2021-07-09"),
    "talks-end-2023.txt": ("Delta Observer", "2023-12-20"),
}


def test_the_example_corpus_is_received_whole() -> None:
    documents = [receive_guarded(found) for found in discover([ARTICLES])]
    close_workers()
    received = [document for document in documents if isinstance(document, Document)]
    assert {d.name: (d.publisher, d.published.value) for d in received} == EXPECTED
    assert len(received) == len(documents)
    names = {document.id: document.name for document in received}
    assert [(names[like.first], names[like.second], like.relation) for like in likenesses(received)] == [
        ("inauguration-2025.pdf", "inauguration-2025-agency.txt", "shortened")
    ]
    body = "\n".join(d.text[p.start : p.end] for d in received for p in d.passages if p.zone is Zone.BODY)
    assert len(body) > 25_000
    for noise in ("bomb the bridge", "march to lhasa", "Photo:", "Sign up", "Read more", "First published"):
        assert noise not in body
