"""An item of which everything is said that an edition can say (declare/itemfacts.py): no source says so much."""

from __future__ import annotations

from wangting.content.item import PUBLISHED, Edition
from wangting.services.workroom import Workroom

SCENARIOS = [
    {"id": "self", "title": "本人来办", "title_en": "In person", "materials": ["m1"]},
    {"id": "other", "title": "托人来办", "title_en": None, "materials": ["m1", "m2"]},
]
MATERIAL = {
    "channel": "government",
    "kind": "证明文件",
    "instructions": "用黑色水笔填写，不要涂改",
    "blank": "https://example.gov.cn/blank.pdf",
    "sample": "javascript:alert(1)",
    "basis": "《某某条例》第七条",
}
FACTS = {
    "prohibited": "正在受审查的不能办",
    "quantity": "每人一次",
    "scope": "全市通办",
    "joint_bodies": ["市公安局", "市民政局"],
    "until": "2030-12-31",
    "handling": ["窗口办理", "网上办理"],
    "depth": 4,
    "stars": 5,
    "visit_reason": "要当面核验原件",
    "courier": True,
    "online_payment": False,
    "promised_note": "资料齐全的当天办结",
    "legal_note": "检验时间不算在内",
    "special_procedures": ["专家评审"],
    "intermediary": "不需要中介",
    "fees": [{"name": "工本费", "standard": "每证 10 元", "basis": "皖价费〔2015〕1号", "waiver": "低保户免收"}],
    "basis": [{"law": "《中华人民共和国行政许可法》", "article": "第三十一条", "words": "申请人申请行政许可",
               "address": "https://example.gov.cn/law#31"},
              {"law": "《某某条例》", "article": None, "words": None, "address": "javascript:alert(2)"}],
    "faq": [{"question": "要带原件吗？", "answer": "要，看一眼就还给您。"}],
    "result": {"name": "某某证", "kind": "证照", "sample": "https://example.gov.cn/sample.png"},
}


def tell(room: Workroom, hall: str, code: str) -> None:
    """Let another edition of ``code`` be in force, which says everything."""
    offer = room.catalogue.offer(hall, code)
    data = {
        **offer.edition.data,
        "number": len(offer.item.editions) + 1,
        "materials": [{**offer.edition.materials[0], **MATERIAL}, *offer.edition.materials[1:]],
        "scenarios": SCENARIOS,
        "facts": FACTS,
    }
    offer.item.add_edition(Edition(code, data["number"], data, stage=PUBLISHED))
    room.register.stamp.move()
