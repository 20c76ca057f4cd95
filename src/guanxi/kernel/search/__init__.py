"""Words for full-text search, made here rather than by PostgreSQL: Chinese pairs, Latin stems, pinyin and initials.

No dictionary segmentation: it missed 52 of 53 occurrences of a rare company name, pairs of characters missed none.
"""

from guanxi.kernel.search.documents import document_tokens
from guanxi.kernel.search.pinyin import latin_forms
from guanxi.kernel.search.queries import query_tokens

__all__ = ["document_tokens", "latin_forms", "query_tokens"]
