"""A quiet company and a busy one, on one server and one worker."""

from __future__ import annotations

from dataclasses import dataclass

from benchmarks.companies import BenchCompany
from benchmarks.machine import Machine


@dataclass(frozen=True)
class Pair:
    machine: Machine
    quiet: BenchCompany
    busy: BenchCompany
    seconds: float  # of each round
