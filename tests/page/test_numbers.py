"""Numbers beside symbols: read, carried through, refused where the proof says nothing of them."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

from proofs import registry
from proofs.claim import Claim, Obligation, Part, Settled, Twin
from proofs.derivation import by_cases, case, derive
from proofs.page import latex, text, typst
from proofs.page.layout import claim as laid_out
from proofs.page.numbers import Point, PointError, with_numbers
from proofs.page.style import Style
from proofs.terms import (
    PHI,
    SQRT,
    ZERO,
    assume,
    define,
    dot,
    equals,
    linear_map,
    norm,
    scalar,
    vector,
)

ETA, A, W0, W1 = scalar("eta"), linear_map("A", "A"), vector("w", "0"), vector("w", "1")
X, Y, B, Z = vector("x", "1"), scalar("y", "1"), vector("b"), scalar("z")


def entry(*shown: Any) -> Settled:
    """An entry with these theorems as its parts."""

    def nothing() -> Any:
        """The theorems have been made already."""

    return Settled(
        Claim(
            "test.numbers",
            "Numbers",
            ("Nothing.",),
            (),
            tuple(Part(theorem.name, nothing) for theorem in shown),
            (),
            Twin(("no",), equals(Z, Z + 1)),
        ),
        tuple(Obligation(theorem.name, "proved", theorem) for theorem in shown),
    )


def step() -> Any:
    """One step of descent from zero, for a positive rate."""
    premises = [
        define("one step", W1, W0 - ETA * (A(W0) - B)),
        assume("zero start", equals(W0, ZERO)),
        assume("positive rate", ETA > 0),
    ]
    return (
        derive("step", W1, premises).eq(W0 - ETA * (A(W0) - B), "one step").eq(ETA * B, "from zero")
    )


def carried(settled: Settled, point: str, **more: Any) -> str:
    """The page, wide enough for each line and its reason."""
    return text.claim(settled, 400, at=Point.read(point), **more)


@pytest.mark.parametrize(
    ("point", "message"),
    [
        ("", "a point is written name=number, such as eta=1/2,x1=(1,2), not "),
        ("eta", "not eta"),
        ("eta=", "eta is given '', which is no number"),
        ("eta=x", "eta is given x, which is no number such as 2, 1/2 or 0.5"),
        ("eta=1/0", "eta is given 1/0, which is no number"),
        ("eta=1e400000000", "which is no number"),
        ("eta=nan", "which is no number"),
        ("x1=(1,2", "not x1=(1,2"),
        ("x1=(1,,2)", "x1 is given '', which is no number"),
        ("eta=1,eta=2", "eta is given twice"),
        ("x1=(1,2),w0=(1,2,3)", "vectors have one length, not 2 and 3"),
        ("eta=1 x1=2", "eta is given 1 x1=2, which is no number"),
    ],
)
def test_what_is_no_point(point: str, message: str) -> None:
    """The message names what is wrong."""
    with pytest.raises(PointError) as error:
        Point.read(point)
    assert message in str(error.value)


def test_points_are_exact() -> None:
    """Fractions, decimals, minus signs of both kinds, vectors."""
    assert Point.read("eta=0.1,y1=−1, x1=( 1/3 , -2 ),").given == (
        ("eta", Fraction(1, 10)),
        ("y1", Fraction(-1)),
        ("x1", (Fraction(1, 3), Fraction(-2))),
    )


def test_values_are_carried_through_every_line() -> None:
    """What is defined is unrolled; a linear map may be a number; every output has the values."""
    page = carried(entry(step()), "eta=1/2,A=3,b=(2,-4)")
    assert "Numbers. η = 1/2, A = 3, b = (2, −4)." in page
    lines = [line.split("  ")[-1].strip() for line in page.splitlines() if "; here" in line]
    assert lines == ["one step; here (1, −2)"] * 2 + ["from zero; here (1, −2)"]
    point = Point.read("eta=1/2,A=3,b=(2,-4)")
    assert latex.fragment(entry(step()), "full", at=point).count("; here ($1$, $-2$)") == 3
    assert typst.claim(entry(step()), "full", at=point).count("; here ($1$, #box[$- 2$])") == 3
    assert "α = 1/2" in carried(
        entry(step()), "eta=1/2,A=3,b=(2,-4)", style=Style.read("eta=alpha")
    )


def test_symbols_are_found_however_they_are_typed() -> None:
    """As pages print them, in ASCII, and short; a number is a vector of one entry."""
    y = equals(scalar("s"), Y * dot(X, X))
    chain = derive("s", scalar("s"), [define("s", y.left, y.right)]).eq(y.right, "s")
    for point in ("y1=2,x1=3", "y^(1)=2,x^(1)=3", "y⁽¹⁾=2,x⁽¹⁾=(3)"):
        assert "here 18" in carried(entry(chain), point)
    for point, message in (
        ("yy1=2", "no line speaks of yy1; did you mean y1?"),
        ("rate=2", "there are "),
        ("y1=(1,2)", "y1 is a number, not a vector"),
        ("s=(1,2)", "s is a number, not a vector"),
        ("w0=(1,2)", "no line speaks of w0"),
    ):
        with pytest.raises(PointError) as error:
            carried(entry(chain), point)
        assert message in str(error.value)


def test_what_is_missing_is_named() -> None:
    """The least that some line lacks, what definitions need included."""
    with pytest.raises(PointError, match="no line has a value yet: A and b are missing"):
        carried(entry(step()), "eta=1/2")
    chain = derive("phi", PHI(Z)).eq(PHI(Z * 1), "the same")
    with pytest.raises(PointError, match="phi_minus, phi_plus and phi_zero are missing"):
        carried(entry(chain), "z=1")
    page = carried(entry(chain), "z=-1", style=Style.read("phi=declared"))
    assert "the same; here −1" in page
    assert "φ₋" not in page


def test_where_a_premise_is_false_nothing_is_said() -> None:
    """A hypothesis, a definition, a case: the other parts keep their values."""
    with pytest.raises(PointError, match=r"η > 0 \(positive rate\) is not so at this point"):
        carried(entry(step()), "eta=-1,A=1,b=1")
    with pytest.raises(PointError, match=r"w⁽¹⁾ = .* \(one step\) is not so at this point"):
        carried(entry(step()), "eta=1,A=1,b=1,w1=7")
    other = derive("other", ETA * B).eq(B * ETA, "the other way round")
    assert carried(entry(step(), other), "eta=-1,A=1,b=1").count("here −1") == 1
    cases = by_cases(
        "cases",
        *(
            derive(f"c{k}", PHI(2 * Z), [premise]).eq(PHI(Z), "the sign is the same")
            for k, premise in enumerate(
                (case("below", Z < 0), case("at", equals(Z, 0)), case("above", Z > 0))
            )
        ),
    )
    page = carried(entry(cases), "z=3", style=Style.read("phi=sign"))
    assert page.count("here 1") == 2  # its own case, and the conclusion
    assert page.index("Case z > 0") < page.index("here 1")


def test_inequalities_and_irrational_values() -> None:
    """Both sides of an inequality stand there; what is no fraction is left out."""
    chain = derive("sum", norm(X + X), []).eq(2 * norm(X), "twice").ge(0, "a length")
    assert "a length; here 10 ≥ 0" in carried(entry(chain), "x1=(3,4)")
    root = derive("root", SQRT(Z * Z + 1), []).eq(SQRT(1 + Z * Z), "the same")
    assert "; here" not in carried(entry(root), "z=1")
    assert "the same; here 5/4" in carried(entry(root), "z=3/4")


def test_without_a_point_nothing_changes() -> None:
    """The blocks are those of the page."""
    settled = entry(step())
    blocks = laid_out(settled)
    assert with_numbers(blocks, settled, None) == blocks


def test_a_real_entry() -> None:
    """The second update from a start that is not zero; the part from zero says nothing of it."""
    settled = registry.settle(registry.unrolled("perceptron.unrolled", 2))
    point = "eta=1/2,w0=(1,0),x1=(1,2),y1=-1,x2=(0,1),y2=1"
    page = carried(settled, point, style=Style.read("phi=declared"))
    assert page.count("here (0, 1)") == 6
    assert "here (−1, −2)" in page
    assert "here" not in page[page.index("From zero\n") :].replace("What each", "")[:900]
