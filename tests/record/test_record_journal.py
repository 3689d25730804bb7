import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.errors import DossierError, VerificationError
from detente.record import disk, journal


@pytest.fixture
def path(tmp_path):
    return tmp_path / "journal.jsonl"


def filled(path, count=3):
    return journal.append(path, journal.read(path), [{"kind": "note", "n": n} for n in range(count)])


def test_an_absent_journal_is_an_empty_one(path):
    assert journal.read(path) == journal.Journal((), 0)
    assert journal.append(path, journal.read(path), []) == journal.Journal((), 0)
    assert not path.exists()


def test_what_was_appended_is_read_again(path):
    written = filled(path)
    again = journal.read(path)
    assert again == written
    assert [entry["n"] for entry in again.entries] == [0, 1, 2]
    assert again.entries[0]["prev"] == journal.START
    assert again.head == again.entries[2]["hash"]
    assert again.size == path.stat().st_size


@pytest.mark.parametrize("cut", [1, 2, 40, 100])
def test_a_torn_last_line_is_left_out_and_overwritten(path, cut):
    filled(path)
    path.write_bytes(path.read_bytes()[:-cut])
    torn = journal.read(path)
    assert [entry["n"] for entry in torn.entries] == [0, 1]
    journal.append(path, torn, [{"kind": "note", "n": "new"}])
    assert [entry["n"] for entry in journal.read(path).entries] == [0, 1, "new"]


# A journal without its last line is a shorter journal, and no change that can be seen.
@pytest.mark.parametrize(
    ("line", "change"),
    [
        (line, change)
        for line in range(3)
        for change in ("value", "swap", "gone", "garbage")
        if (line, change) != (2, "gone")
    ],
)
def test_any_other_change_is_seen(path, line, change):
    filled(path)
    lines = path.read_bytes().splitlines(keepends=True)
    if change == "value":
        entry = json.loads(lines[line])
        entry["n"] = 7
        lines[line] = json.dumps(entry, separators=(",", ":")).encode() + b"\n"
    elif change == "swap":
        lines[line], lines[line - 1] = lines[line - 1], lines[line]
    elif change == "gone":
        del lines[line]
    else:
        lines[line] = b"{}\n"
    path.write_bytes(b"".join(lines))
    with pytest.raises(VerificationError, match="chain is broken here"):
        journal.read(path)


@given(st.dictionaries(st.text(max_size=5), st.text(max_size=20) | st.integers() | st.none(), max_size=4))
def test_any_words_are_kept(tmp_path_factory, content):
    path = tmp_path_factory.mktemp("journal") / "journal.jsonl"
    kept = {f"x{name}": value for name, value in content.items()}
    journal.append(path, journal.read(path), [kept])
    (entry,) = journal.read(path).entries
    assert {name: entry[name] for name in kept} == kept


def test_a_write_is_whole_or_leaves_the_old_file(tmp_path, monkeypatch):
    target = tmp_path / "file"
    disk.write(target, b"old")

    def full(descriptor):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(DossierError, match="file: the disk is full; free some space"):
        disk.write(target, b"new")
    assert target.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [target]


def test_the_remains_of_killed_writes_are_swept(tmp_path):
    (tmp_path / ".file.123.part").write_bytes(b"half")
    (tmp_path / "kept").write_bytes(b"whole")
    disk.sweep(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["kept"]
