"""Sheets that the tests set: invented people, a published identifier."""

from datetime import date, datetime

from wangting.clock import ZONE
from wangting.gateways.pdf.sheets import LicenceSheet, NoticeSheet

CREATED = datetime(2026, 9, 28, 15, 4, tzinfo=ZONE)
LICENCE = LicenceSheet(
    title="教师资格证书",
    number="20263416000001234",
    identifier="1.2.156.3005.2.11100000000013338W011.11430000006122244L.20230000403.001.U",
    holder="王小明",
    issuer="蒙城县教育局",
    issued_on=date(2026, 9, 28),
    created=CREATED,
    verify_url="http://127.0.0.1:6543/verify/0123456789abcdef0123456789abcdef",
    facts=(("事项名称", "教师资格认定（高级中学）"), ("任教学科", "语文")),
)
NOTICE = NoticeSheet(
    title="受理通知书",
    number="341622-20260928-03-00187-0",
    addressee="王小明",
    paragraphs=("你于2026年9月28日提出的申请，材料齐全，符合法定形式，决定予以受理。",),
    issuer="蒙城县教育局",
    dated=date(2026, 9, 28),
    created=CREATED,
    facts=(("承诺时限", "10个工作日"),),
    check_url="http://127.0.0.1:6543/track",
)
