import pytest
from record_lines import LineCoder, same_first_line

from detente.ingest.sources import Source
from detente.record import Dossier, store


@pytest.fixture
def coder() -> LineCoder:
    return LineCoder()


@pytest.fixture(autouse=True)
def _likenesses(monkeypatch):
    monkeypatch.setattr(store, "likenesses", same_first_line)


@pytest.fixture
def dossier(tmp_path):
    with Dossier.create(tmp_path / "dossier", subject="Azerbaijan — Russia") as dossier:
        yield dossier


@pytest.fixture
def source():
    def make(name: str, text: str | bytes, folder: str = "in") -> Source:
        data = text.encode() if isinstance(text, str) else text
        return Source(data, name, f"{folder}/{name}")

    return make
