"""Requests to addresses that somebody else chose, on real sockets. Only names are looked up in a table of the test."""

from __future__ import annotations

import gzip
import socket
import ssl
import zlib
from collections.abc import Callable

import pytest

from guanxi.kernel.errors import Problem
from guanxi.kernel.outbound import Outbound, Policy, read_policy
from guanxi.kernel.outbound.connecting import Resolve
from tests.kernel.outbound.servers import CERTIFICATE, NAME, answer, listening, moved

LOOPBACK = "127.0.0.1"


def names(**table: list[str]) -> Resolve:
    """Dots are written as double underscores. Each look-up of a name takes the next of several answers."""
    asked: dict[str, int] = {}

    async def resolve(host: str, port: int) -> list[str]:
        found = table.get(host.replace(".", "__"))
        if found is None:
            raise socket.gaierror
        turn = asked[host] = asked.get(host, -1) + 1
        return found[min(turn, len(found) - 1)].split()

    return resolve


def allowing(port: int, resolve: Resolve | None = None, trust: ssl.SSLContext | None = None) -> Outbound:
    given = {} if trust is None else {"trust": trust}
    policy = read_policy(f"{LOOPBACK}:{port}")
    return Outbound(policy, resolve, **given) if resolve else Outbound(policy, **given)


async def refusal(outbound: Outbound, url: str, **more: object) -> str:
    with pytest.raises(Problem) as problem:
        await outbound.fetch(url, **more)
    return problem.value.code


class TestAddressesRefused:
    @pytest.mark.parametrize(
        ("url", "code"),
        [
            ("ftp://example.com/", "outbound_scheme"),
            ("file:///etc/passwd", "outbound_scheme"),
            ("gopher://127.0.0.1:6379/_FLUSHALL", "outbound_scheme"),
            ("javascript:alert(1)", "outbound_scheme"),
            ("//example.com", "outbound_scheme"),
            ("https://", "outbound_url_invalid"),
            ("http:///x", "outbound_url_invalid"),
            ("http://exa mple.com", "outbound_url_invalid"),
            ("http://example.com\\@127.0.0.1/", "outbound_url_invalid"),
            ("http://example.com/\r\nX: y", "outbound_url_invalid"),
            ("http://example.com:0x50/", "outbound_url_invalid"),
            ("http://[::1", "outbound_url_invalid"),
            ("https://" + "a" * 2_000, "outbound_url_invalid"),
            ("https://me:secret@example.com/", "outbound_credentials"),
            ("https://example.com@127.0.0.1/", "outbound_credentials"),
            ("http://example.com:22/", "outbound_port"),
            ("http://example.com:5432/", "outbound_port"),
            ("https://example.com:8443/", "outbound_port"),
        ],
    )
    async def test_before_any_look_up(self, url: str, code: str) -> None:
        async def never(host: str, port: int) -> list[str]:
            raise AssertionError(host)

        assert await refusal(Outbound(Policy(), never), url) == code

    @pytest.mark.parametrize(
        "host",
        [
            *("127.0.0.1", "127.1", "0x7f000001", "2130706433", "0177.0.0.1", "0", "localhost", "localhost."),
            *(
                "169.254.169.254",
                "[::1]",
                "[::]",
                "[::ffff:7f00:1]",
                "[::ffff:169.254.169.254]",
                "[64:ff9b::a9fe:a9fe]",
            ),
            *("[2002:7f00:1::]", "[fe80::1]", "[fd00:ec2::254]", "[ff02::1]", "１２７.0.0.1", "①②⑦.0.0.1"),
        ],
    )
    async def test_by_where_the_machine_would_go(self, host: str) -> None:
        code = await refusal(Outbound(Policy()), f"http://{host}/latest/meta-data/")

        assert code in ("outbound_address_refused", "outbound_url_invalid")

    async def test_name_with_one_address_inside(self) -> None:
        outbound = Outbound(Policy(), names(mixed__example=["8.8.8.8 10.0.0.1"]))

        assert await refusal(outbound, "http://mixed.example/") == "outbound_address_refused"

    async def test_unknown_names_are_refused_like_names_that_lead_inside(self) -> None:
        outbound = Outbound(Policy(), names(db__internal=["10.0.0.5"]))

        assert await refusal(outbound, "http://db.internal/") == await refusal(
            outbound, "http://none.internal/"
        )


class TestConnection:
    async def test_goes_to_the_address_that_was_checked(self) -> None:
        """A name that leads elsewhere at the second look-up gets no second look-up."""
        async with listening(answer(b"hello")) as server:
            outbound = allowing(server.port, names(rebinding__example=[LOOPBACK, "10.0.0.1"]))

            found = await outbound.fetch(f"http://rebinding.example:{server.port}/a?b=c")

        assert (found.status, found.body, found.address) == (200, b"hello", LOOPBACK)
        assert server.lines() == ["GET /a?b=c HTTP/1.1"]
        assert f"Host: rebinding.example:{server.port}".encode() in server.asked[0]

    async def test_takes_no_proxy_from_the_environment(self, monkeypatch: pytest.MonkeyPatch) -> None:
        async with listening(answer(b"direct")) as server, listening(answer(b"proxy")) as proxy:
            for variable in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
                monkeypatch.setenv(variable, f"http://{LOOPBACK}:{proxy.port}")

            found = await allowing(server.port).fetch(f"http://{LOOPBACK}:{server.port}/")

        assert found.body == b"direct" and not proxy.asked

    async def test_port_open_for_one_address_is_not_open_for_others(self) -> None:
        outbound = allowing(8080, names(outside__example=["8.8.8.8"]))

        assert await refusal(outbound, "http://outside.example:8080/") == "outbound_address_refused"

    async def test_nobody_there(self) -> None:
        async with listening(b"") as server:
            port = server.port

        assert await refusal(allowing(port), f"http://{LOOPBACK}:{port}/") == "outbound_unreachable"


class TestTls:
    async def test_certificate_for_the_name(self) -> None:
        trust = ssl.create_default_context(cafile=str(CERTIFICATE))
        async with listening(answer(b"safe"), tls=True) as server:
            outbound = allowing(server.port, names(hooks__example=[LOOPBACK]), trust)

            found = await outbound.fetch(f"https://{NAME}:{server.port}/")

        assert found.body == b"safe"

    async def test_certificate_for_another_name(self) -> None:
        trust = ssl.create_default_context(cafile=str(CERTIFICATE))
        async with listening(answer(b"no"), tls=True) as server:
            outbound = allowing(server.port, names(other__example=[LOOPBACK]), trust)

            code = await refusal(outbound, f"https://other.example:{server.port}/")

        assert code == "outbound_tls" and not server.asked

    async def test_certificate_of_nobody_known(self) -> None:
        async with listening(answer(b"no"), tls=True) as server:
            outbound = allowing(server.port, names(hooks__example=[LOOPBACK]))

            assert await refusal(outbound, f"https://{NAME}:{server.port}/") == "outbound_tls"


class TestRedirects:
    async def test_are_answers_unless_asked_for(self) -> None:
        async with listening(moved("http://169.254.169.254/")) as server:
            found = await allowing(server.port).fetch(f"http://{LOOPBACK}:{server.port}/")

        assert found.status == 302

    @pytest.mark.parametrize(
        ("to", "code"),
        [
            ("http://169.254.169.254/latest/", "outbound_address_refused"),
            ("http://[::ffff:a9fe:a9fe]/", "outbound_address_refused"),
            ("//10.0.0.1/", "outbound_address_refused"),
            ("file:///etc/passwd", "outbound_scheme"),
            ("http://user:word@example.com/", "outbound_credentials"),
            ("http://example.com:6379/", "outbound_port"),
            ("http://exa\\mple.com/", "outbound_url_invalid"),
        ],
    )
    async def test_each_is_checked_anew(self, to: str, code: str) -> None:
        async with listening(moved(to)) as server:
            assert (
                await refusal(allowing(server.port), f"http://{LOOPBACK}:{server.port}/", redirects=3) == code
            )

    async def test_carry_no_header_to_another_place(self) -> None:
        async with (
            listening(answer(b"there")) as second,
            listening(moved(f"http://{LOOPBACK}:{second.port}/")) as first,
        ):
            outbound = Outbound(read_policy(f"{LOOPBACK}:{first.port},{LOOPBACK}:{second.port}"))

            found = await outbound.fetch(
                f"http://{LOOPBACK}:{first.port}/", headers={"Authorization": "Bearer s3cret"}, redirects=1
            )

        assert found.body == b"there"
        assert b"s3cret" in first.asked[0] and b"s3cret" not in second.asked[0]

    async def test_do_not_go_round_for_ever(self) -> None:
        async with listening(moved("/again")) as server:
            assert (
                await refusal(allowing(server.port), f"http://{LOOPBACK}:{server.port}/", redirects=99)
                == "outbound_redirects"
            )

        assert len(server.asked) == 6

    async def test_are_not_followed_by_what_changes_something(self) -> None:
        async with listening(moved("/again")) as server:
            code = await refusal(
                allowing(server.port), f"http://{LOOPBACK}:{server.port}/", method="POST", redirects=3
            )

        assert code == "outbound_redirects" and len(server.asked) == 1


class TestLimits:
    async def test_size(self) -> None:
        async with listening(answer(b"x" * 2_000)) as server:
            url = f"http://{LOOPBACK}:{server.port}/"

            assert await refusal(allowing(server.port), url, largest=1_999) == "outbound_too_large"
            assert len((await allowing(server.port).fetch(url, largest=2_000)).body) == 2_000

    @pytest.mark.parametrize(("pack", "name"), [(gzip.compress, "gzip"), (zlib.compress, "deflate")])
    async def test_size_unpacked(self, pack: Callable[[bytes], bytes], name: str) -> None:
        packed = pack(b"\0" * 30_000_000)
        async with listening(answer(packed, Content_Encoding=name)) as server:
            assert (
                await refusal(allowing(server.port), f"http://{LOOPBACK}:{server.port}/", largest=1 << 20)
                == "outbound_too_large"
            )

    async def test_unpacks(self) -> None:
        async with listening(answer(gzip.compress(b"hello"), Content_Encoding="gzip")) as server:
            assert (await allowing(server.port).fetch(f"http://{LOOPBACK}:{server.port}/")).body == b"hello"

    @pytest.mark.parametrize("name", ["br", "gzip, gzip", "zstd"])
    async def test_packed_otherwise(self, name: str) -> None:
        async with listening(answer(b"x", Content_Encoding=name)) as server:
            code = await refusal(allowing(server.port), f"http://{LOOPBACK}:{server.port}/")

        assert code == "outbound_answer_broken"

    async def test_time(self) -> None:
        """The server sends one byte of two and waits for as long as the client does."""
        async with listening(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nx", hangs=True) as server:
            code = await refusal(allowing(server.port), f"http://{LOOPBACK}:{server.port}/", deadline=0.2)

        assert code == "outbound_timeout"

    @pytest.mark.parametrize(
        "broken", [b"", b"SSH-2.0-OpenSSH\r\n", b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nx"]
    )
    async def test_what_is_no_answer(self, broken: bytes) -> None:
        async with listening(broken) as server:
            code = await refusal(allowing(server.port), f"http://{LOOPBACK}:{server.port}/")

        assert code == "outbound_answer_broken"


class TestHeaders:
    @pytest.mark.parametrize(
        ("name", "value"),
        [
            ("X-A", "a\r\nX-B: b"),
            ("X-A\r\nX-B", "b"),
            ("Host", "x"),
            ("content-length", "0"),
            ("X-A", "é"),
            ("", "x"),
        ],
    )
    async def test_that_cannot_be_sent(self, name: str, value: str) -> None:
        async with listening(answer()) as server:
            code = await refusal(
                allowing(server.port), f"http://{LOOPBACK}:{server.port}/", headers={name: value}
            )

        assert code == "outbound_header" and not server.asked


class TestPolicy:
    @pytest.mark.parametrize(
        "text",
        [
            "10.0.0.0/8",
            "10.1.2.3:8080",
            "hooks.internal",
            "[fd00::1]:8080",
            "[fd00::]/8:443",
            "fd00::/8",
            "a, b:1",
        ],
    )
    def test_reads(self, text: str) -> None:
        assert read_policy(text).allowed

    @pytest.mark.parametrize(
        "text", ["http://x", "a b", "a:b", "a:0", "a:70000", "10.0.0.1/8:x", "hooks/24", "[x]"]
    )
    def test_refuses(self, text: str) -> None:
        with pytest.raises(ValueError):
            read_policy(text)

    async def test_network_at_the_usual_ports_only(self) -> None:
        outbound = Outbound(read_policy("127.0.0.0/8"))

        assert await refusal(outbound, f"http://{LOOPBACK}:9/") == "outbound_port"
