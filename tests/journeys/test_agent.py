"""A village agent files for somebody: a mandate at the point, the banner, the receipt, and nothing beyond it."""

from __future__ import annotations

from acting import TEACHER
from mandating import mandated
from walking import file_case


def test_an_agent_writes_a_mandate_with_a_villager_and_files_for_them(hall):
    browser = mandated(hall)
    browser.get("/me/point/").mustcontain("正在代", "赵*", "去选事项", "今天替人办的 0 件")
    guide = browser.get(f"/mengcheng/items/{TEACHER}")
    guide.mustcontain("您在代", "赵*")
    number = file_case(browser, "mengcheng", TEACHER)
    receipt = browser.get(f"/me/cases/{number}/receipt")
    receipt.mustcontain("您在代", number, "137****0031")
    browser.get("/me/").mustcontain(number, "代他办的")
    browser.get("/me/point/").mustcontain("今天替人办的 1 件", number)
    with hall.room() as room:
        case = room.tracking.by_number(number)
        villager = room.register.parties.get(case.applicant)
        assert (villager.name, case.applicant_name) == ("赵大爷", "赵大爷")
        assert case.agent == room.register.parties.by_login("mengcheng-agent").id
        assert case.ledger[0].post == "agent"
        assert dict(case.ledger[0].facts)["mandate"] == case.mandate
