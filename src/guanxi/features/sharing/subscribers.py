"""Makes changes of sharing part of the history of the company."""

from guanxi.features.sharing.service import defaults, recomputing, rules, shares, undoing
from guanxi.features.sharing.service.merging import share_with_those_of_losers
from guanxi.kernel.changes.administration import administers
from guanxi.kernel.changes.merging import before_merge
from guanxi.kernel.changes.recomputing import when_many_follow

administers(
    rules.KIND,
    describe=undoing.describe_rule,
    name=undoing.name_of_rule,
    take_back=undoing.take_back_rule,
)
administers(
    defaults.KIND,
    describe=undoing.describe_default,
    name=undoing.name_of_default,
    take_back=undoing.take_back_default,
)
administers(
    shares.KIND,
    describe=undoing.describe_share,
    name=undoing.name_of_share,
    take_back=undoing.take_back_share,
)
before_merge(share_with_those_of_losers)
when_many_follow(recomputing.follow_masters)
