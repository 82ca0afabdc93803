"""Names as code spells them, and the letters that pages write for them."""

from __future__ import annotations

import re
from dataclasses import dataclass

LETTERS = {
    "alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ", "epsilon": "ε", "zeta": "ζ",
    "eta": "η", "theta": "θ", "kappa": "κ", "lambda": "λ", "mu": "μ", "nu": "ν", "xi": "ξ",
    "pi": "π", "rho": "ρ", "sigma": "σ", "tau": "τ", "phi": "φ", "chi": "χ", "psi": "ψ",
    "omega": "ω", "Gamma": "Γ", "Delta": "Δ", "Theta": "Θ", "Lambda": "Λ", "Xi": "Ξ", "Pi": "Π",
    "Sigma": "Σ", "Phi": "Φ", "Psi": "Ψ", "Omega": "Ω",
    "ell": "ℓ",
}  # fmt: skip
"""Letters that code spells by their names, which are LaTeX's names as well."""
BEFORE = {"Delta": "Δ", "grad": "∇"}
ACCENTS = ("hat", "bar", "tilde")
SIGNS = {"minus": "-", "zero": "0", "plus": "+"}


@dataclass(frozen=True, slots=True)
class Name:
    """The parts of a name as code spells it.

    >>> Name.of("Delta_w"), Name.of("y_hat").accent, Name.of("phi_minus").lower
    (Name(base='w', before='Delta', accent='', marks='', lower=''), 'hat', '-')
    """

    base: str
    before: str = ""
    """"Delta" for a change, "grad" for a gradient."""
    accent: str = ""
    marks: str = ""
    """Primes and stars."""
    lower: str = ""

    @staticmethod
    def of(name: str, lower: str = "") -> Name:
        stem = name.rstrip("'")
        marks = "'" * (len(name) - len(stem))
        words = stem.split("_")
        before = words[0] if words[0] in BEFORE and len(words) > 1 and words[1] else ""
        base, *rest = words[1:] if before else words
        accents = [word for word in rest if word in ACCENTS]
        marks += "*" * rest.count("star")
        below = [SIGNS.get(w, w) for w in rest if w and w not in (*ACCENTS, "star")]
        if numbered := re.fullmatch(r"([A-Za-z]+)([0-9]+)", base):
            base, index = numbered.groups()
            below.insert(0, index)
        below += [lower] if lower else []
        return Name(base, before, accents[0] if accents else "", marks, ",".join(below))
