"""What comes of several sets, of a role and of a licence together."""

from __future__ import annotations

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guanxi.kernel.tenancy.rights import (
    AREAS,
    EVERYTHING,
    LICENCES,
    NOTHING,
    RECORD_VERBS,
    ROLE_DEFINITIONS,
    Rights,
    rights_from,
    rights_of,
)

MEMBER, VIEWER = ROLE_DEFINITIONS["member"], ROLE_DEFINITIONS["viewer"]
OBJECTS, FIELDS = ("deal", "account", "activity"), ("amount", "name")


def deals(verbs: list[str], **limits: str) -> dict:
    return {"objects": {"deal": verbs}, "fields": {"deal": limits}}


definitions = st.fixed_dictionaries(
    {
        "objects": st.dictionaries(
            st.sampled_from(("*", *OBJECTS)), st.lists(st.sampled_from((*RECORD_VERBS, "approve")))
        ),
        "fields": st.dictionaries(
            st.sampled_from(OBJECTS),
            st.dictionaries(st.sampled_from(FIELDS), st.sampled_from(("hidden", "read", "masked"))),
        ),
        "areas": st.lists(st.sampled_from((*AREAS, "moon.manage"))),
    }
)


def reaches(rights: Rights) -> dict:
    """All that somebody may do, asked for one by one."""
    return {
        **{f"{name}.{verb}": rights.allow(f"{name}.{verb}") for name in OBJECTS for verb in RECORD_VERBS},
        **{area: rights.allow(area) for area in AREAS},
        **{(name, field): rights.reach(name, field) for name in OBJECTS for field in FIELDS},
    }


class TestUnion:
    def test_gives_what_any_set_gives(self):
        rights = rights_of("member", [deals(["read"]), deals(["read", "update"])])

        assert rights.verbs("deal") == {"read", "update"}
        assert rights.verbs("account") == set()

    def test_a_field_free_in_one_set_is_free(self):
        rights = rights_of(
            "member", [deals(["read", "update"], amount="hidden"), deals(["read", "update"], amount="read")]
        )

        assert rights.sees("deal", "amount")
        assert not rights.edits("deal", "amount")

    def test_a_set_that_does_not_read_the_object_says_nothing_of_its_fields(self):
        other = {"objects": {"account": ["read"]}}

        rights = rights_of("member", [deals(["read", "update"], amount="hidden"), other])

        assert not rights.sees("deal", "amount")

    def test_a_set_that_only_reads_frees_no_field_for_writing(self):
        rights = rights_of("viewer", [VIEWER, deals(["read", "update"], amount="read", name="hidden")])

        assert not rights.edits("deal", "amount")
        assert rights.sees("deal", "name")
        assert not rights.edits("deal", "name")
        assert rights.edits("deal", "stage")

    def test_others_stand_for_objects_that_only_one_set_names(self):
        rights = rights_of("member", [{"objects": {"*": ["read"]}}, deals([])])

        assert rights.allow("deal.read")

    @given(st.lists(definitions, min_size=1, max_size=3))
    def test_does_not_depend_on_the_order(self, sets):
        first = reaches(rights_of("member", sets))

        assert all(reaches(rights_of("member", each)) == first for each in permutations(sets))

    @given(st.lists(definitions, min_size=1, max_size=3))
    def test_reaches_as_far_as_its_furthest_part(self, sets):
        order = {False: 0, True: 1, "hidden": 0, "read": 1, "edit": 2}
        parts = [reaches(rights_from(each)) for each in sets]
        whole = reaches(rights_of("member", sets))

        for right, reached in whole.items():
            assert order[reached] == max(order[part[right]] for part in parts), right

    @given(definitions, definitions)
    def test_covers_exactly_what_reaches_no_further(self, one, other):
        order = {False: 0, True: 1, "hidden": 0, "read": 1, "edit": 2}
        wide, narrow = rights_from(one), rights_from(other)

        if wide.covers(narrow):
            reached = reaches(narrow)
            assert all(order[reached[right]] <= order[far] for right, far in reaches(wide).items())
        assert (wide | narrow).covers(narrow)


class TestFields:
    def test_hidden(self):
        rights = rights_from(deals(["read", "update"], amount="hidden"))

        assert not rights.sees("deal", "amount")
        assert not rights.edits("deal", "amount")
        assert rights.reach("deal", "amount") == "hidden"
        assert rights.reach("deal", "name") == "edit"

    def test_read(self):
        rights = rights_from(deals(["read", "update"], amount="read"))

        assert rights.sees("deal", "amount")
        assert not rights.edits("deal", "amount")

    def test_without_the_object_no_field_is_seen(self):
        assert not rights_from({"objects": {"*": ["read"], "deal": []}}).sees("deal", "name")

    def test_people_who_see_the_same_are_alike(self):
        hidden = rights_from(deals(["read"], amount="hidden"))
        fixed = rights_from({"objects": {"*": ["read"]}, "fields": {"deal": {"amount": "read"}}})

        assert fixed.sight is None
        assert hidden.sight is not None
        assert hidden.sight == rights_from(deals(["read", "update"], amount="hidden")).sight

    @pytest.mark.parametrize("field", ["role", "licence"])
    def test_what_gives_rights_takes_the_area_to_change(self, field):
        manages_people = {"objects": {"user": ["read", "update"]}}
        manages_rights = {**manages_people, "areas": ["permission.manage"]}

        assert not rights_from(manages_people).edits("user", field)
        assert rights_from(manages_people).sees("user", field)
        assert rights_from(manages_rights).edits("user", field)
        assert not rights_from({**manages_rights, "fields": {"user": {field: "read"}}}).edits("user", field)
        assert EVERYTHING.edits("user", field)


class TestCeilings:
    def test_a_full_licence_takes_nothing_away(self):
        assert reaches(rights_of("member", [MEMBER], "full")) == reaches(rights_from(MEMBER))

    def test_a_light_licence_writes_activities_only(self):
        rights = rights_of("member", [MEMBER], "light")

        assert rights.verbs("deal") == {"read", "export"}
        assert rights.allow("activity.create")
        assert not rights.allow("activity.import")

    def test_a_ceiling_gives_nothing(self):
        assert not rights_of("member", [deals(["read"])], "light").allow("activity.create")

    def test_limits_of_fields_stay(self):
        assert not rights_of("member", [deals(["read"], amount="hidden")], "light").sees("deal", "amount")

    @pytest.mark.parametrize("licence", ["portal", "no such licence"])
    def test_a_portal_or_unknown_licence_allows_nothing(self, licence):
        rights = rights_of("member", [MEMBER, {"areas": list(AREAS)}], licence)

        assert not any(value not in (False, "hidden") for value in reaches(rights).values())

    @pytest.mark.parametrize("licence", [name for name in LICENCES if name != "full"])
    def test_areas_take_a_full_licence(self, licence):
        assert not rights_of("member", [{"areas": list(AREAS)}], licence).areas

    def test_an_administrator_is_above_all(self):
        assert rights_of("admin", [], "portal") is EVERYTHING


class TestUnknownContent:
    @pytest.mark.parametrize(
        "definition",
        [
            {},
            {"objects": {}},
            {"objects": {"deal": ["approve", ""]}},
            {"objects": {"deal": ["update", "delete"]}},
            {"objects": {"pets": ["read"]}},
            {"areas": ["everything", "deal.read"]},
            {"powers": {"deal": ["read"]}},
        ],
    )
    def test_gives_nothing(self, definition):
        assert reaches(rights_from(definition)) == reaches(NOTHING)

    def test_an_unknown_limit_hides(self):
        assert not rights_from(deals(["read"], amount="masked")).sees("deal", "amount")

    def test_an_unknown_role_has_what_its_sets_give(self):
        assert reaches(rights_of("janitor", [])) == reaches(NOTHING)

    def test_an_area_is_no_verb_of_an_object(self):
        """`invitation.create` reads like one."""
        rights = rights_from({"objects": {"*": list(RECORD_VERBS)}})

        assert not any(rights.allow(area) for area in AREAS)


class TestCovers:
    def test_everything_covers_all_and_only_itself_covers_it(self):
        assert EVERYTHING.covers(EVERYTHING)
        assert not rights_from({"objects": {"*": list(RECORD_VERBS)}, "areas": list(AREAS)}).covers(
            EVERYTHING
        )

    @pytest.mark.parametrize(
        "other",
        [
            deals(["read", "delete"]),
            {"areas": ["company.manage"]},
            {"objects": {"account": ["read"]}},
            {"objects": {"*": ["read"]}},
            deals(["read", "update"], name="read"),
            deals(["read", "update"], amount="read"),
        ],
    )
    def test_not(self, other):
        assert not rights_from(deals(["read", "update"], amount="hidden")).covers(rights_from(other))
