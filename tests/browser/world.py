"""What the pages show: people, drafts, and a case in each state, prepared before the hall is served."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

from webtest import TestApp

import mandating
import publishing
from acting import act
from conftest import Hall, Installation
from documents import PDF, docx
from told import tell
from walking import complete, file_case
from wangting.app import make_app
from wangting.clock import MovableClock, SystemClock
from wangting.content.announcement import Announcement
from wangting.content.page import Page
from wangting.gateways.identity.interface import AGREES
from wangting.gateways.totp import new_secret
from wangting.listening.answers import MOMENT, STATUSES, WAIT
from wangting.rules.assurance import DATA
from wangting.rules.identifiers import credit_code_check
from wangting.rules.publicfile import files_in
from wangting.services.attaching import show
from wangting.services.opening import open_house
from wangting.services.vouching import Answer, Firm
from wangting.services.working.worker import Worker
from wangting.storage import open_database, open_storage
from wangting.views.desk.words import DEFECTS
from wangting.views.ready import ready_pages

HALL, DEPARTMENT = "mengcheng", "mengcheng/jiaoyu"
#: The hall that tells people something.
WRITING = "lixin"
#: With one paper and with six; 《出生医学证明》首次签发, whose form follows from its record.
MANDARIN, TEACHER, BIRTH = "440702103000", "440102013002", "512023377001"
#: 机动车驾驶证核发, a main item, and 增加准驾车型, one of the thirty that the hall offers of it.
MAIN_ITEM, PART = "44010602900Y", "440106029006"
#: 农村低保初审及转报, of which everything is said that an edition can say.
TOLD = "AH05"
#: A code of a hall as long as such codes are; the body is none.
GIVEN = "11341623MB1A23456Y3440102013002"
#: An item of which there are two editions.
PAST = "AH09"
#: 新增取水许可 in draft; 药学技术人员登记 reviewed; 法律援助, whose next edition would break this hall's promise.
EDITIONS = ("440116004002", "442172020001", "440509001009")
#: 学历证明书 and 课程教材复查: drafts of a department, one sent back and one handed in.
KEPT = ("442102034000", "440102002001")
#: 机动车注册登记, which ends on a day to come.
ENDING, DAYS_LEFT = "440106054000", 30
#: The organisation of the citizen; the number is nobody's.
CREDIT_CODE = "91341622MA0000001" + credit_code_check("91341622MA0000001")
#: Days ago on which the case was filed that is past every limit by now.
LONG_AGO = 90
LACKING = {"missing": ("m1",), "reasons": {"m1": DEFECTS[0]}}
ACCEPT = ("accept", "counter", {})
REVIEW = ("review", "reviewer", {"opinion": "材料齐全，符合条件"})
APPROVE = ("approve", "approver", {"opinion": "准予"})
Act = tuple[str, str, Mapping[str, object]]
#: A case for each state in which a page looks different: what was done to it.
CASES: Mapping[str, tuple[Act, ...]] = {
    "submitted": (),
    "supplementing": (("supplement", "counter", {"facts": LACKING, "opinion": "一次告知"}),),
    "accepted": (ACCEPT,),
    "reviewed": (ACCEPT, REVIEW),
    "declined": (("decline", "counter", {"opinion": "不属于本机关职权范围"}),),
    "refused": (ACCEPT, REVIEW, ("refuse", "approver", {"opinion": "不符合规定的条件"})),
    "withdrawn": (("withdraw", "citizen", {}),),
    "approved": (ACCEPT, REVIEW, APPROVE),
}


@dataclass
class Preparing:
    """The open installation, its clock, and the names of what was prepared in it."""

    hall: Hall
    clock: MovableClock
    names: dict[str, str]

    def login(self, role: str) -> str:
        """Return who holds ``role`` where the cases are handled; the citizen is of no hall."""
        unit = DEPARTMENT if role in ("reviewer", "approver") else None
        return self.hall.account(role, None if role == "citizen" else HALL, unit)["login"]

    def citizen(self) -> TestApp:
        """Return a browser of the citizen."""
        return self.hall.browser(sign_in=self.hall.account("citizen"))

    def case(self, name: str, acts: tuple[Act, ...]) -> None:
        """File a case by the pages, let it be acted on, and remember its number under ``name``."""
        number = self.names[name] = file_case(self.citizen(), HALL, MANDARIN)
        with self.hall.room() as room:
            case_id = room.tracking.by_number(number).id
        for what, role, more in acts:
            act(self.hall, case_id, what, self.login(role), **more)


def cases(preparing: Preparing) -> None:
    """File the cases; one of them long ago."""
    now = preparing.clock.now()
    preparing.clock.set(now - timedelta(days=LONG_AGO))
    preparing.case("late", (ACCEPT,))
    preparing.clock.set(now)
    for name, acts in CASES.items():
        preparing.case(name, acts)
    with preparing.hall.room() as room:
        named = {name: room.tracking.by_number(preparing.names[name]) for name in ("accepted", "approved")}
        preparing.names["accepted_code"] = room.tracking.query_code(named["accepted"])
        preparing.names["licence"] = named["approved"].licence


def drafts(preparing: Preparing) -> None:
    """Begin applications: one left untouched, one whose form follows from its record, one that can be submitted."""
    browser = preparing.citizen()
    for name, code in (("draft", MANDARIN), ("birth_draft", BIRTH), ("filled_draft", TEACHER)):
        page = browser.get(f"/{HALL}/items/{code}/apply")
        preparing.names[name] = re.search(r"/me/drafts/([^/?]+)", page.forms["draft"].action)[1]
    complete(page).forms["draft"].submit("act", value="next")


def mandates(preparing: Preparing) -> None:
    """Write mandates at the point: one being written, one to be confirmed, one in force with a case filed under it."""
    hall, names = preparing.hall, preparing.names
    browser = mandating.agent(hall)
    waiting = mandating.write(browser, 41, name="钱大娘").follow()
    names["mandate_waiting"] = waiting.request.path.rsplit("/", 1)[1]
    begun = browser.get("/me/point/").forms["begin"].submit().follow()
    names["mandate_draft"] = begun.request.path.rsplit("/", 1)[1]
    names["filed_for_another"] = file_case(mandating.mandated(hall, 42), HALL, MANDARIN)
    with hall.room() as room:
        names["mandate"] = room.tracking.by_number(names["filed_for_another"]).mandate


def company(preparing: Preparing) -> None:
    """Let the citizen manage an organisation for which the newcomer acts as well."""
    with preparing.hall.room(commit=True) as room:
        until = preparing.clock.now().date() + timedelta(days=200)
        people = [account for account in preparing.hall.installation.accounts if account["role"] == "citizen"]
        citizen, newcomer = (room.register.parties.by_login(account["login"]) for account in people)
        room.assuring.prove(citizen, DATA, room.assuring.about(citizen))
        firm = Firm("蒙城县样例商贸有限公司", CREDIT_CODE, citizen.name)
        room.representing.register(firm, citizen, until, Answer(AGREES, citizen.id_mark))
        room.representing.add(room.representing.find(CREDIT_CODE), citizen, newcomer, until)
    preparing.names["company"] = CREDIT_CODE


def written(preparing: Preparing) -> None:
    """Put an announcement and a page into a hall that no picture of the documentation shows."""
    with preparing.hall.room(commit=True) as room:
        for name, one in (("closed", Announcement()), ("way", Page())):
            one.title, one.title_en = "国庆节窗口照常办", "Open on National Day"
            one.since = preparing.clock.now().date()
            one.text, one.text_en = "十月一日到三日。\n\n- 请提前取号\n- 带上身份证", "From 1 to 3 October."
            room.halls[WRITING].add(name, one, send_events=False)


def everything_told(preparing: Preparing) -> None:
    """Let one guide say everything; no source does."""
    with preparing.hall.room(commit=True) as room:
        tell(room, HALL, TOLD)
        room.items[TOLD].legacy_code = "AH-2015/71"
        laid = room.halls[HALL].implementations[TOLD]
        laid.task_code, laid.handled_code = GIVEN, f"{GIVEN}01"
    preparing.names["told"] = TOLD


def unanswered(preparing: Preparing) -> None:
    """Let people search in vain."""
    for word in ("吃低保怎么弄", "吃低保怎么弄", "天气预报", "zzzz"):
        preparing.hall.house.side.queries.note(HALL, word, 0)


def halfway(preparing: Preparing) -> None:
    """Let two officials of another hall have signing in before them: one with an app, one with a password given.

    An agent there has an app of their own accord, and is signed in by a recovery code.
    """
    accounts = {name: preparing.hall.account(role, WRITING) for name, role in (("coded", "counter"), ("new", "issuer"))}
    secret = preparing.names["coded_secret"] = new_secret()
    with preparing.hall.room(commit=True) as room:
        room.second_factor.bind(room.register.parties.by_login(accounts["coded"]["login"]), secret)
        room.register.parties.by_login(accounts["new"]["login"]).must_change = True
        keeper = room.register.parties.by_login(preparing.hall.account("agent", WRITING)["login"])
        codes = room.recovering.make()
        room.second_factor.bind(keeper, new_secret(), codes)
        preparing.names["keeper_code"] = codes[0].letters
    for name, account in accounts.items():
        preparing.names.update({name: account["login"], f"{name}_password": account["password"]})


def editions(preparing: Preparing) -> None:
    """Let editions be in hand: a draft of the other one, one that was reviewed, one that would break a promise."""
    hall, drafted_code, reviewed_code, breaking_code = preparing.hall, *EDITIONS
    writer, viewer = "central-office-2", "central-office"
    publishing.drafted(hall, drafted_code, writer, conditions="依法取得取水权，取水口设有计量设施。")
    publishing.reviewed(hall, reviewed_code, (writer, viewer), promised_limit=publishing.limit(4))
    with hall.room(commit=True) as room:
        room.halls[HALL].implementations[breaking_code].promised = (3, "workday")
    publishing.reviewed(hall, breaking_code, (writer, viewer), promised_limit=publishing.limit(2))
    with hall.room(commit=True) as room:
        room.halls[HALL].implementations[PAST].wording = {"conditions": "先到村里开一张家庭情况说明，村里不收钱。"}
    publishing.published(hall, PAST, preparing.clock.now().date(), conditions="本县户籍，家庭人均收入低于低保标准。")
    with hall.room(commit=True) as room:
        end = preparing.clock.now().date() + timedelta(days=DAYS_LEFT)
        room.retiring.retire(ENDING, end, (1, None), room.register.parties.by_login(writer).id, "国家不再要求登记。")
    named = {"ending": ENDING, "past": PAST, "draft": drafted_code, "reviewed": reviewed_code,
             "breaking": breaking_code}  # fmt: skip
    preparing.names.update({f"edition_{name}": code for name, code in named.items()})


def kept(preparing: Preparing) -> None:
    """Let a department have a draft that was sent back, and one that it handed in."""
    hall = preparing.hall
    keeper, office = hall.account("item_maintainer")["login"], hall.account("central_office")["login"]
    for code in KEPT:
        publishing.handed(hall, code, keeper, conditions="申请人在本市的学校就读过，学籍在本市。")
    with hall.room(commit=True) as room:
        by = room.register.parties.by_login(office).id
        room.publishing.send_back(KEPT[0], 2, by, "写清楚哪些学校。", publishing.seen(room, 2, KEPT[0]))
    preparing.names.update(zip(("kept_back", "kept_handed"), KEPT, strict=True))


def with_files(preparing: Preparing) -> None:
    """Let a guide have a blank form and a sample to download, and a draft of a department one that was just brought."""
    code, hall = KEPT[0], preparing.hall
    with hall.room(commit=True) as room:
        by = room.register.parties.by_login(hall.account("item_maintainer")["login"]).id
        form, sample = (room.attaching.attach(io.BytesIO(content), name, by)
                        for content, name in ((docx(), "申请表.docx"), (PDF, "填好的申请表（样例）.pdf")))  # fmt: skip
        told, editing = room.items[TOLD].editions[-1], room.office.editing
        told.__dict__["data"] = {**told.data, "materials": [{**told.materials[0], "blank": form}, *told.materials[1:]],
                                 "facts": {**told.data["facts"], "result": {"name": "某某证", "kind": "证照",
                                                                            "sample": sample}}}  # fmt: skip
        told._p_changed = True
        show(room.register, files_in(told.data).values())
        editing.name_file(code, "materials.1.blank", form, by, editing.newest(code).seen_mark)
        room.register.stamp.move()
    preparing.names["with_files"] = code


def administered(preparing: Preparing) -> None:
    """Give the pages of administration something to show: a change of rights in writing, an announcement, a name."""
    hall, names = preparing.hall, preparing.names
    browser = hall.browser(sign_in=hall.account("hall_admin", HALL))
    form = browser.get(f"/{HALL}/admin/rights/change").forms["cell"]
    form["right"], form["cell_post"], form["reach"] = "supervision.view|hall", "head", "-"
    form.submit("send", value="cell")
    form = browser.get(f"/{HALL}/admin/announcements/add").forms["admin"]
    form["title"], form["text"] = "周六上午窗口照常办", "综合窗口周六上午照常办。"
    form.submit("send", value="send")
    with hall.room() as room:
        office = room.administration(room.halls[HALL])
        names["clerk"] = str(room.register.parties.by_login(f"{HALL}-counter").id)
        names["village"] = next(unit.key for unit in office.staffing.units if unit.kind == "village")
        names["announcement"] = next(name for name, one in room.halls[HALL].items() if isinstance(one, Announcement))


#: In which order the world is made; what a new page needs is one more step.
STEPS: tuple[Callable[[Preparing], None], ...] = (cases, drafts, mandates, company, written, everything_told,
                                                unanswered, halfway, editions, kept, with_files,
                                                administered)  # fmt: skip


@dataclass(frozen=True)
class World:
    """What was prepared: the names that rows may use, and the pages that are made when a hall starts, by code."""

    names: dict[str, str]
    ready: Mapping[tuple[str, str], bytes]


def prepare(installation: Installation, var: Path) -> World:
    """Make the world in the copy of the installation under ``var``."""
    clock = MovableClock(SystemClock().now() - timedelta(minutes=1))
    settings = replace(installation.settings, var=var)
    house = open_house(settings, installation.declared, clock)
    database = open_database(open_storage(var))
    application = make_app(settings, installation.declared, house, database)
    worker = Worker(house, database)
    hall = Hall(installation, settings, house, database, clock, application, worker)
    preparing = Preparing(hall, clock, {"hall": HALL, "teacher": TEACHER, "mandarin": MANDARIN, "birth": BIRTH,
                                        "main_item": MAIN_ITEM, "part": PART})  # fmt: skip
    try:
        for step in STEPS:
            step(preparing)
        ready = ready_pages(application.registry, STATUSES.items(), MOMENT, WAIT)
    finally:
        database.close()
        house.side.close()
    return World(preparing.names, ready)
