"""What every theme keeps, whoever makes it."""

import re

import pytest
from lxml import etree
from lxml import html as parser

from contract.themes.specimens import HOME, MAY_BE_EMPTY, specimens
from wangting.declare import themes as declared
from wangting.theming.loader import Themes
from wangting.theming.page import HallFace, Page
from wangting.theming.static import StaticFiles

DECLARED, PROBLEMS = declared.load(HOME)
THEMES = Themes(HOME / "themes", {key: theme.parent for key, theme in DECLARED.items()})
FILES = StaticFiles(THEMES)
HALLS = ("municipal", "qiaocheng", "guoyang", "mengcheng", "lixin", "ezone")
LANGUAGES = ("zh-Hans", "en")
HAN = re.compile("[\u2e80-\u9fff]")

# Lights, focus, targets, voices' sizes and the scale are the same in every hall (look/README 5).
MAY_CHANGE = re.compile(
    r"--wt-(?:accent|deep|mid|soft|tint|on-accent|hei|song|mono|radius|municipal|qiaocheng|guoyang|mengcheng|lixin|ezone)"
)


def page_of(theme, lang, **known):
    page = Page(
        theme=theme, lang=lang, hall=HallFace("lixin", "利辛厅", "Lixin Hall", theme=theme), trace="ab12", **known
    )
    page.static = lambda name: FILES.url(theme, name)
    page.styles = FILES.styles(theme)
    return page


def unmarked_chinese(tree):
    """Return the Chinese texts that stand under no element marked as Chinese."""
    found = []
    for element in tree.iter(etree.Element):
        marked = any(str(each.get("lang", "")).startswith("zh") for each in element.iterancestors())
        own = marked or str(element.get("lang", "")).startswith("zh")
        found += [text for text in [element.text] if text and not own and HAN.search(text)]
        found += [text for text in [element.tail] if text and not marked and HAN.search(text)]
    return found


def test_every_theme_is_declared_and_none_has_a_problem():
    assert PROBLEMS == []
    assert {path.parent.name for path in (HOME / "themes").glob("*/templates")} == set(DECLARED)


@pytest.mark.parametrize("theme", DECLARED)
def test_every_template_compiles(theme):
    names = THEMES.names(theme)
    assert {"error.pt", "components/page.pt", "widgets/form.pt"} <= set(names)
    for name in names:
        THEMES.template(theme, name).cook_check()


@pytest.mark.parametrize("theme", DECLARED)
def test_no_two_files_define_one_component(theme):
    for link in THEMES.chains[theme]:
        folder = HOME / "themes" / link / "templates" / "components"
        names = [
            name
            for file in sorted(folder.glob("*.pt"))
            for name in re.findall(r'define-macro="(\w+)"', file.read_text("utf-8"))
        ]
        assert len(names) == len(set(names))


@pytest.mark.parametrize("theme", DECLARED)
def test_templates_are_no_place_for_code_scripts_and_styles(theme):
    for path in sorted((HOME / "themes" / theme).rglob("*.pt")):
        text = path.read_text("utf-8")
        for forbidden in (
            r"<\?python",
            r"__(?!start__|end__)\w+__",
            r"<script(?![^>]*\bsrc=)",
            r"\sstyle=",
            r"\son\w+=",
            r"<style",
            r"https?://(?!www\.w3\.org)",
        ):
            assert not re.search(forbidden, text), (path.name, forbidden)


@pytest.mark.parametrize("theme", DECLARED)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_shared_component_can_be_shown_and_marks_its_chinese(theme, lang):
    ui = THEMES.ui(theme, lang)
    for name, values in specimens(lang).items():
        tree = parser.fragment_fromstring(getattr(ui, name)(**values), create_parent="div")
        assert name in MAY_BE_EMPTY or tree.xpath("count(.//*)") > 0, name
        if lang == "en":
            assert unmarked_chinese(tree) == [], name


@pytest.mark.parametrize("theme", DECLARED)
@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("status", [404, 409, 503])
def test_a_page_has_one_main_one_heading_and_no_chinese_in_english(theme, lang, status):
    page = page_of(theme, lang, person="W*", csrf=lambda: "t")
    tree = parser.document_fromstring(THEMES.page("error.pt", page, {"code": "x", "status": status, "facts": {}}))
    assert len(tree.xpath("//main")) == len(tree.xpath("//h1")) == 1
    assert tree.xpath("//a[@class='wt-skip']/@href") == ["#main"]
    if lang == "en":
        assert unmarked_chinese(tree) == []
        labels = [value for value in tree.xpath("//@aria-label | //@title | //@placeholder") if HAN.search(value)]
        assert labels == []


@pytest.mark.parametrize("theme", DECLARED)
def test_every_symbol_that_is_used_is_drawn(theme):
    drawn = set(
        re.findall(r'symbol id="([\w-]+)"', THEMES.find(theme, "templates", "components/sprite.pt").read_text("utf-8"))
    )
    for path in sorted((HOME / "themes").rglob("*.pt")):
        used = re.findall(r'href="#([li]-\w+)"', path.read_text("utf-8"))
        assert set(used) <= drawn, path.name


@pytest.mark.parametrize("theme", [key for key in DECLARED if key != "default"])
def test_a_tenant_theme_changes_only_the_tokens_it_may(theme):
    for path in sorted((HOME / "themes" / theme / "static").rglob("*.css")):
        changed = re.findall(r"(--[\w-]+)\s*:", path.read_text("utf-8"))
        assert [token for token in changed if not MAY_CHANGE.fullmatch(token)] == [], path.name


def test_colours_sizes_and_fonts_are_written_in_the_tokens_only():
    house = (HOME / "themes/default/static/house.css").read_text("utf-8")
    assert not re.search(r"#[0-9a-fA-F]{3,8}\b|rgb|font-family|font-size:\s*[\d.]", house)


def test_no_style_sheet_fetches_anything_from_elsewhere():
    for path in sorted((HOME / "themes").rglob("*.css")):
        assert re.findall(r"@import|url\((?!\"data:)", path.read_text("utf-8")) == [], path.name


@pytest.mark.parametrize("hall", HALLS)
def test_each_hall_has_its_accent_and_text_on_it_can_be_read(hall):
    tokens = (HOME / "themes/default/static/tokens.css").read_text("utf-8")
    block = re.search(rf'\[data-hall="{hall}"\]\s*{{([^}}]*)}}', tokens)[1]
    accent = re.search(r"--wt-accent:\s*#(\w{6})", block)[1]
    assert contrast(accent, "ffffff") >= 4.5


def contrast(one, other):
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(colour):
    parts = [int(colour[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
