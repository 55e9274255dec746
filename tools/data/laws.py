"""Write the law texts: ``python tools/data/laws.py FOLDER`` writes one file a law into tenants/_shared/laws/.

``FOLDER`` holds ``law_articles.json`` (see tenants/_shared/laws/README.md).  Titles, keys and the names by which a law
is cited are said here; the text of an article is taken as it stands.
"""

from __future__ import annotations

import json
import re
import sys
from collections import defaultdict
from pathlib import Path
from typing import NamedTuple

LAWS = Path(__file__).resolve().parents[2] / "tenants/_shared/laws"
#: How the source names a law: its short title and the day of this text.
NAMED = re.compile(r"(?P<name>.+)\((?P<day>\d{4}-\d{2}-\d{2})\)")


class Titles(NamedTuple):
    """What a law is called; ``whole`` where every article of it is in the source."""

    key: str
    title: str
    title_en: str
    short: tuple[str, ...]
    whole: bool = False


TITLES = {
    "行政许可法": Titles(
        "administrative_licensing", "中华人民共和国行政许可法", "Administrative Licence Law", ("行政许可法",)
    ),
    "国务院关于在线政务服务的若干规定": Titles(
        "online_services",
        "国务院关于在线政务服务的若干规定",
        "Provisions of the State Council on Online Government Services",
        ("在线政务服务若干规定",),
        whole=True,
    ),
    "优化营商环境条例": Titles(
        "business_environment", "优化营商环境条例", "Regulation on Improving the Business Environment", ()
    ),
    "个人信息保护法": Titles(
        "personal_information",
        "中华人民共和国个人信息保护法",
        "Personal Information Protection Law",
        ("个人信息保护法",),
    ),
    "网络安全法": Titles("cybersecurity", "中华人民共和国网络安全法", "Cybersecurity Law", ("网络安全法",)),
    "电子签名法": Titles(
        "electronic_signature", "中华人民共和国电子签名法", "Electronic Signature Law", ("电子签名法",)
    ),
    "无障碍环境建设法": Titles(
        "barrier_free",
        "中华人民共和国无障碍环境建设法",
        "Law on Building a Barrier-Free Environment",
        ("无障碍环境建设法",),
    ),
    "居民身份证法": Titles(
        "identity_card", "中华人民共和国居民身份证法", "Resident Identity Card Law", ("居民身份证法",)
    ),
    "全国年节及纪念日放假办法": Titles(
        "holidays",
        "全国年节及纪念日放假办法",
        "Rules on Holidays for National Festivals and Memorial Days",
        ("节假日办法",),
        whole=True,
    ),
}


def written(titles: Titles, day: str, articles: dict[int, str]) -> str:
    """Return the declared file of one law."""
    lines = [
        f"title: {titles.title}",
        f"title_en: {titles.title_en}",
        f"short: [{', '.join(titles.short)}]",
        f"version: {day}",
        f"whole: {str(titles.whole).lower()}",
        "articles:",
    ]
    for number in sorted(articles):
        lines += [f'  "{number}": |-', *(f"    {line.strip()}" for line in articles[number].strip().split("\n"))]
    return "\n".join(lines) + "\n"


def main(folder: Path) -> int:
    """Write every law of the source."""
    found: dict[str, dict[int, str]] = defaultdict(dict)
    for row in json.loads((folder / "law_articles.json").read_text("utf-8")):
        found[row["law"]][row["article"]] = row["text"]
    for law, articles in found.items():
        named = NAMED.fullmatch(law)
        titles = TITLES[named["name"]]
        (LAWS / f"{titles.key}.yaml").write_text(written(titles, named["day"], articles), "utf-8")
        sys.stdout.write(f"{titles.key}: {len(articles)} articles\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
