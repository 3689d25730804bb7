import codecs

import pytest

from detente.errors import IngestError
from detente.ingest.decode import declared_in_markup, decode

RUSSIAN = (
    "Президент Азербайджана прибыл в Москву. Стороны подписали соглашение о сотрудничестве в военной сфере."
)
QUOTED = "The “allied” accord – Aliyev’s\xa0first – was signed.\r\nNew line.\n"


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (QUOTED.encode(), "utf-8"),
        (codecs.BOM_UTF8 + QUOTED.encode(), "utf-8-sig"),
        (QUOTED.encode("utf-16"), "utf-16"),
        (QUOTED.encode("utf-16-le"), "utf-16-le"),
        (QUOTED.encode("utf-16-be"), "utf-16-be"),
        (QUOTED.encode("cp1252"), "cp1252"),
    ],
)
def test_text_survives_with_its_line_ends_spaces_and_quotes(data: bytes, encoding: str) -> None:
    decoded = decode(data)
    assert (decoded.text, decoded.encoding) == (QUOTED, encoding)


@pytest.mark.parametrize("encoding", ["cp1251", "koi8_r"])
def test_cyrillic_code_pages_are_told_apart(encoding: str) -> None:
    assert decode((RUSSIAN * 5).encode(encoding)).text == RUSSIAN * 5


def test_english_with_accents_is_windows_1252_even_beside_a_few_cyrillic_looking_bytes() -> None:
    text = "Erdoğan’s aide, Mr Çelik, met Señor Peña in Bogotá".replace("ğ", "g")
    assert decode(text.encode("cp1252")).text == text


def test_lone_surrogates_become_replacement_characters_one_for_one() -> None:
    assert decode("a\ud800b".encode("utf-8", "surrogatepass")).text == "a\ufffdb"
    assert decode(codecs.BOM_UTF16_LE + b"a\0\x00\xd8b\0").text == "a\ufffdb"


@pytest.mark.parametrize("data", [b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", bytes(range(256)) * 4])
def test_binary_data_is_refused(data: bytes) -> None:
    with pytest.raises(IngestError) as caught:
        decode(data)
    assert caught.value.reason == "binary"


def test_a_truncated_utf16_file_is_refused_as_such() -> None:
    with pytest.raises(IngestError) as caught:
        decode(codecs.BOM_UTF16_LE + b"a")
    assert caught.value.reason == "encoding"


def test_the_declared_encoding_is_believed_where_it_fits() -> None:
    page = f"<html><head><meta charset='windows-1251'></head><body>{RUSSIAN}</body></html>".encode("cp1251")
    assert declared_in_markup(page) == "windows-1251"
    assert RUSSIAN in decode(page, "windows-1251").text
    assert decode("é".encode(), "no-such-codec").text == "é"
    assert decode(b"caf\xe9", "latin-1").encoding == "cp1252"
