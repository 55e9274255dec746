"""The declaration form of each of the first items: who asks, what for, with which materials, how to be reached.

Nothing outside the published list is asked beyond identity, contact and matter (DOMAIN 2).  A field of the matter
stands here only when the name, the conditions or the materials of the source imply it; ``why`` of each is in the
comment beside it.
"""

from __future__ import annotations

from wangting.rules.item import is_required


def field(key: str, kind: str, title: str, title_en: str, **more: object) -> dict:
    """Return one field; it is required unless ``more`` says otherwise."""
    base = {"id": key, "kind": kind, "title": title, "title_en": title_en, "required": True}
    return {**base, "hint": None, "hint_en": None, **more}


def option(value: str, title: str, title_en: str) -> dict:
    """Return one option of a choice."""
    return {"value": value, "title": title, "title_en": title_en}


MATTER = field("matter", "paragraph", "申请事由", "What you apply for and why")

PERSON = [
    field("applicant_name", "text", "申请人姓名", "Name of the applicant"),
    field("id_number", "id_number", "身份证号码", "ID number"),
    field("phone", "phone", "手机号码", "Mobile phone"),
    field("address", "address", "联系地址", "Address"),
]

ORGANISATION = field(
    "organisation",
    "text",
    "单位名称",
    "Name of the organisation",
    required=False,
    hint="以单位名义申请时填写",
    hint_en="Only when an organisation applies",
)

MATTERS = {
    # 新增取水许可: 直接从江河、湖泊、水库或者地下取用水资源.
    "440116004002": [
        field(
            "water_source",
            "choice",
            "取水水源",
            "Where the water is taken from",
            options=[
                option("river", "江河", "River"),
                option("lake", "湖泊", "Lake"),
                option("reservoir", "水库", "Reservoir"),
                option("groundwater", "地下水", "Groundwater"),
            ],
        ),
        field("matter", "paragraph", "取水用途", "What the water is for"),
    ],
    # The name lists the three kinds of teachers; the materials speak of 相应层次学业.
    "440102013002": [
        field(
            "teacher_kind",
            "choice",
            "申请资格种类",
            "Kind of qualification",
            options=[
                option("senior_school", "高级中学教师资格", "Senior middle school teacher"),
                option("vocational_school", "中等职业学校教师资格", "Secondary vocational school teacher"),
                option(
                    "vocational_instructor",
                    "中等职业学校实习指导教师资格",
                    "Instructor of practice at a secondary vocational school",
                ),
            ],
        ),
        field("subject", "text", "任教学科", "Subject taught"),
    ],
    # 民办非企业单位的成立登记: an organisation that is to be founded has a name.
    "440192004003": [
        field("planned_name", "text", "拟成立单位名称", "Name of the organisation to be founded"),
        MATTER,
    ],
    # 建设项目环境影响报告表, 生产建设项目水土保持: the materials are those of a project.
    "440113106002.3": [field("project", "text", "建设项目名称", "Name of the construction project"), MATTER],
    "442016039000": [field("project", "text", "生产建设项目名称", "Name of the project"), MATTER],
    # 机动车来历证明, 整车出厂合格证明: of one vehicle.
    "440106054000": [field("vehicle", "text", "车辆品牌和型号", "Make and model of the vehicle")],
    # 增加准驾车型.
    "440106029006": [field("vehicle_class", "text", "申请增加的准驾车型", "Vehicle class to be added")],
    # 备案单位合法开业证明: there is an employer.
    "442172020001": [field("employer", "text", "备案单位名称", "Name of the employer")],
    # 已参加普通话水平测试，成绩在60分以上.
    "440702103000": [field("score", "number", "普通话水平测试成绩", "Score of the Putonghua test")],
    # 1976年以后入学的中等职业学校毕业生; 招生录取名册, 毕业生名册 of a school.
    "442102034000": [
        field("school", "text", "毕业学校", "School graduated from"),
        field("entry_year", "number", "入学年份", "Year of entry"),
    ],
    # 填60(70)周岁证.
    "AH08": [
        field(
            "card",
            "choice",
            "换发证件种类",
            "Kind of card",
            options=[
                option("age_60", "60 周岁证", "Card for 60 and over"),
                option("age_70", "70 周岁证", "Card for 70 and over"),
            ],
        ),
    ],
}


def form(code: str, materials: list[dict], *, organisations: bool, courier: bool) -> list[dict]:
    """Return the sections of the form of the item ``code``."""
    collect = option("counter", "到大厅领取", "Collect at the hall")
    send = option("courier", "邮寄送达", "By courier")
    delivery = field(
        "delivery", "choice", "结果领取方式", "How to get the result", options=[collect, send] if courier else [collect]
    )
    remarks = field("remarks", "paragraph", "备注", "Remarks", required=False)
    return [
        {
            "id": "applicant",
            "title": "申请人",
            "title_en": "Applicant",
            "fields": [*PERSON, *([ORGANISATION] if organisations else [])],
        },
        {"id": "matter", "title": "申请事项", "title_en": "Application", "fields": MATTERS.get(code, [MATTER])},
        {
            "id": "materials",
            "title": "申请材料",
            "title_en": "Materials",
            "fields": [
                field(material["id"], "material", material["name"], None, required=is_required(material))
                for material in materials
            ],
        },
        {"id": "delivery", "title": "领取和备注", "title_en": "Delivery and remarks", "fields": [delivery, remarks]},
    ]
