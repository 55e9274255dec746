"""What journeys over the desk share: officers, cases on file, their addresses."""

from __future__ import annotations

from acting import submit


def file_case(hall, key="mengcheng", **more):
    """File a case, and end its draft as the page does, so that the next one is another case."""
    case_id = submit(hall, key=key, **more)
    with hall.room() as room:
        case = room.register.case(case_id)
        room.drafting.filed(case.draft_id, case.number)
    return case_id


def officer(hall, role, unit=None, key="mengcheng", **environ):
    """Return a browser of the sample officer who holds ``role``."""
    return hall.browser(sign_in=hall.account(role, key, unit), **environ)


def number_of(hall, case_id):
    with hall.room() as room:
        return room.register.case(case_id).number


def at(hall, case_id, key="mengcheng"):
    return f"/{key}/desk/cases/{number_of(hall, case_id)}"


def tid(hall):
    """Return the last transaction of the database."""
    return hall.database.lastTransaction()
