"""A draft gives no right: what was open when it began is asked again when it is handed in."""

from walking import complete, register

TEACHER = "440102013002"


def test_a_draft_begun_before_the_hall_closed_its_online_desk_is_kept_and_not_filed(hall):
    citizen = hall.browser()
    register(citizen)
    page = complete(citizen.get(f"/mengcheng/items/{TEACHER}").click(href="/apply", index=0))
    page = page.forms["draft"].submit("act", value="next").follow()
    page.forms["submit"]["consent"] = True
    with hall.room(commit=True) as room:
        found = room.site["halls"]["mengcheng"]
        found.face = {**found.face, "features": []}
    page.forms["submit"].submit(status=409).mustcontain('data-error="not_online"')
    with hall.room() as room:
        assert not any(len(tree) for tree in room.register.cases)
    citizen.get(page.forms["submit"].action.removesuffix("/submit"), status=200)
