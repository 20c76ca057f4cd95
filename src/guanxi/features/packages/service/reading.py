"""A package's files read into one content, and what is wrong with them told by file, line and column."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from guanxi.features.packages.schemas import PackageProblem
from guanxi.features.packages.service.format import Manifest, Sample, Test
from guanxi.features.packages.service.parts import TYPES, Body, Key
from guanxi.features.packages.service.parts.part import Misplaced, converted, named
from guanxi.kernel.bundles import Place, read_document, read_files
from guanxi.kernel.bundles.documents import Path
from guanxi.kernel.errors import Invalid, Problem, render

MERGED = ("positions", "teams", "objects", "permission_sets", "definitions", "tests")
KNOWN = ("package", *MERGED, "samples")
_ENDINGS = (".yaml", ".yml")
_READ_BY_PEOPLE = (".md", ".txt", ".png", ".svg", "license")
MOST_PARTS = 5_000


@dataclass(frozen=True, slots=True)
class Package:
    """`parts` by type and key, in the order in which they stand. `places` are those of parts, samples and tests."""

    manifest: Manifest
    parts: Mapping[str, Mapping[Key, Body]]
    samples: tuple[Sample, ...]
    tests: Mapping[str, Test]
    places: Mapping[tuple[str, str], Place] = field(default_factory=dict)

    def place_of(self, type_name: str, key: Key) -> str | None:
        found = self.places.get((type_name, key))
        return None if found is None else str(found)


class _Content:
    """All files together: top-level names merged, places kept."""

    def __init__(self) -> None:
        self.values: dict[str, Any] = {}
        self.places: dict[Path, Place] = {}
        self.problems: list[PackageProblem] = []


def read_package(name: str, content: bytes, locale: str) -> tuple[Package | None, list[PackageProblem]]:
    """The package, or None with everything that is wrong. Raises `bundle_…` problems for files that cannot be read at all."""
    merged = _Content()
    for path, file in sorted(read_files(name, content).items()):
        if path.lower().endswith(_ENDINGS):
            _merge(merged, path, file, locale)
        elif not path.lower().endswith(_READ_BY_PEOPLE):
            _add(merged, locale, "package_file_unknown", Place(path, 1, 1), file=path[:200])
    package = _package(merged, locale)
    return (None if merged.problems else package), merged.problems


def require_package(name: str, content: bytes, locale: str) -> Package:
    """Raises 422 `package_invalid` with all that is wrong."""
    package, problems = read_package(name, content, locale)
    if package is None:
        raise Invalid(
            "package_invalid",
            params={
                "count": len(problems),
                "first": f"{problems[0].place}: {problems[0].detail}",
            },
        )
    return package


def _merge(merged: _Content, path: str, file: bytes, locale: str) -> None:
    try:
        document = read_document(path, file)
    except Invalid as problem:
        place = Place(path, problem.params.get("line", 1), problem.params.get("column", 1))
        detail = render(problem.code, problem.params, locale)
        merged.problems.append(PackageProblem(problem.code, detail, str(place)))
        return
    for top, value in document.value.items():
        if top not in KNOWN:
            place = document.place_of((top,))
            _add(merged, locale, "package_name_unknown", place, name=top[:80], known=", ".join(KNOWN))
        elif top == "samples":
            _merge_list(merged, document, value)
        elif top == "package" and top in merged.values:
            _add(merged, locale, "package_twice", document.place_of((top,)))
        else:
            _merge_names(merged, document, (top,), value, locale)


def _merge_list(merged: _Content, document: Any, value: Any) -> None:
    known = merged.values.setdefault("samples", [])
    for at, each in enumerate(value if isinstance(value, list) else [value]):
        for path, place in document.places.items():
            if path[:2] == ("samples", at):
                merged.places[("samples", len(known), *path[2:])] = place
        known.append(each)


def _merge_names(merged: _Content, document: Any, path: Path, value: Any, locale: str) -> None:
    """Names below `objects.<name>.fields` or `definitions.<kind>` may come from several files; nothing may come twice."""
    _put(merged, document, path, value, locale)
    for below, place in document.places.items():
        if below[: len(path)] == path:
            merged.places.setdefault(below, place)


def _put(merged: _Content, document: Any, path: Path, value: Any, locale: str) -> None:
    holder = merged.values
    for step in path[:-1]:
        holder = holder[str(step)]
    last = str(path[-1])
    if last not in holder:
        holder[last] = value
    elif isinstance(holder[last], dict) and isinstance(value, dict) and len(path) <= 3:
        for name, inner in value.items():
            _put(merged, document, (*path, name), inner, locale)
    else:
        _add(merged, locale, "package_part_twice", document.place_of(path), name=".".join(map(str, path)))


def _package(merged: _Content, locale: str) -> Package | None:
    manifest = _read(merged, ("package",), merged.values.get("package", {}), Manifest, locale)
    parts: dict[str, dict[Key, Body]] = {}
    places: dict[tuple[str, str], Place] = {}
    for type_ in TYPES:
        of_type = parts[type_.name] = {}
        try:
            for key, body, path in type_.found_in(merged.values):
                of_type[key] = body
                places[type_.name, key] = _place(merged, path)
        except Misplaced as found:
            _misplaced(merged, found, locale)
    if sum(map(len, parts.values())) > MOST_PARTS:
        _add(merged, locale, "package_too_many_parts", _place(merged, ()), limit=MOST_PARTS)
    samples = []
    for at, raw in enumerate(merged.values.get("samples") or []):
        sample = _read(merged, ("samples", at), raw, Sample, locale)
        places["sample", str(at)] = _place(merged, ("samples", at))
        samples += [sample] if sample else []
    tests = {}
    for name, raw in _named(merged, "tests", locale).items():
        test = _read(merged, ("tests", name), raw, Test, locale)
        if test is None:
            continue
        tests[name] = test
        places["test", name] = _place(merged, ("tests", name))
        for number in range(len(test.steps)):
            places["test", f"{name}.{number}"] = _place(merged, ("tests", name, "steps", number))
    if manifest is None:
        return None
    return Package(manifest, parts, tuple(samples), tests, places)


def _named(merged: _Content, top: str, locale: str) -> dict[str, Any]:
    try:
        return named(merged.values.get(top), (top,))
    except Misplaced as found:
        _misplaced(merged, found, locale)
        return {}


def _read(merged: _Content, path: Path, raw: Any, shape: type[Any], locale: str) -> Any:
    try:
        return converted(raw, shape, path)
    except Misplaced as found:
        _misplaced(merged, found, locale)
        return None


def _misplaced(merged: _Content, found: Misplaced, locale: str) -> None:
    where = ".".join(map(str, found.path))
    _add(merged, locale, "package_part_invalid", _place(merged, found.path), name=where, reason=found.reason)


def _place(merged: _Content, path: Path) -> Place:
    while path and path not in merged.places:
        path = path[:-1]
    return merged.places.get(path, Place("package.yaml", 1, 1))


def _add(merged: _Content, locale: str, code: str, place: Place, **params: Any) -> None:
    merged.problems.append(PackageProblem(code, render(code, params, locale), str(place)))


def problem_at(package: Package, type_name: str, key: Key, problem: Problem, locale: str) -> PackageProblem:
    """What the company's rules say of a part, with its place in the package's files."""
    detail = render(problem.code, problem.params, locale)
    return PackageProblem(problem.code, detail, package.place_of(type_name, key))
