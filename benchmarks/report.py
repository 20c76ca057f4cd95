"""The results as tables for people, beside those of an earlier run."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

Results = Mapping[str, Any]


def as_text(results: Results, earlier: Results | None) -> str:
    return "\n".join(
        [
            _machine(results),
            *_founding(results),
            *_sizes(results, earlier),
            *_growth(results),
            *_import(results),
            *_mass_work(results),
            *_neighbours(results),
            *_live(results),
            *_companies(results),
            *_workflows(results),
        ]
    )


def _machine(results: Results) -> str:
    return f"{results['machine']}; commit {results['commit']}; {results['small_companies']:,} small companies beside"


def _founding(results: Results) -> Iterator[str]:
    took = results["founding"]
    yield f"Founding a company: {took['p50_ms']} ms, p95 {took['p95_ms']} ms (hashing the password apart)"


def _sizes(results: Results, earlier: Results | None) -> Iterator[str]:
    for size, measured in results["sizes"].items():
        yield ""
        taken = ", ".join(f"{table} {count}" for table, count in measured["bytes_per_deal"].items())
        yield f"{int(size):,} deals; bytes a deal with indexes: {taken}"
        yield (
            f"{'':12}{'ours/s':>9}{'p50 ms':>9}{'p95 ms':>9}{'bare/s':>9}{'ratio':>7}{'before':>8}"
            f"{'CPU µs':>9}{'server':>8}{'database':>9}{'client':>8}{'bare µs':>9}{'database':>9}{'client':>8}{'ratio':>7}"
        )
        for name, value in measured["scenarios"].items():
            ours, bare = value["ours"], value["bare"]
            yield (
                f"{name:12}{ours['per_second']:9.0f}{ours['p50_ms']:9.2f}{ours['p95_ms']:9.2f}"
                f"{bare['per_second']:9.0f}{value['ratio']:7.2f}{_before(earlier, size, name):>8}"
                f"{_cpu(ours):9.0f}{ours['server_us']:8.0f}{ours['database_us']:9.0f}{ours['client_us']:8.0f}"
                f"{_cpu(bare):9.0f}{bare['database_us']:9.0f}{bare['client_us']:8.0f}{value['cpu_ratio']:7.2f}"
            )


def _cpu(rate: Mapping[str, float]) -> float:
    return rate["server_us"] + rate["database_us"] + rate["client_us"]


def _before(earlier: Results | None, size: str, name: str) -> str:
    try:
        return f"{earlier['sizes'][size]['scenarios'][name]['ratio']:.2f}" if earlier else ""
    except KeyError:
        return ""


def _growth(results: Results) -> Iterator[str]:
    sizes = sorted(results["sizes"], key=int)
    if len(sizes) > 1:
        largest = results["sizes"][sizes[-1]]["scenarios"]
        grown = (f"{name} {value['p95_to_smallest']:.2f}" for name, value in largest.items())
        yield f"\np95 at {int(sizes[-1]):,} deals as a multiple of that at {int(sizes[0]):,}: {', '.join(grown)}"


def _import(results: Results) -> Iterator[str]:
    if found := results["import"]:
        yield f"\nImport of {found['records']:,} rows ({found['per_second_with_upload_and_analysis']:,} rows/s with upload and analysis)"
        yield from _bulks({"import": found, "undo of import": found["undo"]})


def _mass_work(results: Results) -> Iterator[str]:
    for found in results.get("mass_work") or ():
        yield f"\n{found['deals']:,} deals changed in one change-set"
        yield from _bulks(found["steps"])


def _bulks(bulks: Results) -> Iterator[str]:
    """CPU: processor seconds for 1,000 records."""
    yield (
        f"{'':16}{'seconds':>9}{'/s':>9}{'early/s':>9}{'late/s':>9}"
        f"{'CPU worker':>12}{'server':>9}{'database':>9}{'worker MiB':>14}"
    )
    for name, bulk in bulks.items():
        cpu, pace, memory = bulk["cpu"], bulk["pace"], bulk["worker_mib"]
        yield (
            f"{name:16}{bulk['seconds']:9.1f}{bulk['per_second']:9,}{pace['early']:9,}{pace['late']:9,}"
            f"{cpu['worker']:12.3f}{cpu['server']:9.3f}{cpu['database']:9.3f}"
            f"{memory['at_first']:>8} to {memory['at_most']}"
        )


def _neighbours(results: Results) -> Iterator[str]:
    if found := results.get("neighbours"):
        alone, beside = found["alone"], found["beside"]
        answers = ", ".join(f"{name} {count:,}" for name, count in found["busy_answers"].items())
        yield (
            f"\nA company at {found['quiet_per_second']}/s beside one that asks for {found['busy_offered_per_second']}/s "
            f"and imports ({answers} in the last round): "
            f"p95 {alone['p95_ms']} ms alone, {beside['p95_ms']} beside it, ratio {found['p95_ratio']}; "
            f"p50 {alone['p50_ms']} and {beside['p50_ms']}, ratio {found['p50_ratio']}"
        )
        jobs = found["jobs"]
        yield (
            f"Its first job behind {jobs['queued']:,} of the other: done after {jobs['alone_ms']} ms alone, {jobs['beside_ms']} "
            f"beside them, which left {jobs['still_queued']:,} of those waiting"
        )


def _live(results: Results) -> Iterator[str]:
    for found in results.get("live") or ():
        heard, lists = found["heard_ms"], found["list_read_ms"]
        yield (
            f"\n{found['listeners']} listeners of {found['companies']} companies: a change is heard after "
            f"p50 {heard['p50']} ms, p95 {heard['p95']}, at most {heard['max']} (answered after {found['answer_ms']['p50']}); "
            f"all have read their list again after {lists['max']} ms; {found['kib_per_listener']} KiB a listener"
        )


def _companies(results: Results) -> Iterator[str]:
    if found := results.get("companies"):
        took = found["founding_ms"]
        yield (
            f"\n{found['companies']:,} idle companies: {found['bytes_per_company']:,} bytes each, founded in p50 {took['p50']} ms, "
            f"p95 {took['p95']}"
        )
        for process in ("server", "worker"):
            memory = found[f"{process}_mib"]
            yield f"{process} at {found['touched']:,} companies: {memory['early']} MiB after a fifth, {memory['late']} at the end"


def _workflows(results: Results) -> Iterator[str]:
    if found := results.get("workflows"):
        cpu = found["cpu_seconds_per_1000_steps"]
        yield (
            f"\n{found['records']:,} records through a workflow, {found['workers']} workers: {found['steps_per_second']:,} steps/s; "
            f"CPU seconds for 1,000 steps: workers {cpu['worker']}, database {cpu['database']}; "
            f"lost {found['lost']}, doubled {found['doubled']}"
        )
