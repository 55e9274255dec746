"""Site managers' passwords: how they sign in, and how long a password is.

Substance D keeps bcrypt hashes, of which everything past the 72nd byte is no part.
"""

from __future__ import annotations

import hashlib
from typing import Any

import bcrypt
import colander
from pyramid.request import Request
from substanced.interfaces import IUserLocator
from substanced.principal import DefaultUserLocator
from substanced.principal.views import AddUserSchema, AddUserView, ChangePasswordView, UserPasswordSchema
from substanced.sdi.views.login import login

#: Letters at least (ASVS 5.0, 6.2.1 asks for 8, and these people may do everything), bytes at most (bcrypt).
SHORTEST, LONGEST = 12, 72
#: The hash of a password that nobody knows: asking for an unknown login takes as long as for a known one.
DUMMY = bcrypt.hashpw(b"nobody knows this one", bcrypt.gensalt())
TAKES = "form.submitted"
SEAL_KEY = "substrate.seal"


def locator(request: Request, context: object) -> Any:
    """Return what finds Substance D's users from ``context``."""
    return request.registry.queryMultiAdapter((context, request), IUserLocator) or DefaultUserLocator(context, request)


def seal_of(user: Any) -> str:
    """Return what a session remembers of the password it was begun with: another password ends the session."""
    stored = user.password
    return hashlib.sha256(stored if isinstance(stored, bytes) else stored.encode()).hexdigest()


def sign_in(context: object, request: Request) -> Any:
    """Show the form, or sign in: a password is read from a body only, never said back, never longer than its hash."""
    if request.method != "POST":
        # A password in an address is in every log already: it is not tried, and not kept as the place to go back to.
        request.environ["QUERY_STRING"] = ""
    typed = request.POST.get("password", "").encode()
    if len(typed) > LONGEST:
        request.POST["password"] = ""
    answer = login(context, request)
    if not isinstance(answer, dict):
        return answer
    if TAKES in request.POST and locator(request, context).get_user_by_login(answer["login"]) is None:
        bcrypt.checkpw(typed[:LONGEST], DUMMY)
    return {**answer, "password": ""}


def long_enough(node: colander.SchemaNode, value: str) -> None:
    """Refuse a password that is too short to be safe or too long to count."""
    if len(value) < SHORTEST:
        raise colander.Invalid(node, f"A password has at least {SHORTEST} letters.")
    if len(value.encode()) > LONGEST:
        raise colander.Invalid(node, f"A password has at most {LONGEST} bytes; a Chinese character takes three.")


class AddUser(AddUserView):
    """Substance D's form for a new site manager, with a password that is long enough."""

    schema = AddUserSchema()
    schema["password"].validator = long_enough


class ChangePassword(ChangePasswordView):
    """Substance D's form for another password; every other session of that site manager ends."""

    schema = UserPasswordSchema()
    schema["password"].validator = long_enough
    # Longer than its hash it cannot be the current one, and bcrypt would not even look.
    schema["current_user_password"].validator = colander.Function(
        lambda typed: len(typed.encode()) <= LONGEST, "This is not your password."
    )

    def change_success(self, appstruct: dict) -> Any:
        """Change it; who changes the own one stays signed in here."""
        answer = super().change_success(appstruct)
        if self.request.user is self.context:
            self.request.session[SEAL_KEY] = seal_of(self.context)
        return answer
