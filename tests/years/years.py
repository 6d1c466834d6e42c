"""A made-up year of 1,465 suggestions whose totals are those of the 2020 report.

Seeded, so that it is the same at every run. Who has which reply is left to chance; how many have
it is not.
"""

import csv
import random
import shutil
from datetime import date, timedelta
from pathlib import Path

from tests.sources import ROOT

SAMPLE = ROOT / "sessions" / "2020-hunan"
HEADINGS = (
    "number title unit role class received due answered attitude result handled-again promised "
    "closed"
).split()

SUGGESTIONS = 1465
ANSWERED = 1421 + 27
CLASSES = {"A1": 596, "A2": 143, "A3": 277, "B1": 112, "B2": 149, "C1": 126, "C2": 39}
ATTITUDE = {"很满意": 470, "满意": 509, "基本满意": 58, "不满意": 48}
RESULT = {"很满意": 412, "满意": 518, "基本满意": 107, "不满意": 48}
STILL_OPEN = 4
HELPED = 210
IN_TIME = 1400

MEETING_UNITS = "gaoyuan gongan minzheng shuili shangwu guoziwei yibao".split()
OTHER_UNITS = [f"省直单位{number:02}" for number in range(1, 54)]
OPENED = date(2020, 1, 20)


def spread(counts: dict[str, int]) -> list[str]:
    """Return each name as often as it counts."""
    return [name for name, count in counts.items() for _ in range(count)]


def rows_of_2020(seed: int = 2020) -> list[dict[str, str]]:
    """Return the rows: one for each suggestion, and 210 of units that only help."""
    chance = random.Random(seed)
    units = [*MEETING_UNITS, *OTHER_UNITS]
    classes = spread(CLASSES)
    chance.shuffle(classes)
    results = spread({level: RESULT[level] for level in list(RESULT)[:3]})
    chance.shuffle(results)
    attitudes = spread({level: ATTITUDE[level] for level in list(ATTITUDE)[:3]})
    chance.shuffle(attitudes)
    opinions = [*zip(attitudes, results, strict=True), *[("不满意", "不满意")] * 48]
    rows = []
    for at in range(SUGGESTIONS):
        row = dict.fromkeys(HEADINGS, "")
        received = OPENED + timedelta(days=chance.randrange(30))
        row |= {
            "number": f"{at + 1:04}",
            "title": f"关于第{at + 1}件事项的建议",
            "unit": units[at % len(units)],
            "role": "主办",
            "received": received.isoformat(),
            "due": (received + timedelta(days=90)).isoformat(),
        }
        if at < ANSWERED:
            late = 1 if at >= IN_TIME else -chance.randrange(60)
            row["answered"] = (received + timedelta(days=90 + late)).isoformat()
        if at < len(classes):
            row["class"] = classes[at]
        if row["class"].startswith("B"):
            row["promised"] = date(2020 + chance.randrange(1, 4), 12, 31).isoformat()
            row["closed"] = chance.choice(["", "", "2021-06-30"])
        if at < len(opinions):
            row["attitude"], row["result"] = opinions[at]
            if row["attitude"] == "不满意" and at < len(opinions) - STILL_OPEN:
                row["handled-again"] = "2020-08-01"
        rows.append(row)
    helping = [
        dict.fromkeys(HEADINGS, "")
        | {"number": row["number"], "unit": units[(at + 7) % len(units)], "role": "会办"}
        for at, row in enumerate(rows[:HELPED])
    ]
    rows += helping
    chance.shuffle(rows)
    return rows


def write_rows(path: Path, rows: list[dict[str, str]]) -> None:
    """Write ``rows`` as a csv file."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        table = csv.DictWriter(file, HEADINGS)
        table.writeheader()
        table.writerows(rows)


def year_of_2020(folder: Path) -> Path:
    """Make ``folder`` with the sample meeting, its totals, and the rows."""
    shutil.copytree(SAMPLE, folder)
    write_rows(folder / "suggestions.csv", rows_of_2020())
    return folder
