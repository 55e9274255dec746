"""At the minute at which silence becomes acceptance, also while the worker stands still."""

from datetime import timedelta

from desks import file_case, number_of
from wangting.clock import moment_of


def test_an_applicant_who_withdraws_when_silence_has_become_acceptance_sees_it_and_can_still_withdraw(hall):
    case_id = file_case(hall)
    number = number_of(hall, case_id)
    with hall.room() as room:
        ((minute, _act),) = room.register.case(case_id).waiting
    hall.clock.set(moment_of(minute) - timedelta(minutes=1))
    citizen = hall.browser(sign_in=hall.account("citizen"))
    form = citizen.get(f"/me/cases/{number}/withdraw").forms["withdraw"]
    hall.clock.set(moment_of(minute))
    form.submit(status=409)
    with hall.room() as room:
        assert [entry.act for entry in room.register.case(case_id).ledger] == ["submit", "deem"]
    citizen.get(f"/me/cases/{number}/withdraw").forms["withdraw"].submit(status=303)


def test_a_minute_before_it_is_withdrawn_and_nothing_is_deemed(hall):
    case_id = file_case(hall)
    number = number_of(hall, case_id)
    with hall.room() as room:
        ((minute, _act),) = room.register.case(case_id).waiting
    hall.clock.set(moment_of(minute) - timedelta(minutes=1))
    citizen = hall.browser(sign_in=hall.account("citizen"))
    citizen.get(f"/me/cases/{number}/withdraw").forms["withdraw"].submit(status=303)
    hall.clock.advance(minutes=5)
    hall.worker.round()
    with hall.room() as room:
        assert [entry.act for entry in room.register.case(case_id).ledger] == ["submit", "withdraw"]
