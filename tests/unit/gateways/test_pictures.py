import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from wangting.gateways.pictures import jpeg_size, png_size


@pytest.mark.parametrize(("form", "measure"), [("JPEG", jpeg_size), ("PNG", png_size)])
@pytest.mark.parametrize("size", [(1, 1), (640, 480), (33, 2000)])
def test_a_real_picture_has_the_size_that_a_decoder_finds(form, measure, size):
    stream = io.BytesIO()
    Image.new("RGB", size, "white").save(stream, form)
    stream.seek(0)
    assert measure(stream) == size


def test_a_progressive_picture_is_measured_too():
    stream = io.BytesIO()
    Image.new("RGB", (200, 100)).save(stream, "JPEG", progressive=True, comment=b"c" * 60_000)
    stream.seek(0)
    assert jpeg_size(stream) == (200, 100)


@given(st.binary(max_size=300))
def test_any_bytes_have_a_size_or_none(content):
    for measure in (jpeg_size, png_size):
        found = measure(io.BytesIO(content))
        assert found is None or min(found) > 0
    found = jpeg_size(io.BytesIO(b"\xff\xd8" + content))
    assert found is None or min(found) > 0
