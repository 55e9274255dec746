"""Make the first fourteen items: ``python tools/data/first_items.py SOURCES`` writes items/first.jsonl.

What a source does not say is null; what it says is taken over unchanged (DOMAIN 2).
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from pathlib import Path

import forms
import sources
import yaml

from wangting.declare import codes
from wangting.rules.item import ClassRule, hall_class

HOME = Path(__file__).resolve().parents[2]
ITEMS = HOME / "tenants/_shared/items"
EFFECTIVE = "2026-07-01"
ORDINARY, INSTANT = "administrative_licence.v1", "instant.v1"
UNITS = {"工作日": "workday", "自然日": "calendar_day"}
NOT_ORGANISATIONS = {"自然人"}

# What an approval issues, where the record itself speaks of it; the numbers are samples (see README.md).
CERTIFICATES = {
    "440102013002": "教师资格证书",
    "442169016000": "中华人民共和国残疾人证",
    "440116004002": "取水许可证",
    "440192004003": "民办非企业单位登记证书",
    "440106054000": "机动车行驶证",
    "440106029006": "机动车驾驶证",
    "440702103000": "普通话水平测试等级证书",
    "442102034000": "中等职业学校毕业生学历证明书",
    "AH08": "老年优待证",
}

GUANGDONG = (
    "440102013002",
    "442169016000",
    "440116004002",
    "440192004003",
    "440106054000",
    "440106029006",
    "440113106002.3",
    "442016039000",
    "440509001009",
    "440702103000",
    "442172020001",
    "442102034000",
)
ANHUI = ("AH05", "AH08")

# The stored page breaks off in the middle of its conditions.
CUT = {"440102013002", "440116004002", "440192004003", "440106029006"}
CUT_NOTE = {"zh": "来源记录的受理条件到此中断。", "en": "The conditions break off here in the source record."}


def limit(amount: int | None, unit: str) -> dict | None:
    """Return a limit with its own unit, or None where the source gives none."""
    return None if amount is None else {"amount": amount, "unit": UNITS[unit]}


def form_said_by(name: str) -> str | None:
    """Return original or copy where the name of a material says so."""
    return "copy" if "复印件" in name else "original" if "原件" in name else None


def materials(names: list[str]) -> list[dict]:
    """Return the material list with stable ids, everything unsaid null."""
    return [
        {
            "id": f"m{number}",
            "name": name,
            "necessity": None,
            "copies": None,
            "form": form_said_by(name),
            "provider": None,
            "requirement": None,
        }
        for number, name in enumerate(names, 1)
    ]


def certificate(code: str) -> dict | None:
    """Return name and sample type code of the certificate; None where the record speaks of none."""
    if code not in CERTIFICATES:
        return None
    return {"name": CERTIFICATES[code], "type_code": f"{list(CERTIFICATES).index(code) + 1:021d}"}


def guangdong_edition(code: str, record: dict) -> dict:
    """Return the first edition of a Guangdong record."""
    listed = materials(record["materials"])
    organisations = bool(set(record["service_object"]) - NOT_ORGANISATIONS)
    return {
        "number": 1,
        "effective": EFFECTIVE,
        "name": record["name"],
        "conditions": record["accept_condition"] or None,
        "legal_limit": limit(record["legal_limit"], record["legal_unit"]),
        "promised_limit": limit(record["promise_limit"], record["promise_unit"]),
        "visits": int(record["visits"]) if record["visits"] else None,
        "service_object": record["service_object"],
        "materials": listed,
        "fee": None,
        "steps": [],
        "workflow": ORDINARY,
        "certificate": certificate(code),
        "form": forms.form(code, listed, organisations=organisations, courier=record["courier"] == "是"),
    }


def anhui_edition(code: str, record: dict) -> dict:
    """Return the first edition of an Anhui fragment; 即办 is a limit of no days: the day of acceptance itself."""
    listed = materials(record["materials"])
    instant = record["promise"] == "即办"
    days = 0 if instant else int(re.match(r"(\d+)个工作日", record["promise"])[1])
    return {
        "number": 1,
        "effective": EFFECTIVE,
        "name": record["name"],
        "conditions": None,
        "legal_limit": None,
        "promised_limit": limit(days, "工作日"),
        "visits": None,
        "service_object": [],
        "materials": listed,
        "fee": record["fee"],
        "steps": record["steps"],
        "workflow": INSTANT if instant else ORDINARY,
        "certificate": certificate(code),
        "form": forms.form(code, listed, organisations=False, courier=False),
    }


def aliases(record: dict) -> list[str]:
    """Return the everyday words of the source, each once."""
    words = re.split(r"[,，、;；]", f"{record.get('daily_name', '')},{record.get('short_name', '')}")
    return list(dict.fromkeys(word.strip(" “”") for word in words if word.strip(" “”")))


def main() -> int:
    """Write the fourteen records, one JSON object a line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sources", type=Path, help="the folder of the source files")
    folder = parser.parse_args().sources
    declared = yaml.safe_load((ITEMS / "sources.yaml").read_text(encoding="utf-8"))
    rules = [ClassRule(rule["word"], rule["class"]) for rule in declared["by_name"]]
    places = {row.code: row for row in codes.read(ITEMS / "codes.csv")}
    records = {"guangdong_2021": sources.guangdong(folder), "anhui_fragments": sources.anhui(folder)}
    lines = []
    for code in (*GUANGDONG, *ANHUI):
        place = places[code]
        record = records[place.source][place.source_row - 1]
        source = declared["sources"][place.source]
        item_class = hall_class(
            source["types"], rules, source["otherwise"], record.get("type_code", ""), record["name"]
        )
        lines.append(
            {
                "code": code,
                "class": item_class,
                "source": place.source,
                "source_row": place.source_row,
                "agency": record.get("dept") or record.get("agency"),
                "aliases": aliases(record),
                "note": CUT_NOTE if code in CUT else None,
                "source_record": record,
                "edition": (guangdong_edition if place.source == "guangdong_2021" else anhui_edition)(code, record),
            }
        )
    text = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)
    (ITEMS / "first.jsonl").write_text(text, encoding="utf-8")
    names = "\n".join(f"{line['class']} {line['edition']['name']}" for line in lines)
    sys.stdout.write(f"{names}\n{len(lines)} items\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
