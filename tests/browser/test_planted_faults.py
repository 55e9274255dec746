"""Each check of the browser is shown a page that breaks it: a check that cannot fail proves nothing."""

import pytest

PAGE = """<!DOCTYPE html><html lang="{lang}"><head><meta charset="utf-8"><title>{title}</title>{head}</head>
<body><main><h1>Heading</h1>{body}</main></body></html>"""
POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:"
#: What is planted: language asked for, head, body, and what is told of it.
FAULTS = {
    "a page wider than the window": ("zh-Hans", "", '<svg width="900" height="9"></svg>', "scrolls sideways"),
    "a small button": ("zh-Hans", "", "<button>a</button>", "target of"),
    "the wrong language": ("en", "", "", "lang is en"),
    "two main buttons": ("zh-Hans", "", '<p class="wt-btn-main">a</p><p class="wt-btn-main">b</p>', "2 main buttons"),
    "two headings": ("zh-Hans", "", "<h1>b</h1>", "2 headings"),
    "errors without the focus": ("zh-Hans", "", '<div class="wt-errors">a</div>', "not on the errors"),
    "a style in the page": ("zh-Hans", "", '<p style="color: red">a</p>', "inline"),
    "a script in the page": ("zh-Hans", "<script>document.title = 1</script>", "", "refused"),
    "a picture from elsewhere": ("zh-Hans", "", '<img alt="a" src="//127.0.0.2:9/a.png">', "img-src"),
    "a picture that is not there": ("zh-Hans", "", '<img alt="a" width="9" height="9" src="/nothing.png">', "404"),
    "a picture without words": ("zh-Hans", "", '<img src="data:image/gif;base64,R0lGODlhAQABAAAAACw=">', "image-alt"),
    "a field without a label": ("zh-Hans", "", "<input>", "axe label"),
}
ENGLISH = {
    "Chinese text": "<p>你好</p>",
    "a Chinese name of a button": '<button aria-label="你好">a</button>',
    "Chinese punctuation": "<p>Name：a</p>",
    "a Chinese hint in a field": '<input placeholder="你好">',
}


@pytest.fixture
def planted(place):
    """A tab in which one address of the hall answers with a page of the test."""
    tab = place.new_tab()

    def show(**parts):
        page = PAGE.format(**{"lang": "zh-Hans", "title": "a", "head": "", "body": "", **parts})
        headers = {"Content-Type": "text/html", "Content-Security-Policy": POLICY}
        tab.page.route("**/planted", lambda route: route.fulfill(body=page, headers=headers))
        tab.wide(390)
        tab.go("/planted")
        return tab

    yield show
    tab.page.context.close()


@pytest.mark.parametrize("name", FAULTS)
def test_a_planted_fault_is_found(planted, name):
    lang, head, body, told = FAULTS[name]
    tab = planted(lang=lang, head=head, body=body)
    assert told in "\n".join([*tab.measure(target=44), *tab.axe(), *tab.noticed()])


@pytest.mark.parametrize("name", ENGLISH)
def test_chinese_on_an_english_page_is_found(planted, name):
    tab = planted(lang="en", body=ENGLISH[name])
    assert "outside lang=zh" in "\n".join(tab.measure(target=0, english=True))
    marked = planted(lang="en", body=f'<div lang="zh-Hans">{ENGLISH[name]}</div>')
    assert marked.measure(target=0, english=True) == []


def test_a_button_on_paper_is_found(planted):
    tab = planted(body="<button>a</button>")
    tab.page.emulate_media(media="print")
    assert "printed" in "\n".join(tab.measure(target=0, print_=True))


def test_a_page_without_faults_has_none(planted):
    tab = planted(body='<p>你好 <a href="/">回到首页</a></p>')
    assert [*tab.measure(target=44), *tab.axe(), *tab.noticed()] == []
