import pytest
from hypothesis import given
from hypothesis import strategies as st

from wangting.rules.prose import Block, blocks


@pytest.mark.parametrize(
    ("text", "kinds"),
    [("", []), (" \n\n ", []), ("a\nb\n\nc", ["paragraph", "paragraph"]), ("- a\n- b\nc", ["list", "paragraph"]),
     ("## a\nb", ["heading", "paragraph"]), ("## a\n## b", ["heading", "heading"]), ("##a\n-b", ["paragraph"]),
     ("- a\n\n- b", ["list", "list"])],
)  # fmt: skip
def test_plain_writing_is_read_as_headings_paragraphs_and_lists(text, kinds):
    assert [block.kind for block in blocks(text)] == kinds


def test_markup_is_text():
    assert blocks("<b>粗</b>\n## <i>斜</i>") == (Block("paragraph", ("<b>粗</b>",)), Block("heading", ("<i>斜</i>",)))


@given(st.text(alphabet="a中#- \n<&", max_size=60))
def test_nothing_that_was_typed_is_lost_but_marks_and_empty_space(text):
    shown = "".join(line for block in blocks(text) for line in block.lines)
    assert [letter for letter in shown if letter in "a中<&"] == [letter for letter in text if letter in "a中<&"]
    assert all(block.lines for block in blocks(text))
