"""`guanxi bench tenants`: a few companies, by the product's own founding."""

FEW = ("--touched", "0", "--deals", "100")


def test_founds_what_is_missing_and_refuses_to_measure_among_others(answer_of, guanxi):
    first = answer_of("bench", "tenants", "--companies", "4", *FEW)
    more = answer_of("bench", "tenants", "--companies", "6", *FEW)
    again = answer_of("bench", "tenants", "--companies", "6", *FEW)

    assert [(found["companies"], found["founded"]) for found in (first, more, again)] == [
        (4, 4),
        (6, 2),
        (6, 0),
    ]
    assert first["bytes_per_company"] > 0 and first["founding_ms"]["p50"] > 0
    assert set(first["plans"]) == {"list", "list by a field of the account", "board", "search"}

    guanxi("tenant", "create", "--name", "Acme", "--email", "ada@acme.example")
    refused = guanxi("bench", "tenants", "--companies", "6", *FEW, expect=1)

    assert "1 other companies" in refused.stderr and "Traceback" not in refused.stderr
