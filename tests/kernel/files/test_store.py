"""The store keeps whole files only, apart by company, under keys of its own."""

import pytest

from guanxi.kernel.errors import NotFound, TooLarge
from guanxi.kernel.files import FileStore


def test_what_is_written_is_read(tmp_path):
    store = FileStore(tmp_path)

    with store.open_writer(42) as writer:
        writer.write(b"hello ")
        writer.write("世界".encode())

    assert writer.key.startswith("42/")
    assert store.size(writer.key) == writer.size == 12
    assert store.open_reader(writer.key).read() == "hello 世界".encode()


def test_an_interrupted_upload_leaves_nothing(tmp_path):
    with pytest.raises(RuntimeError), FileStore(tmp_path).open_writer(1) as writer:
        writer.write(b"half")
        raise RuntimeError

    assert not [path for path in tmp_path.rglob("*") if path.is_file()]


def test_nothing_is_seen_before_the_end(tmp_path):
    store = FileStore(tmp_path)

    with store.open_writer(1) as writer:
        writer.write(b"half")
        with pytest.raises(NotFound):
            store.open_reader(writer.key)


def test_too_large(tmp_path):
    with pytest.raises(TooLarge) as refused, FileStore(tmp_path, limit=10).open_writer(1) as writer:
        writer.write(b"x" * 11)

    assert refused.value.code == "file_too_large"
    assert not [path for path in tmp_path.rglob("*") if path.is_file()]


@pytest.mark.parametrize("key", ["../../etc/passwd", "/etc/passwd", "1/ab/../../x", "1/ab/" + "g" * 32, ""])
def test_keys_from_elsewhere_are_refused(tmp_path, key):
    with pytest.raises(ValueError):
        FileStore(tmp_path).path(key)


def test_deleting_twice_is_no_error(tmp_path):
    store = FileStore(tmp_path)
    with store.open_writer(1) as writer:
        writer.write(b"x")

    store.delete(writer.key)
    store.delete(writer.key)

    with pytest.raises(NotFound):
        store.size(writer.key)
