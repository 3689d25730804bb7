import random

from detente.ingest import document_from_text, likenesses
from detente.terms import Document

WORDS = [
    f"{a}{b}"
    for a in ("ba", "ko", "ri", "su", "te", "mo", "ga")
    for b in ("lan", "ver", "dos", "mik", "tor", "nel")
]


def prose(seed: int, sentences: int) -> list[str]:
    chooser = random.Random(seed)
    return [" ".join(chooser.choices(WORDS, k=18)).capitalize() + "." for _ in range(sentences)]


def doc(sentences: list[str], name: str) -> Document:
    return document_from_text(" ".join(sentences), name=name)


def test_reprint_shortened_and_edited_copies_are_found_and_nothing_else() -> None:
    article, other = prose(1, 20), prose(2, 20)
    original = doc(article, "original")
    reprint = doc([*article, "Reprinted with thanks to the agency, which holds the rights to it."], "reprint")
    shortened = doc(article[:5], "shortened")
    edited = doc(prose(3, 12) + article[:9], "edited")
    documents = [original, reprint, shortened, edited, doc(other, "other")]
    names = {document.id: document.name for document in documents}
    found = {(names[like.first], names[like.second]): like.relation for like in likenesses(documents)}
    assert found[("reprint", "original")] == "reprint"
    assert found[("original", "shortened")] == "shortened"
    assert found[("edited", "original")] == "edited"
    assert found[("edited", "shortened")] == "shortened"
    assert not [pair for pair in found if "other" in pair]


def test_the_order_of_documents_does_not_matter_and_equal_ones_are_one() -> None:
    documents = [doc(prose(n // 2, 10 + n), str(n)) for n in range(6)]
    expected = likenesses(documents)
    assert len(expected) == 3
    assert likenesses([*reversed(documents), documents[0]]) == expected


def test_figures_are_exact() -> None:
    article = prose(5, 10)
    (like,) = likenesses([doc(article, "a"), doc(article[:5], "b")])
    assert (like.containment, like.resemblance) == (1.0, round((5 * 18 - 3) / (10 * 18 - 3), 4))


def test_texts_too_short_to_compare_are_left() -> None:
    assert likenesses([document_from_text("Serbia met Croatia.", name=name) for name in "ab"]) == []
    assert likenesses([]) == []
