"""Items are offered while somebody types: by keyboard, without a fault of access, and the box works as before."""

from browser.world import HALL

OPEN = ".wt-suggest a"


def typed(tab, words):
    tab.go(f"/{HALL}/")
    tab.page.fill("#q", words)
    tab.page.wait_for_selector(OPEN)


def test_half_a_word_offers_items_that_the_arrows_reach_and_escape_closes(place):
    tab = place.new_tab()
    typed(tab, "jiaosh")
    assert tab.axe() == []
    assert tab.measure(target=44) == []
    tab.page.keyboard.press("ArrowDown")
    assert tab.page.evaluate("document.activeElement.matches('.wt-suggest a')")
    tab.page.keyboard.press("Escape")
    assert tab.page.evaluate("document.activeElement.id") == "q"
    assert not tab.page.is_visible(OPEN)
    assert tab.seen == []
    tab.page.context.close()


def test_an_offered_item_leads_to_its_guide_and_enter_in_the_box_still_searches(place):
    tab = place.new_tab()
    typed(tab, "低保")
    tab.page.keyboard.press("ArrowDown")
    with tab.page.expect_navigation():
        tab.page.keyboard.press("Enter")
    assert "/items/" in tab.page.url
    typed(tab, "低保")
    with tab.page.expect_navigation():
        tab.page.keyboard.press("Enter")
    assert "/search?q=" in tab.page.url
    tab.page.context.close()
