"""Letters in titles and reasons: set as what they are, and never an article taken for a matrix."""

from __future__ import annotations

import pytest

from proofs import registry
from proofs.claim import Settled
from proofs.page import layout
from proofs.page.blocks import Heading, Items, Lines, Row
from proofs.page.lettered import lettered
from proofs.terms import Words, linear_map, natural, scalar, vector

A, B, N, K = linear_map("A", "A"), vector("b"), natural("n"), natural("k")


@pytest.fixture(scope="module")
def settled() -> Settled:
    """An entry that speaks of A, b and n, and of w with indices alone."""
    return registry.settle(registry.claim("linear.closed-form"))


@pytest.mark.parametrize(
    ("said", "becomes"),
    [
        ("what A is", ("what ", A, " is")),
        ("A is its own adjoint", (A, " is its own adjoint")),
        ("the adjoint moves; A is its own", ("the adjoint moves; ", A, " is its own")),
        ("one more power of A", ("one more power of ", A)),
        ("A multiple of b", ("A multiple of ", B)),
        ("the start. A step", ("the start. A step",)),
        ("n over k", (N, " over ", K)),
        ("w is left, so is b's and b-like", ("w is left, so is b's and b-like",)),
        ("see linear.b and e.g. this", ("see linear.b and e.g. this",)),
    ],
)
def test_letters(settled: Settled, said: str, becomes: Words) -> None:
    """In a title, beside a line, and in a list."""
    heading, lines, items = lettered(
        (
            Heading(3, (said,)),
            Lines((Row(scalar("x"), "=", scalar("x"), (), (said,)),)),
            Items("", (((said,), (said,)),)),
        ),
        settled,
    )
    assert isinstance(heading, Heading)
    assert heading.words == becomes
    assert isinstance(lines, Lines)
    assert lines.rows[0].beside == becomes
    assert isinstance(items, Items)
    assert items.entries == ((becomes, becomes),)


@pytest.mark.parametrize("level", ["lecture", "full"])
def test_no_bare_matrix_in_a_reason(settled: Settled, level: layout.Level) -> None:
    """The entry's reasons speak of powers of A and of n things, and no page prints them as text."""
    for block in layout.claim(settled, level):
        words = block.words if isinstance(block, Heading) and block.level > 1 else ()
        if isinstance(block, Lines):
            words = tuple(piece for row in block.rows for piece in row.beside)
        for piece in words:
            if type(piece) is str:
                assert not {"A", "b", "n"} & set(piece.replace(";", " ").split())
