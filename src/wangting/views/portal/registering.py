"""Registering: name, identity number, mobile number and a password, with the purpose told; then a code to the phone."""

from __future__ import annotations

from pyramid.request import Request
from pyramid.response import Response
from translationstring import TranslationStringFactory

from wangting.errors import TooMany
from wangting.forms.messages import Problem
from wangting.forms.sent import Answers
from wangting.forms.standing import REGISTER
from wangting.forms.widgets import Button
from wangting.gateways.guessed import is_guessed
from wangting.security.permissions import PUBLIC
from wangting.services.registering import LONGEST, SHORTEST
from wangting.views.dressing import go, shown_form
from wangting.views.portal.places import city_view
from wangting.views.portal.signing import STALE, is_fresh, local_path
from wangting.views.traversal.contexts import Context

_ = TranslationStringFactory("wangting")

#: Tries an hour from one network: a village PC registers a queue of people, a script does not try out numbers.
TRIES, SECONDS = 60, 3600
#: Where the hash lies for the next attempt, if there is one; it goes with the request.
HASH = "wangting.password_hash"
#: What else is on the form that a guesser would know.
OWN = ("name", "id_number", "phone")
#: Under which word the session keeps what was typed, sealed, until the code comes back.
PENDING = "registering"
TOO_YOUNG = _("不满 ${years} 岁，由监护人登记：监护人用自己的账号登录，在“我的账户”里登记孩子")


@city_view(name="register", request_method="GET", permission=PUBLIC, renderer="portal/register.pt")
def ask(context: Context, request: Request) -> dict:
    """Show the form."""
    return register_page(request, _typed(request), ())


@city_view(name="register", request_method="POST", permission=PUBLIC, require_csrf=False,
           renderer="portal/register.pt")  # fmt: skip
def register(context: Context, request: Request) -> dict | Response:
    """Send a code to the phone; whatever is wrong is told beside its field and nothing but passwords is lost.

    Whether somebody has registered already is told on the phone, to whose it is, and not on the page.
    """
    room = request.room
    outcome = REGISTER.validate(request.POST.items(), lang=request.page.lang, today=room.house.clock.now().date())
    values = outcome.values
    if not is_fresh(request):
        return register_page(request, values, (Problem("password", STALE),))
    errors = outcome.errors + _own_problems(request, values, {problem.field for problem in outcome.errors})
    if errors:
        return register_page(request, values, errors)
    wait = room.house.side.throttles.hit(f"registering:{request.network}", TRIES, SECONDS)
    if wait:
        raise TooMany("too_many", wait=wait)
    password = hashed(request, values["password"])
    told = {name: values[name] for name in ("name", "id_number", "phone")}
    pending = request.room.enrolling.ask(**told, password_hash=password, network=request.network)
    request.session[PENDING] = request.room.enrolling.seal(pending)
    return go(request, "/register-code", next=local_path(request.params.get("next")))


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


def _own_problems(request: Request, values: Answers, told: set[str]) -> tuple[Problem, ...]:
    """Return what only this form asks: a mobile number, an age, and a password that will do."""
    problems, enrolling = [], request.room.enrolling
    if "id_number" not in told and enrolling.is_too_young(values["id_number"]):
        problems.append(Problem("id_number", _(TOO_YOUNG, mapping={"years": enrolling.youngest})))
    if "phone" not in told and values["phone"].startswith("0"):
        problems.append(Problem("phone", _("写 11 位手机号，座机收不到短信")))
    return (*problems, *password_problems(values, told))


def password_problems(values: Answers, told: set[str]) -> tuple[Problem, ...]:
    """Return what is wrong with a new password: too short, too long, guessed first, not the same one twice."""
    problems = []
    if "password" not in told and not SHORTEST <= len(values["password"]) <= LONGEST:
        limits = {"shortest": SHORTEST, "longest": LONGEST}
        problems.append(Problem("password", _("密码要 ${shortest} 到 ${longest} 个字", mapping=limits)))
    elif "password" not in told and is_guessed(values["password"], [str(values.get(name) or "") for name in OWN]):
        problems.append(Problem("password", _("这个密码太容易被猜到，换一句别人想不到的话")))
    if not {"password", "password_again"} & told and values["password"] != values["password_again"]:
        problems.append(Problem("password_again", _("两遍密码不一样，请再写一遍")))
    return tuple(problems)


def _typed(request: Request) -> Answers:
    """Return what was typed before, for who comes back from the code because the phone was mistyped."""
    pending = request.room.enrolling.unseal(request.session.get(PENDING))
    return {} if pending is None else {"name": pending.name, "id_number": pending.id_number, "phone": pending.phone}


def register_page(request: Request, values: Answers, errors: tuple[Problem, ...]) -> dict:
    """Return the page with the form as it was filled in; with errors the answer is 422."""
    wanted = local_path(request.params.get("next"))
    form = shown_form(
        request,
        REGISTER,
        request.page.url("/register"),
        (Button("register", _("发验证码"), "main"),),
        id="register",
        values=values,
        errors=errors,
        hidden={"next": wanted} if wanted else None,
    )
    return {"title": _("注册"), "form": form, "errors": errors, "noindex": True}
