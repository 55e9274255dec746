"""Registering: name, identity number, mobile number and a password, with the purpose told."""

from __future__ import annotations

from pyramid.request import Request
from pyramid.response import Response
from translationstring import TranslationStringFactory

from wangting.errors import TooMany
from wangting.forms.messages import Problem
from wangting.forms.sent import Answers
from wangting.forms.standing import REGISTER
from wangting.forms.widgets import Button
from wangting.security.permissions import PUBLIC
from wangting.services.registering import LONGEST, SHORTEST
from wangting.views.dressing import shown_form
from wangting.views.portal.places import city_view
from wangting.views.portal.signing import STALE, is_fresh, local_path, welcome
from wangting.views.traversal.contexts import Context

_ = TranslationStringFactory("wangting")

#: Tries an hour from one network: a village PC registers a queue of people, a script does not try out numbers.
TRIES, SECONDS = 60, 3600
#: Where the hash lies for the next attempt, if there is one; it goes with the request.
HASH = "wangting.password_hash"
TAKEN = {
    "id_taken": ("id_number", _("这个身份证号码已经注册过，请直接登录")),
    "phone_taken": ("phone", _("这个手机号已经注册过，请直接登录，或换一个手机号")),
}


@city_view(name="register", request_method="GET", permission=PUBLIC, renderer="portal/register.pt")
def ask(context: Context, request: Request) -> dict:
    """Show the form."""
    return _page(request, {}, ())


@city_view(name="register", request_method="POST", permission=PUBLIC, require_csrf=False,
           renderer="portal/register.pt")  # fmt: skip
def register(context: Context, request: Request) -> dict | Response:
    """Add a citizen and sign them in; whatever is wrong is told beside its field and nothing but passwords is lost."""
    room = request.room
    outcome = REGISTER.validate(request.POST.items(), lang=request.page.lang, today=room.house.clock.now().date())
    values = outcome.values
    if not is_fresh(request):
        return _page(request, values, (Problem("password", STALE),))
    errors = outcome.errors + _own_problems(values, {problem.field for problem in outcome.errors})
    if not errors:
        wait = room.house.side.throttles.hit(f"register:{request.network}", TRIES, SECONDS)
        if wait:
            raise TooMany("too_many", wait=wait)
        errors = _taken(request, values)
    if errors:
        return _page(request, values, errors)
    password = hashed(request, values["password"])
    # The hash takes its time: somebody else may have registered in the meantime.
    errors = _taken(request, values)
    if errors:
        return _page(request, values, errors)
    person = room.registering.register(
        name=values["name"], id_number=values["id_number"], phone=values["phone"], password_hash=password
    )
    return welcome(request, person)


def hashed(request: Request, password: str) -> str:
    """Return the hash of a new password, made between two transactions and once for all attempts of the request.

    While it is made others register: in a transaction that had begun before, each of them would be a conflict.
    """
    made = request.environ.get(HASH)
    if made is None:
        made = request.environ[HASH] = request.room.registering.hashed(password)
        request.tm.abort()
        request.tm.begin()
    return made


def _taken(request: Request, values: Answers) -> tuple[Problem, ...]:
    """Return what says that somebody has registered with this number or phone already."""
    taken = request.room.registering.taken(id_number=values["id_number"], phone=values["phone"])
    return tuple(Problem(*TAKEN[code]) for code in taken)


def _own_problems(values: Answers, told: set[str]) -> tuple[Problem, ...]:
    """Return what only this form asks: a mobile number, and a password that will do."""
    problems = []
    if "phone" not in told and values["phone"].startswith("0"):
        problems.append(Problem("phone", _("写 11 位手机号，座机收不到短信")))
    return (*problems, *password_problems(values, told))


def password_problems(values: Answers, told: set[str]) -> tuple[Problem, ...]:
    """Return what is wrong with a new password: too short, too long, not the same one twice."""
    problems = []
    if "password" not in told and not SHORTEST <= len(values["password"]) <= LONGEST:
        limits = {"shortest": SHORTEST, "longest": LONGEST}
        problems.append(Problem("password", _("密码要 ${shortest} 到 ${longest} 个字", mapping=limits)))
    if not {"password", "password_again"} & told and values["password"] != values["password_again"]:
        problems.append(Problem("password_again", _("两遍密码不一样，请再写一遍")))
    return tuple(problems)


def _page(request: Request, values: Answers, errors: tuple[Problem, ...]) -> dict:
    wanted = local_path(request.params.get("next"))
    request.response.status_int = 422 if errors else 200
    form = shown_form(
        request,
        REGISTER,
        request.page.url("/register"),
        (Button("register", _("注册"), "main"),),
        id="register",
        values=values,
        errors=errors,
        hidden={"next": wanted} if wanted else None,
    )
    return {"title": _("注册"), "form": form, "errors": errors, "noindex": True}
