"""Where items come from, and what their types are called here."""

import pytest

from wangting.declare import sources

FILE = "tenants/_shared/items/sources.yaml"


def load(home):
    found, problems = sources.load(home.path)
    return found, [str(problem) for problem in problems]


def test_the_six_classes_are_five_powers_and_the_service(home):
    classes = load(home)[0].classes
    assert [title for title, entry in classes.items() if entry.power] == [
        "行政审批", "行政确认", "行政备案", "行政给付", "审核转报"
    ]  # fmt: skip
    assert not classes["为民服务"].power


@pytest.mark.parametrize(
    ("source", "type_code", "name", "expected"),
    [
        ("guangdong_2021", "01", "取水许可", "行政审批"),
        ("guangdong_2021", "05", "法律援助", "行政给付"),
        ("guangdong_2021", "07", "对自考考生免考课程的确认", "行政确认"),
        ("guangdong_2021", "08", "护士表彰", None),
        ("guangdong_2021", "09", "政府采购投诉处理", None),
        ("guangdong_2021", "20", "价格争议调解", "行政备案"),
        ("guangdong_2021", "20", "某某初审", "审核转报"),
        ("guangdong_2021", "21", "集体户管理服务", "为民服务"),
        ("guangan_2025", "20", "失业登记", "为民服务"),
        ("guangan_2025", "10", "物业管理中标结果备案", "行政备案"),
        ("anhui_fragments", "", "农村低保初审及转报", "审核转报"),
        ("anhui_fragments", "", "老年优待证换发", "为民服务"),
    ],
)
def test_one_type_code_means_another_class_in_another_province(home, source, type_code, name, expected):
    assert load(home)[0].class_of(source, type_code, name) == expected


def test_a_column_that_is_left_out_is_one_the_source_does_not_have(home):
    columns = load(home)[0].sources["guangan_2025"].columns
    assert (columns.type, columns.agency) == ("task_type", "department")
    assert (columns.materials, columns.aliases, columns.legal_limit) == (None, (), ())


def test_one_rule_of_anhui_is_superseded(home):
    assert set(load(home)[0].sources["anhui_fragments"].retired) == {10}


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        ('"05": 行政给付, "07"', '"05": 行政赠送, "07"', "sources.guangdong_2021.types.05: no class '行政赠送'"),
        ("{word: 备案, class: 行政备案}", "{word: 备案, class: 行政存档}", "by_name.3.class: no class '行政存档'"),
        ("otherwise: 为民服务", "otherwise: 其他", "sources.anhui_fragments.otherwise: no class '其他'"),
        ("codes: before_hyphen", "codes: dice", "sources.guangan_2025.codes: 'dice' does not match"),
        ("fee: fee", "fees: fee", "sources.anhui_fragments.columns.fees: is not known here"),
        ("promised_limit: [promise]", "promised_limit: 3",
         'sources.anhui_fragments.columns.promised_limit: "3" is not iterable'),
        ('      "10":', '      "ten":', "sources.anhui_fragments.retired.ten: is no possible key"),
        ("records: 10\n", "records: ten\n", "sources.anhui_fragments.records: must be a whole number, not 'ten'"),
    ],
)
def test_a_mistake_is_told_at_its_line(home, old, new, key):
    home.mend(FILE, old, new)
    line = home.line_of(FILE, new.strip())
    found, [problem] = load(home)
    assert found is None
    assert problem.startswith(f"{FILE}:{line}: {key}")
