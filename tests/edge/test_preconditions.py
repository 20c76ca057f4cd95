import pytest

from guanxi.edge.preconditions import etag_of_version, version_of_if_match
from guanxi.kernel.errors import Problem


@pytest.mark.parametrize(("header", "version"), [(None, None), ("*", None), ('"3"', 3), (' W/"12" ', 12)])
def test_if_match(header, version):
    assert version_of_if_match(header) == version


@pytest.mark.parametrize("header", ["3", '"x"', '"1", "2"', '"-1"', '"99999999999"', ""])
def test_if_match_that_cannot_be_read(header):
    with pytest.raises(Problem) as caught:
        version_of_if_match(header)

    assert (caught.value.status, caught.value.code) == (400, "if_match_invalid")


def test_round_trip():
    assert version_of_if_match(etag_of_version(7)) == 7
