import io
import os
import signal
from dataclasses import replace

import pytest

import detente
from detente.errors import UsageError
from detente.ingest import Source
from detente.pipeline import Settings, code_source
from detente.record import Dossier
from detente.scale import Coding, _Crew, add, code_paths
from detente.terms import Reason, as_line

ARTICLES = {
    "one.txt": "Azerbaijan and Russia signed an agreement on gas transit on Monday.\n\n"
    "Trade between the two countries grew by 17 percent in 2024, President Ilham Aliyev said.",
    "two.txt": "Turkey expelled three Greek diplomats on 3 May 2021, the foreign ministry said in Ankara.\n\n"
    "Greece accused Turkey of violating its airspace.",
    "three.txt": "Pakistan and India exchanged fire across the border on 10 May 2020, killing two soldiers.",
    "leer.txt": "",
    "bild.txt": "\0\1\2\3" * 50,
}


@pytest.fixture
def folder(tmp_path):
    folder = tmp_path / "in"
    folder.mkdir()
    for name, text in ARTICLES.items():
        (folder / name).write_text(text)
    return folder


def lines(coded):
    return [[as_line(finding) for finding in one.findings] for one in coded]


def test_one_and_two_processes_give_the_same_in_the_same_order(folder):
    alone = list(code_paths([folder], workers=1))
    assert list(code_paths([folder], workers=2)) == alone
    names = [one.document.name if one.document else one.rejected.reason for one in alone]
    assert sorted(names) == ["binary", "empty", "one.txt", "three.txt", "two.txt"]


def test_shuffled_paths_give_the_same(folder):
    paths = [folder / name for name in ARTICLES]
    assert list(code_paths(paths)) == list(code_paths(reversed(paths)))


def test_the_same_bytes_are_coded_once(folder):
    (folder / "zwei.txt").write_text(ARTICLES["two.txt"])
    documents = [one.document.name for one in code_paths([folder]) if one.document]
    assert documents == ["one.txt", "three.txt", "two.txt"]


def test_what_does_not_exist_comes_with_its_reason(tmp_path):
    (one,) = code_paths([tmp_path / "gone.txt"])
    assert one.rejected.reason == Reason.NOT_FOUND


def test_standard_input_is_a_source():
    (one,) = code_paths(["-"], stdin=io.BytesIO(ARTICLES["two.txt"].encode()))
    assert one.document.text == ARTICLES["two.txt"]


def test_the_published_option_dates_what_carries_no_date(folder):
    settings = Settings(published="2020-05-12")
    dated = {
        one.document.name: (one.document.published.value, one.document.published.basis)
        for one in code_paths([folder], settings=settings)
        if one.document
    }
    assert dated["three.txt"] == ("2020-05-12", "option")


def test_a_dossier_has_the_same_identity_for_any_workers_and_order(folder, tmp_path):
    identities = set()
    for number, (workers, order) in enumerate([(1, 1), (2, -1)]):
        with Dossier.create(tmp_path / str(number)) as dossier:
            for name in list(ARTICLES)[::order]:
                add(dossier, [folder / name], workers=workers)
            identities.add(dossier.canonical())
            assert detente.verify(dossier).problems == ()
    assert len(identities) == 1


def test_a_dossier_remembers_its_settings(folder, tmp_path):
    rows = tmp_path / "names.tsv"
    rows.write_text("surface\tkind\tcountry\tsector\tname\nRuritania\tstate\tRUR\t\tRuritania\n")
    with Dossier.create(tmp_path / "dossier") as dossier:
        add(dossier, [folder], settings=Settings(dictionaries=(str(rows),), ontology="crosswalk"))
        again = add(dossier, [folder])
        assert (again.new, again.coded) == (0, 0)
        detente.rebuild(dossier, workers=2)
        assert detente.verify(dossier).clean


def test_no_worker_is_a_usage_error(folder):
    with pytest.raises(UsageError, match="0 workers"):
        list(code_paths([folder], workers=0))


def test_an_ended_worker_costs_no_result():
    settings = Settings()
    sources = [Source(text.encode(), name, name) for name, text in ARTICLES.items()]
    crew = _Crew(settings, 2)
    try:
        for source in sources:
            crew.hand_out((source, None))
        os.kill(next(iter(crew._pool._processes)), signal.SIGKILL)
        found = [crew.take_back() for _ in sources]
    finally:
        crew.dismiss()
    assert found == [code_source(replace(source, hints={}), settings) for source in sources]


def test_results_come_while_sources_are_still_taken(folder):
    taken = []

    def tasks():
        for number in range(40):
            taken.append(number)
            yield Source(f"{ARTICLES['two.txt']} {number}".encode(), f"{number}.txt", f"{number}.txt"), None

    results = Coding(Settings(), 2)(tasks())
    next(results)
    assert len(taken) == 8
    results.close()
