"""What a change of the organisation would give to whom, and take: before it is made. Writes nothing.

`snapshot` is the organisation in memory, `edits` what it would be, `records` what stands on records before and after,
`differences` who would see what.
"""

from guanxi.features.organisation.service.previews.preview import preview_edit

__all__ = ["preview_edit"]
