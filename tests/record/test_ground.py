"""Where a record may lie."""

from pathlib import Path

import pytest

from scoring.errors import Refused
from scoring.record import Record
from scoring.record.ground import file_system, refuse_network
from tests.record.facts import FIRST

MOUNTS = """\
22 27 0:21 / /proc rw,relatime - proc proc rw
27 1 254:0 / / rw,relatime shared:1 - ext4 /dev/vda rw
30 27 0:40 / /srv rw,relatime shared:2 master:3 - nfs4 server:/srv rw
31 30 0:41 / /srv/local rw - xfs /dev/vdb rw
32 27 0:42 / /media/U\\040盘 rw - vfat /dev/sdb1 rw
33 27 0:43 / /mnt rw - cifs //server/share rw
34 27 0:44 / /mnt rw - ext4 /dev/vdc rw
35 27 0:45 / /home/a rw - fuse.sshfs a@server: rw
"""


@pytest.mark.parametrize(
    ("folder", "kind"),
    [
        ("/", "ext4"),
        ("/srv", "nfs4"),
        ("/srv/meetings/2020", "nfs4"),
        ("/srvelse", "ext4"),
        ("/srv/local/a", "xfs"),
        ("/media/U 盘/会议", "vfat"),
        ("/mnt/a", "ext4"),
        ("/home/a/b", "fuse.sshfs"),
    ],
)
def test_the_kind_of_disk_is_known(folder: str, kind: str, tmp_path: Path) -> None:
    mounts = tmp_path / "mountinfo"
    mounts.write_text(MOUNTS, encoding="utf-8")
    assert file_system(Path(folder), mounts) == kind
    if kind in {"nfs4", "fuse.sshfs"}:
        with pytest.raises(Refused, match=kind):
            refuse_network(Path(folder), mounts)
    else:
        refuse_network(Path(folder), mounts)


def test_where_the_system_does_not_say_nothing_is_refused(tmp_path: Path) -> None:
    refuse_network(tmp_path, tmp_path / "no such file")


def test_a_record_lies_anywhere_when_told_so(path: Path) -> None:
    Record.create(path, FIRST, anywhere=True).close()
    Record.open(path, anywhere=True).close()
