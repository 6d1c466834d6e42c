"""meeting.toml: every key read, every fault at its line; and what ships with the program."""

from datetime import date
from pathlib import Path

import pytest

from scoring.errors import HasProblems
from scoring.files.library import find_scheme, sample_meeting, shipped, shown_name
from scoring.files.meetingfile import MEETING_FILE, MeetingFile, read_meeting_file
from scoring.files.schemefile import read_scheme

HEAD = 'title = "x"\nscheme = "hunan-2020"\n'
FULL = """\
title = " 2020年评议会议 "
scheme = "own.toml"
date = "2020-09-01"
place = "会场"
host = "选举任免联络工作委员会"

[paper]
issued = 60
returned = 59

[files]
units = "单位.csv"
officers = "o.XLSX"
deputies = "d.xlsx"
feedback = "f.csv"
ballots = "表决器导出.xlsx"
counts = "c.csv"
given = "g.csv"
"""


def written(text: str, folder: Path) -> MeetingFile:
    (folder / MEETING_FILE).write_text(text, encoding="utf-8")
    return read_meeting_file(folder)


def test_every_key_is_read(tmp_path: Path) -> None:
    file = written(FULL, tmp_path)
    assert file.problems == ()
    notice = file.notice
    assert notice is not None
    assert (notice.title, notice.scheme, notice.names_scheme) == (
        "2020年评议会议",
        "own.toml",
        True,
    )
    assert (notice.date, notice.place, notice.host) == (
        date(2020, 9, 1),
        "会场",
        "选举任免联络工作委员会",
    )
    assert (notice.paper.issued, notice.paper.returned) == (60, 59)
    assert notice.files == {
        "units": "单位.csv",
        "officers": "o.XLSX",
        "deputies": "d.xlsx",
        "feedback": "f.csv",
        "ballots": "表决器导出.xlsx",
        "counts": "c.csv",
        "given": "g.csv",
    }


def test_title_and_scheme_are_enough(tmp_path: Path) -> None:
    notice = written(HEAD, tmp_path).notice
    assert notice is not None
    assert (notice.date, notice.place, notice.host) == (None, None, None)
    assert (notice.paper.issued, notice.paper.returned) == (None, None)
    assert notice.files == {}
    assert notice.names_scheme


def test_a_toml_date_is_a_date(tmp_path: Path) -> None:
    notice = written(HEAD + "date = 2020-09-01\n", tmp_path).notice
    assert notice is not None
    assert notice.date == date(2020, 9, 1)


FAULTS = [
    # Each line at which something is said ends in "#! " and the code of what is said there.
    'scheme = "hunan-2020" #! toml.missing-key\n',
    'title = "x" #! toml.missing-key\n',
    HEAD.replace('"x"', "7 #! meeting.text"),
    HEAD.replace('"x"', '"" #! meeting.text'),
    HEAD.replace('"x"', '"a\\nb" #! meeting.text'),
    HEAD + "place = 7 #! meeting.text\nhost = [] #! meeting.text\n",
    HEAD.replace('"hunan-2020"', '"Hunan 2020" #! meeting.scheme'),
    HEAD.replace('"hunan-2020"', '"../own.toml" #! meeting.scheme'),
    HEAD.replace('"hunan-2020"', '"/etc/own.toml" #! meeting.scheme'),
    HEAD.replace('"hunan-2020"', "2020 #! meeting.scheme"),
    HEAD + 'date = "2020-9-1" #! meeting.date\n',
    HEAD + 'date = "20200901" #! meeting.date\n',
    HEAD + 'date = "2020-02-30" #! meeting.date\n',
    HEAD + 'date = "２０２０-09-01" #! meeting.date\n',
    HEAD + "date = 2020-09-01T09:00:00 #! meeting.date\n",
    HEAD + "date = 09:00:00 #! meeting.date\n",
    HEAD + "date = 2020 #! meeting.date\n",
    HEAD + "when = 2020-09-01 #! toml.unknown-key\n",
    HEAD + "[paper]\nissued = -1 #! toml.range\n",
    HEAD + "[paper]\nissued = 1000000 #! toml.range\n",
    HEAD + f"[paper]\nissued = 0x{'f' * 9000} #! toml.range\n",
    HEAD + "[paper]\nissued = 60.0 #! toml.type\n",
    HEAD + '[paper]\nissued = "60" #! toml.type\n',
    HEAD + "[paper]\nissued = true #! toml.type\n",
    HEAD + "[paper]\nissued = 60\nreturned = 61 #! meeting.returned-above-issued\n",
    HEAD + "[paper]\nissued = -60 #! toml.range\nreturned = 61\n",
    HEAD + "[paper]\nlost = 1 #! toml.unknown-key\n",
    HEAD + "paper = 60 #! toml.type\n",
    HEAD + "[[paper]] #! toml.type\nissued = 60\n",
    HEAD + '[files]\nballot = "b.csv" #! toml.unknown-key\n',
    HEAD + '[files]\nballots = "b.txt" #! meeting.file-name\n',
    HEAD + '[files]\nballots = "b.xls" #! meeting.file-name\n',
    HEAD + '[files]\nballots = "b" #! meeting.file-name\n',
    HEAD + '[files]\nballots = ".csv" #! meeting.file-name\n',
    HEAD + '[files]\nballots = "../b.csv" #! meeting.file-name\n',
    HEAD + '[files]\nballots = "tables/b.csv" #! meeting.file-name\n',
    HEAD + '[files]\nballots = "tables\\\\b.csv" #! meeting.file-name\n',
    HEAD + '[files]\nballots = "/b.csv" #! meeting.file-name\n',
    HEAD + '[files]\nballots = "C:b.csv" #! meeting.file-name\n',
    HEAD + '[files]\nballots = "b\\u0000.csv" #! meeting.file-name\n',
    HEAD + '[files]\nballots = "b\\u202e.csv" #! meeting.file-name\n',
    HEAD + '[files]\nballots = " b.csv" #! meeting.file-name\n',
    HEAD + "[files]\nballots = 7 #! meeting.file-name\n",
    HEAD + '[files]\nunits = "a.csv"\nballots = "A.csv" #! meeting.same-file\n',
    (
        "title = 7 #! meeting.text toml.missing-key\n[paper]\nissued = 1\n"
        "returned = 2 #! meeting.returned-above-issued\n[files]\ngiven = 1 #! meeting.file-name\n"
    ),
]


@pytest.mark.parametrize("text", FAULTS)
def test_every_fault_is_said_at_its_line_and_nothing_else(tmp_path: Path, text: str) -> None:
    expected = [
        (number, code)
        for number, line in enumerate(text.splitlines(), 1)
        for code in line.partition("#! ")[2].split()
    ]
    file = written(text, tmp_path)
    assert sorted((it.where.line, it.code) for it in file.problems) == sorted(expected)
    assert {it.where.file for it in file.problems} == {MEETING_FILE}


def test_a_table_that_is_misspelt_is_named(tmp_path: Path) -> None:
    (problem,) = written(HEAD + '[files]\nballot = "b.csv"\n', tmp_path).problems
    assert str(problem) == "meeting.toml:4: there is no key ballot here [toml.unknown-key]"
    assert str(problem.hint) == "is ballots meant?"


def test_a_folder_without_a_meeting_says_so(tmp_path: Path) -> None:
    file = read_meeting_file(tmp_path)
    assert (file.notice, file.content) == (None, b"")
    assert [str(it) for it in file.problems] == [
        "meeting.toml: there is no such file [toml.no-file]"
    ]


def test_the_sample_meeting_reads_without_problems() -> None:
    file = read_meeting_file(sample_meeting())
    assert file.problems == ()
    assert file.notice is not None
    assert file.notice.scheme in shipped()


def test_an_unknown_scheme_is_a_problem_where_it_is_named(tmp_path: Path) -> None:
    for name, code, words in (
        ("hunan-2022", "meeting.unknown-scheme", "hunan-2020"),
        ("zzz", "meeting.unknown-scheme", ", ".join(list(shipped())[:12])),
        ("own.toml", "meeting.no-scheme-file", "copy it there"),
    ):
        file = written(HEAD.replace("hunan-2020", name), tmp_path)
        with pytest.raises(HasProblems) as raised:
            find_scheme(name, tmp_path, file.scheme_place)
        (problem,) = raised.value.problems
        assert (str(problem.where), problem.code) == ("meeting.toml:2", code)
        assert words in str(problem.hint)


def test_a_scheme_is_found_by_its_id_or_beside_the_meeting(tmp_path: Path) -> None:
    (tmp_path / "own.toml").write_bytes(shipped()["hunan-2020"].read_bytes())
    for name, shown in (("own.toml", "own.toml"), ("hunan-2020", "rules/hunan-2020.toml")):
        found = find_scheme(name, tmp_path)
        assert found.shown == shown
        assert read_scheme(found.path, found.shown).scheme is not None


def test_a_shipped_scheme_goes_by_its_id() -> None:
    assert "hunan-2020" in shipped()
    assert list(shipped()) == sorted(shipped())
    assert shown_name("hunan-2020") == "rules/hunan-2020.toml"


def test_what_is_sound_is_kept_where_another_key_is_at_fault(tmp_path: Path) -> None:
    notice = written(HEAD + "[papr]\nissued = 3\n", tmp_path).notice
    assert notice is not None
    assert notice.names_scheme


def test_a_stand_in_for_the_scheme_is_no_scheme(tmp_path: Path) -> None:
    notice = written('title = "x"\nscheme = 7\n', tmp_path).notice
    assert notice is not None
    assert not notice.names_scheme
