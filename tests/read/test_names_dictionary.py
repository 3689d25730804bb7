"""Dictionaries: format, errors, extension."""

from pathlib import Path

import pytest

from detente.errors import DictionaryError
from detente.read.names import Gazetteer
from detente.read.names.dictionary import BUILT_IN, built_in, rows_of
from detente.read.names.tokens import fits_case, fold, key_of
from detente.terms import Published, Sentence

HEADER = "surface\tkind\tcountry\tsector\tname\tfrom\tto\tflags\n"
MEMBERS = """
    AFG AGO ALB AND ARE ARG ARM ATG AUS AUT AZE BDI BEL BEN BFA BGD BGR BHR BHS BIH BLR BLZ BOL BRA BRB BRN
    BTN BWA CAF CAN CHE CHL CHN CIV CMR COD COG COL COM CPV CRI CUB CYP CZE DEU DJI DMA DNK DOM DZA ECU EGY
    ERI ESP EST ETH FIN FJI FRA FSM GAB GBR GEO GHA GIN GMB GNB GNQ GRC GRD GTM GUY HND HRV HTI HUN IDN IND
    IRL IRN IRQ ISL ISR ITA JAM JOR JPN KAZ KEN KGZ KHM KIR KNA KOR KWT LAO LBN LBR LBY LCA LIE LKA LSO LTU
    LUX LVA MAR MCO MDA MDG MDV MEX MHL MKD MLI MLT MMR MNE MNG MOZ MRT MUS MWI MYS NAM NER NGA NIC NLD NOR
    NPL NRU NZL OMN PAK PAN PER PHL PLW PNG POL PRK PRT PRY QAT ROU RUS RWA SAU SDN SEN SGP SLB SLE SLV SMR
    SOM SRB SSD STP SUR SVK SVN SWE SWZ SYC SYR TCD TGO THA TJK TKM TLS TON TTO TUN TUR TUV TZA UGA UKR URY
    USA UZB VCT VEN VNM VUT WSM YEM ZAF ZMB ZWE
"""


def load(tmp_path: Path, rows: str, header: str = HEADER) -> Gazetteer:
    path = tmp_path / "mine.tsv"
    path.write_text(header + rows, encoding="utf-8")
    return Gazetteer.load([path])


def countries(gazetteer: Gazetteer, text: str, published: str | None = None) -> list[tuple[str, str | None]]:
    found = gazetteer.find(text, (Sentence(0, len(text), 0),), Published(published))
    return [(text[m.start : m.end], m.country) for m in found]


def test_every_member_of_the_united_nations_has_a_name_and_a_capital_or_demonym() -> None:
    rows = [row for _, row in rows_of(built_in("states"), "states.tsv")]
    named = {row.country for row in rows if row.kind == "state"}
    others = {row.country for row in rows if row.kind in ("capital", "demonym")}
    assert len(MEMBERS.split()) == 193
    assert [code for code in MEMBERS.split() if code not in named] == []
    assert [code for code in MEMBERS.split() if code not in others] == []
    assert {"TWN", "PSE", "KOS", "HKG", "VAT"} <= named


@pytest.mark.parametrize("stem", BUILT_IN)
def test_built_in_dictionaries_are_well_formed(stem: str) -> None:
    assert list(rows_of(built_in(stem), stem))


@pytest.mark.parametrize(
    ("rows", "says"),
    [
        ("Northwind\tfirm\tNOR", "mine.tsv:2: no such kind: 'firm'"),
        ("Northwind\tcompany\tNorway", "mine.tsv:2: a code has three capitals, not 'Norway'"),
        ("Northwind\tcompany\tNOR\tBUS\tNorthwind\tMay 2020", "mine.tsv:2: a date is written 2014"),
        ("\n# a note\n...\tcompany\tNOR", "mine.tsv:4: a surface without letters or digits: '...'"),
        ("a\tgroup" + "\t" * 9, "mine.tsv:2: 11 cells, but the header names 8 columns"),
    ],
)
def test_malformed_rows_name_file_and_line(tmp_path: Path, rows: str, says: str) -> None:
    with pytest.raises(DictionaryError) as caught:
        load(tmp_path, rows)
    assert says in str(caught.value)


def test_malformed_headers_and_degrees(tmp_path: Path) -> None:
    with pytest.raises(DictionaryError, match=r"mine\.tsv:1: the header line must name the columns"):
        load(tmp_path, "", "name\tcountry\n")
    with pytest.raises(DictionaryError, match=r"mine\.tsv:1: no such column: 'colour'"):
        load(tmp_path, "", "surface\tkind\tcolour\n")
    with pytest.raises(DictionaryError, match=r"mine\.tsv:2: not degrees: 'north'"):
        load(tmp_path, "Foo\tplace\tnorth\n", "surface\tkind\tlatitude\n")


def test_a_missing_file_is_one_clear_error(tmp_path: Path) -> None:
    with pytest.raises(DictionaryError, match="cannot be read"):
        Gazetteer.load([tmp_path / "none.tsv"])


def test_rows_of_the_user_win(tmp_path: Path) -> None:
    gazetteer = load(tmp_path, "Zorvania|Republic of Zorvania\tstate\tZZZ\tGOV\nKremlin\thidden\n")
    text = "Zorvania and the Republic of Zorvania wrote to the Kremlin."
    assert countries(gazetteer, text) == [("Zorvania", "ZZZ"), ("Republic of Zorvania", "ZZZ")]


def test_a_user_row_keeps_position_and_rule(tmp_path: Path) -> None:
    header = "surface\tkind\tcountry\tlatitude\tlongitude\n"
    gazetteer = load(tmp_path, "Quiet Harbour\tplace\tNZL\t-41.5\t173.25\n", header)
    text = "The ship left Quiet Harbour."
    (mention,) = [m for m in gazetteer.find(text, (Sentence(0, len(text), 0),), Published()) if m.latitude]
    assert (mention.start, mention.end) == (14, 27)
    assert (mention.country, mention.latitude, mention.longitude) == ("NZL", -41.5, 173.25)
    assert mention.rule.endswith("mine.tsv:2")


def test_keys_fold_case_accents_and_joints() -> None:
    assert fold("Çavuşoğlu") == "cavusoglu"
    assert key_of("Port-au-Prince")[0] == key_of("Port au Prince")[0] == "port au prince"
    assert key_of("Sana’a")[0] == key_of("Sana'a")[0]
    assert key_of("U.S.") == ("u.s", ("U", "S"))


def test_capitals_must_fit() -> None:
    assert not fits_case(["US"], ["us"])
    assert not fits_case(["Turkey"], ["turkey"])
    assert not fits_case(["LeT"], ["Let"])
    assert fits_case(["Australia"], ["AUSTRALIA"])
    assert fits_case(["foreign", "minister"], ["Foreign", "Minister"])
