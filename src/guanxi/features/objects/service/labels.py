"""Labels as administrators give them: one text, or one for each language."""

from __future__ import annotations

from guanxi.features.objects.schemas import LabelText
from guanxi.kernel.errors import Invalid
from guanxi.kernel.metadata import Label
from guanxi.kernel.tenancy import Scope


def label_of(scope: Scope, given: LabelText, current: Label | None, field: str) -> Label:
    """One text is the label in the caller's language; what a known thing is called in the other one stays."""
    if isinstance(given, dict):
        texts: dict[str, str] = {language: _text(text, field) for language, text in given.items()}
        if not texts:
            raise Invalid("blank", field=field)
        if current is not None:
            texts = {**current.as_json(), **texts}
        return Label.from_json(texts)
    text = _text(given, field)
    if current is None:
        return Label(text, text)
    return Label(current.en, text) if scope.locale.startswith("zh") else Label(text, current.zh)


def optional_label_of(
    scope: Scope, given: LabelText | None, current: Label | None, field: str
) -> Label | None:
    """As `label_of`; None where nothing is given, or no text at all."""
    texts = {text.strip() for text in (given.values() if isinstance(given, dict) else (given or "",))}
    return None if given is None or texts == {""} else label_of(scope, given, current, field)


def _text(given: str, field: str) -> str:
    text = " ".join(given.split())
    if not text:
        raise Invalid("blank", field=field)
    return text
