"""One component of a product of two factors: a row `a` of one, a column `b` of the other."""

from proofs.chapters.hidden.setting import BEFORE, NOW, SAMPLE, STEP, eta
from proofs.terms import Symbol, Term, dot, vector

HU = (
    "E. J. Hu, Y. Shen, P. Wallis, Z. Allen-Zhu, Y. Li, S. Wang, L. Wang and W. Chen, LoRA: "
    "low-rank adaptation of large language models, ICLR, 2022."
)
ERRORS = vector("delta", NOW)
"""The slopes of the loss by each output, for the sample that is read."""


def factor(name: str, index: str) -> Symbol:
    """The row or the column after so many updates."""
    return vector(name, index)


def learned() -> dict[Symbol, Term]:
    """One update of a row and a column: a sample is read, or a step is taken."""
    a, b, sum_a, sum_b = (factor(name, BEFORE) for name in ("a", "b", "A", "B"))
    return {
        factor("a", NOW): a - eta * STEP * sum_a,
        factor("b", NOW): b - eta * STEP * sum_b,
        factor("A", NOW): (1 - STEP) * (sum_a + dot(b, ERRORS) * SAMPLE),
        factor("B", NOW): (1 - STEP) * (sum_b + dot(a, SAMPLE) * ERRORS),
    }
