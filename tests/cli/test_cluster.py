"""`guanxi cluster`, on a server with Citus and on one without."""

import pytest


class TestWithoutCitus:
    @pytest.fixture(autouse=True)
    def plain(self, server):
        if server.is_sharded:
            pytest.skip("the server has Citus")

    @pytest.mark.parametrize("arguments", [("status",), ("check",), ("distribute",), ("isolate", "acme")])
    def test_says_how_to_have_it(self, guanxi, arguments):
        done = guanxi("cluster", *arguments, expect=1)

        assert "Citus" in done.stderr or "no company" in done.stderr
        assert "Traceback" not in done.stderr


class TestWithCitus:
    @pytest.fixture(autouse=True)
    def sharded(self, server):
        if not server.is_sharded:
            pytest.skip("GUANXI_TEST_DATABASE_URL names no server with Citus in shared_preload_libraries")

    def test_check_is_content(self, answer_of):
        found = answer_of("cluster", "check")

        assert found["findings"] == []
        assert found["tables"]["deal"] == {"declared": "company", "is_in_place": True}
        assert found["tables"]["session"] == {"declared": "local", "is_in_place": True}

    def test_distribute_again_is_content(self, answer_of):
        assert answer_of("cluster", "distribute")["findings"] == []

    def test_status_shows_the_nodes(self, guanxi):
        assert "coordinator" in guanxi("cluster", "status").stdout

    def test_isolates_a_company(self, guanxi, answer_of):
        made = answer_of("tenant", "create", "--name", "Acme", "--email", "ada@acme.example")
        slug = made["tenant"]["slug"]

        assert answer_of("cluster", "isolate", slug, "--transfer", "block_writes")["is_alone"]
        assert "no company" in guanxi("cluster", "isolate", "nobody", expect=1).stderr
