import gettext
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wangting.theming.catalogue import Entry, compile_mo, read_po, write_po

TEXTS = st.dictionaries(
    st.text(st.characters(exclude_categories=["Cs"]), min_size=1), st.text(st.characters(exclude_categories=["Cs"]))
)


@given(english=TEXTS)
def test_what_is_written_is_read_again(english):
    assert read_po(write_po([Entry(key, text, ("src/a.py",)) for key, text in english.items()])) == english


@given(english=TEXTS)
def test_gettext_reads_what_is_compiled(english):
    # NUL and EOT are how gettext itself separates plural and context; no text of ours holds them.
    known = {key: text for key, text in english.items() if text and not set("\0\4") & set(key + text)}
    catalogue = gettext.GNUTranslations(io.BytesIO(compile_mo(known)))
    assert {key: catalogue.gettext(key) for key in known} == known


def test_a_text_over_several_lines_is_read_as_one():
    assert read_po('# c\nmsgid ""\nmsgstr "H: 1\\n"\n\nmsgid ""\n"甲"\n"乙"\nmsgstr ""\n"a "\n"b"\n') == {"甲乙": "a b"}


def test_a_line_that_is_nothing_is_told_by_its_number():
    with pytest.raises(ValueError, match="line 2"):
        read_po('msgid "a"\nnonsense\n')
