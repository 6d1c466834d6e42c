"""What every page of a document carries (页眉页脚): which result this is, and by which scheme."""

from dataclasses import dataclass
from datetime import date

from scoring.report.blocks import Words
from scoring.wording import say


@dataclass(frozen=True, slots=True)
class WorkbookStamp:
    """Which result a document shows; what is empty is not known, and is left out."""

    state: Words
    """未核定, 核定, 更正, 演练, 模拟 …"""
    scheme: str
    """Title of the scheme."""
    fingerprint: str
    """Of the scheme's file, in groups of four, as it is read aloud."""
    meeting: str = ""
    """Title of the meeting."""
    version: str = ""
    """Of the result: ``1``."""
    code: str = ""
    """结果码, in groups of four."""
    time: str = ""
    """Of the result, never of the writing."""
    held: date | None = None
    """The day of the meeting; the file says that it was made then."""

    @property
    def result(self) -> str:
        """The state, with the version where there is one."""
        if not self.version:
            return str(self.state)
        return str(say("{state}, version {version}", state=self.state, version=self.version))

    @property
    def rule(self) -> str:
        """The scheme's title and fingerprint."""
        return self.rule_of(self.scheme, self.fingerprint)

    @staticmethod
    def rule_of(scheme: str, seal: str) -> str:
        """Return a scheme's title, perhaps cut, and its fingerprint."""
        return str(say("{scheme}, fingerprint {seal}", scheme=scheme, seal=seal))

    @property
    def sentence(self) -> str:
        """Everything in one line, parted by four blanks; what is empty is left out."""
        said = [self.meeting, self.result, self.rule]
        if self.code:
            said.append(str(say("result code {code}", code=self.code)))
        said.append(self.time)
        return "    ".join(filter(None, said))
