"""Notify: a line under the bell of the people named, which leads to the record."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

from msgspec import Meta, Struct

from guanxi.features.notifications.facade import Notice, notify
from guanxi.features.workflows.service.environment import Surroundings
from guanxi.features.workflows.service.people import Person, all_people, prepare_person
from guanxi.features.workflows.service.step_types import (
    Batch,
    Done,
    Failed,
    Prepared,
    Result,
    StepType,
    register_step,
)
from guanxi.features.workflows.service.values import template
from guanxi.kernel.metadata import Label


class Notify(Struct, frozen=True, forbid_unknown_fields=True):
    to: Annotated[list[Person], Meta(min_length=1, max_length=20)]
    title: Annotated[str, Meta(min_length=1, max_length=500)]
    text: Annotated[str, Meta(max_length=2_000)] = ""


async def prepare(around: Surroundings, settings: Notify) -> Prepared:
    people = [await prepare_person(around, each, f"to[{index}]") for index, each in enumerate(settings.to)]
    title = template(around, settings.title, "text", "title")
    text = template(around, settings.text, "text", "text")

    async def execute(batch: Batch) -> Sequence[Result]:
        found = [
            await all_people(batch, person, prepared)
            for person, prepared in zip(settings.to, people, strict=True)
        ]
        results, notices = list[Result](), []
        for index, item in enumerate(batch.items):
            told = list(dict.fromkeys(user for each in found for user in each[index]))
            if not told:
                results.append(
                    Failed("workflow_nobody_found", {"who": ", ".join(p.described() for p in settings.to)})
                )
                continue
            line = title.of(batch.scope, item.values, item.run.caused_by)
            more = text.of(batch.scope, item.values, item.run.caused_by)
            notices += [
                Notice(item.run.key(f"notice:{user}"), user, line, more, item.run.object, item.run.record_id)
                for user in told
            ]
            results.append(Done(input={"title": line, "people": len(told)}))
        await notify(batch.scope, notices)
        return results

    reads = title.reads.union(text.reads, *(each.reads for each in people))
    return Prepared(execute, reads)


register_step(StepType("notify", Label("Notify", "站内通知"), Notify, prepare, "tell"))
