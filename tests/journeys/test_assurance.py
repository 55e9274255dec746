"""Levels of assurance: what an item asks for is said before, reached in three ways, asked again at the last button."""

from __future__ import annotations

import pytest
from webtest import Upload

from desks import officer, tid
from mandating import mandated
from walking import complete, fill, id_number, register
from wangting.gateways.identity.interface import AGREES, DIFFERS, Unanswered
from wangting.gateways.identity.population import PopulationRegister

#: 法律援助 asks for 三级, 农村低保 for 四级 (tenants/_shared/items/README.md).
AID, POOR = "/mengcheng/items/440509001009", "/mengcheng/items/AH05"
IDENTITY = "/me/account/identity"
PNG = (
    b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06\x00\x00\x00\x1f\x15\xc4\x89"
    b"\x00\x00\x00\rIDATx\x9cc\x00\x01\x00\x00\x05\x00\x01\r\n-\xb4\x00\x00\x00\x00IEND\xaeB`\x82"
)


class Register:
    """A register whose answer a test chooses."""

    def __init__(self, said=AGREES):
        self.said, self.asked = said, []

    def is_connected(self):
        return True

    def compare(self, name, id_number, *photo):
        self.asked.append((name, id_number, *photo))
        if self.said is None:
            raise Unanswered(reason="timeout")
        return self.said


def connected(hall, **checks):
    """Put other checks into the house of ``hall``; it is frozen, because only a test has a reason."""
    for name, check in checks.items():
        object.__setattr__(hall.house, name, check)


@pytest.fixture
def newcomer(hall):
    browser = hall.browser()
    register(browser)
    return browser


def at_the_last_button(browser, item):
    """Fill in everything and return the page with the last button."""
    page = complete(browser.get(f"{item}/apply"))
    return page.forms["draft"].submit("act", value="next").follow()


def submitted(page):
    form = page.forms["submit"]
    form["consent"] = True
    return form.submit(expect_errors=True)


def test_the_guide_says_which_level_is_needed_and_what_it_means(hall):
    hall.browser().get(AID).mustcontain("实名等级", "三级", "跟人口库对过", IDENTITY)
    hall.browser().get(f"{POOR}?lang=en").mustcontain("Level 4", "Your face was compared")
    assert "实名等级" not in hall.browser().get("/mengcheng/items/440702103000")


def test_the_sample_citizen_reaches_level_three_between_two_buttons_and_nothing_typed_is_lost(hall):
    browser = hall.browser(sign_in=hall.account("citizen"))
    page = at_the_last_button(browser, AID)
    page.mustcontain("提交以前，要把实名等级升到三级", "现在是二级")
    refused = submitted(page)
    assert refused.status_int == 422
    refused.mustcontain("还差实名等级")
    identity = page.click("看怎么升级")
    identity.mustcontain("您的实名等级：二级", "人脸核对还没有接通")
    back = identity.forms["data"].submit("act").follow()
    assert back.request.path == page.request.path
    assert "提交以前" not in back
    assert submitted(back).status_int == 303
    browser.get(IDENTITY).mustcontain("您的实名等级：三级", "跟人口库核对姓名和号码")


def test_who_is_not_in_the_register_is_led_to_the_window(newcomer):
    answer = newcomer.get(IDENTITY).forms["data"].submit("act", expect_errors=True)
    assert answer.status_int == 422
    answer.mustcontain("人口库里没有查到这个号码", "带身份证到窗口", "您的实名等级：二级")


def test_a_number_of_another_name_is_told_and_raises_nothing(hall, newcomer):
    connected(hall, name_check=Register(DIFFERS))
    newcomer.get(IDENTITY).forms["data"].submit("act", expect_errors=True).mustcontain("姓名和这个身份证号码对不上")
    newcomer.get(IDENTITY).mustcontain("您的实名等级：二级", "还没有核对过")


def test_a_register_that_does_not_answer_changes_nothing_and_says_what_to_do(hall, newcomer):
    connected(hall, name_check=Register(None))
    before = tid(hall)
    answer = newcomer.get(IDENTITY).forms["data"].submit("act", expect_errors=True)
    assert answer.status_int == 503
    answer.mustcontain("核对身份的系统暂时没有回答", "带身份证到窗口")
    assert tid(hall) == before


def test_nobody_tries_out_numbers(hall, newcomer):
    form = newcomer.get(IDENTITY).forms["data"]
    answers = [form.submit("act", expect_errors=True).status_int for _ in range(7)]
    assert answers == [422] * 6 + [429]


def test_a_register_without_anybody_is_not_connected(hall, newcomer, tmp_path):
    connected(hall, name_check=PopulationRegister(tmp_path / "none.sqlite", hall.house.vault))
    page = newcomer.get(IDENTITY)
    page.mustcontain("人口库还没有接通")
    assert "data" not in page.forms
    token = page.forms[0]["csrf_token"].value
    newcomer.post(IDENTITY, {"csrf_token": token, "act": "data"}, status=409).mustcontain("没有接通")


def test_a_face_is_compared_when_somebody_can_and_the_photo_is_not_kept(hall, newcomer):
    faces = Register()
    connected(hall, face_check=faces)
    form = newcomer.get(IDENTITY).forms["face"]
    form.submit("act", status=422).mustcontain("请先选一张照片")
    form["file-face"] = Upload("face.pdf", b"%PDF-1.4\n", "application/pdf")
    assert form.submit("act", expect_errors=True).status_int == 409
    form["file-face"] = Upload("face.png", PNG, "image/png")
    form.submit("act").follow().mustcontain("您的实名等级：四级")
    assert faces.asked == [("王小明", id_number(7), PNG)]
    hall.clock.advance(days=366)
    with hall.room() as room:
        assert room.assuring.level(room.registering.find("13800000007")) == 2


def test_a_face_that_is_another_raises_nothing(hall, newcomer):
    connected(hall, face_check=Register(DIFFERS))
    form = newcomer.get(IDENTITY).forms["face"]
    form["file-face"] = Upload("face.png", PNG, "image/png")
    form.submit("act", status=422).mustcontain("没有对上")


def witnessed(hall, role="counter", **more):
    form = officer(hall, role).get("/mengcheng/desk/").click("核对身份证").forms["witness"]
    fill(form, **{"name": "王小明", "id_number": id_number(7), **more})
    form["seen"] = more.get("seen", True)
    return form.submit("act", expect_errors=True)


def test_a_window_raises_to_the_top_tells_the_person_and_is_written_down(hall, newcomer):
    witnessed(hall).follow().mustcontain("记下了", "王*", "五级")
    newcomer.get(IDENTITY).mustcontain("您的实名等级：五级", "窗口看过本人和身份证", "蒙城县政务服务大厅")
    newcomer.get("/me/account/").mustcontain("受理岗", "核对身份证")
    hall.clock.advance(seconds=10)
    hall.worker.round()
    sent = [path.read_text("utf-8") for path in (hall.settings.var / "spool" / "sms").glob("*.json")]
    assert any("实名等级升到了五级" in text for text in sent)


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"name": "王大明"}, "没有这样的人注册过"),
        ({"id_number": id_number(8)}, "没有这样的人注册过"),
        ({"id_number": "341602190101020999"}, "身份证号码不对"),
        ({"seen": False}, "本人在场"),
    ],
)
def test_a_card_that_fits_nobody_is_told_in_one_way_and_nothing_typed_is_lost(hall, newcomer, changed, said):
    answer = witnessed(hall, **changed)
    assert answer.status_int == 422
    answer.mustcontain(said)
    assert answer.forms["witness"]["name"].value == changed.get("name", "王小明")
    newcomer.get(IDENTITY).mustcontain("您的实名等级：二级")


def test_only_the_counter_of_the_hall_may_do_it(hall):
    assert officer(hall, "reviewer", "mengcheng/jiaoyu").get("/mengcheng/desk/identity", status=403)
    assert "核对身份证" not in officer(hall, "reviewer", "mengcheng/jiaoyu").get("/mengcheng/desk/")
    assert officer(hall, "counter", key="lixin").get("/mengcheng/desk/identity", status=403)
    assert hall.browser(sign_in=hall.account("citizen")).get("/mengcheng/desk/identity", status=403)


def test_who_changes_the_name_proves_it_again(hall, newcomer):
    witnessed(hall)
    with hall.room(commit=True) as room:
        room.registering.find("13800000007").name = "王小名"
    newcomer.get(IDENTITY).mustcontain("您的实名等级：二级", "不再有效")


def test_the_level_is_asked_again_in_the_transaction_that_files(hall, newcomer):
    witnessed(hall)
    page = at_the_last_button(newcomer, POOR)
    assert "提交以前" not in page
    with hall.room(commit=True) as room:
        room.registering.find("13800000007").proofs = ()
    assert submitted(page).status_int == 422
    assert submitted(newcomer.get(page.request.path)).status_int == 422


def test_an_agent_lets_the_villagers_number_be_checked_and_never_the_face(hall):
    connected(hall, name_check=Register(), face_check=Register())
    browser = mandated(hall)
    page = browser.get(IDENTITY)
    page.mustcontain("赵*的实名等级：二级")
    assert "face" not in page.forms
    page.forms["data"].submit("act").follow().mustcontain("赵*的实名等级：三级")
    token = page.forms["data"]["csrf_token"].value
    browser.post(IDENTITY, {"csrf_token": token, "act": "face"}, status=409)


def test_an_official_has_no_level_to_raise(hall):
    page = officer(hall, "counter").get(IDENTITY)
    page.mustcontain("只用来办公")
    assert "data" not in page.forms
