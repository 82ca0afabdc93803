"""What is suggested for ids that are not there."""

from __future__ import annotations

import pytest

from proofs import suggest

ENTRIES = ["perceptron.bias", "perceptron.direction", "linear.closed-form", "gd.direction"]
SENTENCES = {"S01": ("perceptron.bias",), "S12": ("gd.direction", "linear.closed-form")}


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("S12", "is settled by gd.direction, linear.closed-form"),
        ("S1", "did you mean S01?"),
        ("s-12", "did you mean S12?"),
        ("S2", "there is no sentence S2"),
        ("linear", "proofs list linear shows its entries"),
        ("GD", "proofs list gd shows its entries"),
        ("lineer", "proofs list linear shows that chapter"),
        ("perceptron.bais", "did you mean perceptron.bias?"),
        ("direction", "did you mean perceptron.direction or gd.direction?"),
        ("directoin", "direction?"),
        ("closed_form", "did you mean linear.closed-form?"),
        ("zzz", "proofs list shows them all"),
        ("", "there is no entry ''; proofs list shows them all"),
        ("a\nb", "there is no entry 'a\\nb'; "),
        ("\u03c6", "there is no entry \u03c6; "),
        ("S" + "9" * 5000, "proofs list --sentences"),
    ],
)
def test_entries(name: str, said: str) -> None:
    """One printable line of bearable length, which says what to write."""
    message = suggest.entry(name, ENTRIES, SENTENCES)
    assert said in message
    assert message.isprintable()
    assert len(message) < 200
