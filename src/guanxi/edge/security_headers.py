"""Headers that keep a browser from doing with our answers what we did not mean.

Scripts come from our own files only. Styles may be inline, since Mantine sets style attributes at run time.
"""

from __future__ import annotations

_PAGE_POLICY = (
    b"default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; "
    b"font-src 'self' data:; connect-src 'self'; worker-src 'self'; manifest-src 'self'; object-src 'none'; "
    b"base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
_DATA_POLICY = b"default-src 'none'; frame-ancestors 'none'; sandbox"

_COMMON = (
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"same-origin"),
    (b"x-frame-options", b"DENY"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"permissions-policy", b"camera=(), geolocation=(self), microphone=(), payment=(), usb=()"),
)
_FOR_DATA = (*_COMMON, (b"content-security-policy", _DATA_POLICY), (b"cache-control", b"no-store"))
_FOR_PAGES = (*_COMMON, (b"content-security-policy", _PAGE_POLICY))
_TRANSPORT = (b"strict-transport-security", b"max-age=31536000; includeSubDomains")


def add_security_headers(headers: list[tuple[bytes, bytes]], *, is_page: bool, is_https: bool) -> None:
    """Append what is missing; a handler that set a header itself (a file's own policy, say) keeps its value."""
    present = {name.lower() for name, _ in headers}
    own_policy = next((value for name, value in headers if name.lower() == b"content-security-policy"), b"")
    if b"frame-ancestors" in own_policy and b"frame-ancestors 'none'" not in own_policy:
        present.add(b"x-frame-options")  # It cannot name the pages that may; browsers ask the policy.
    for header in _FOR_PAGES if is_page else _FOR_DATA:
        if header[0] not in present:
            headers.append(header)
    if is_https:
        headers.append(_TRANSPORT)
