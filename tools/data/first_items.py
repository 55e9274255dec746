"""Make the first fourteen items: ``python tools/data/first_items.py SOURCES`` writes items/first.jsonl.

What a source does not say is null; what it says is taken over unchanged (DOMAIN 2).
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

import forms
import sources

from wangting.declare import codes, workflows
from wangting.declare import forms as generic_form
from wangting.declare import sources as declared_sources
from wangting.declare.registered import REGISTERED
from wangting.declare.sources import Source
from wangting.rules.genericform import GenericForm, edition_of
from wangting.rules.record import NATURAL_PERSON, aliases_of, text_of

HOME = Path(__file__).resolve().parents[2]
ITEMS = HOME / "tenants/_shared/items"

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


#: Samples: where money is paid out, the hall asks how sure it is of who applies (DOMAIN 5).
ASSURANCE = {"440509001009": 3, "AH05": 4}


def certificate(code: str) -> dict | None:
    """Return name and sample type code of the certificate; None where the record speaks of none."""
    if code not in CERTIFICATES:
        return None
    return {"name": CERTIFICATES[code], "type_code": f"{list(CERTIFICATES).index(code) + 1:021d}"}


def edition(code: str, record: dict, source: Source, generic: GenericForm) -> dict:
    """Return the first edition: what the record says, with the form and the certificate made by hand."""
    made = edition_of(record, source.columns, generic)
    organisations = bool(set(made["service_object"]) - {NATURAL_PERSON})
    form = forms.form(code, made["materials"], organisations=organisations, courier=record.get("courier") == "是")
    asked = {"assurance": ASSURANCE[code]} if code in ASSURANCE else {}
    return {**made, "certificate": certificate(code), **asked, "form": form}


def main() -> int:
    """Write the fourteen records, one JSON object a line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sources", type=Path, help="the folder of the source files")
    folder = parser.parse_args().sources
    origins, _problems = declared_sources.load(HOME)
    flows, _problems = workflows.load(HOME, REGISTERED.names)
    generic, _problems = generic_form.load(HOME, frozenset(flows), REGISTERED.field_kinds)
    places = {row.code: row for row in codes.read(HOME / codes.FILE)}
    records = {"guangdong_2021": sources.guangdong(folder), "anhui_fragments": sources.anhui(folder)}
    lines = []
    for code in (*GUANGDONG, *ANHUI):
        place = places[code]
        record = records[place.source][place.source_row - 1]
        source = origins.sources[place.source]
        type_code = text_of(record, source.columns.type) or ""
        lines.append(
            {
                "code": code,
                "class": origins.class_of(place.source, type_code, record["name"]),
                "source": place.source,
                "source_row": place.source_row,
                "agency": text_of(record, source.columns.agency),
                "aliases": aliases_of(record, source.columns.aliases),
                "note": CUT_NOTE if code in CUT else None,
                "source_record": record,
                "edition": edition(code, record, source, generic),
            }
        )
    text = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)
    (ITEMS / "first.jsonl").write_text(text, encoding="utf-8")
    names = "\n".join(f"{line['class']} {line['edition']['name']}" for line in lines)
    sys.stdout.write(f"{names}\n{len(lines)} items\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
