"""`guanxi import` and `guanxi export` in this installation; their way to a server is the same client."""

import csv

import pytest

PRODUCTS = "product,series,sales_price\nGTX Basic,GTX,550\nGTX Pro,GTX,4821\nGTX Odd,GTX,many\n"
MAPPING = '{"mapping": {"product": "name", "series": "series", "sales_price": "unit_price"}}'


@pytest.fixture(scope="module")
def company(answer_of):
    return answer_of("tenant", "create", "--name", "Importers", "--email", "ada@importers.example")["tenant"][
        "slug"
    ]


@pytest.fixture(scope="module")
def products(tmp_path_factory):
    path = tmp_path_factory.mktemp("files") / "products.csv"
    path.write_text(PRODUCTS)
    return path


class TestImport:
    def test_counts_and_writes_refused_rows(self, answer_of, company, products):
        refused = products.with_name("refused.csv")

        answer = answer_of(
            "import",
            str(products),
            "--object",
            "product",
            "--company",
            company,
            "--refused",
            str(refused),
            "--options",
            MAPPING,
            expect=1,
        )

        assert (answer["created"], answer["refused"]) == (2, 1)
        assert "many" in refused.read_text("utf-8-sig")

    def test_unknown_object(self, guanxi, company, products):
        done = guanxi("import", str(products), "--object", "spaceship", "--company", company, expect=1)

        assert "Traceback" not in done.stderr

    def test_options_have_to_be_json(self, guanxi, products):
        assert (
            "JSON"
            in guanxi("import", str(products), "--object", "product", "--options", "{", expect=2).stderr
        )

    def test_says_that_it_needs_to_know_where(self, guanxi, products):
        assert "--company" in guanxi("import", str(products), "--object", "product", expect=2).stderr

    def test_server_out_of_reach(self, guanxi, products):
        where = ("--url", "http://127.0.0.1:1", "--key", "gx_none")

        done = guanxi("import", str(products), "--object", "product", *where, expect=1)

        assert "does not answer" in done.stderr


class TestExport:
    def test_csv(self, answer_of, company, tmp_path):
        path = tmp_path / "products.csv"

        answer = answer_of("export", str(path), "--object", "product", "--company", company)

        assert answer["bytes"] == path.stat().st_size
        with path.open(encoding="utf-8-sig") as file:
            assert {"GTX Basic", "GTX Pro"} <= {cell for row in csv.reader(file) for cell in row}

    def test_refusal_leaves_no_file(self, guanxi, company, tmp_path):
        path = tmp_path / "none.csv"
        arguments = (
            "export",
            str(path),
            "--object",
            "product",
            "--company",
            company,
            "--filter",
            "colour == 1",
        )

        done = guanxi(*arguments, expect=1)

        assert "colour" in done.stderr
        assert not path.exists()

    def test_other_ending(self, guanxi, company, tmp_path):
        assert (
            ".xlsx"
            in guanxi(
                "export", str(tmp_path / "a.pdf"), "--object", "product", "--company", company, expect=2
            ).stderr
        )
