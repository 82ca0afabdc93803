"""Linear maps moved between the sides of inner products."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from proofs.find.atoms import Poly, key, normal, term_of_atom  # fmt: skip
from proofs.find.combos import Chain, Combo, add_combo
from proofs.trust import ring
from proofs.trust.ring import ONE, accumulate, multiplied
from proofs.trust.terms import apply  # fmt: skip

if TYPE_CHECKING:
    from proofs.find.solver import Solver


class Maps:
    """Inner products, with linear maps moved to where hypotheses apply."""

    def __init__(self, s: Solver) -> None:
        self.s = s

    def dot(self, chain: Chain, a: int, b: int) -> None:
        va, la = self.s.forms.vector(a)
        vb, lb = self.s.forms.vector(b)
        combo: Combo = {}
        if la is not None:
            add_combo(combo, la, {b: ONE})
        if lb is not None:
            add_combo(combo, lb, va)
        if combo:
            value: Poly = {}
            for x, p in va.items():
                for y, q in vb.items():
                    pair = ring.single("dot", min(x, y), max(x, y))
                    accumulate(value, multiplied(multiplied(p, q), pair))
            chain.become(value, combo)
            chain.settle()
            return
        self._move_maps(chain, a, b)

    def _unwrapped(self, a: int) -> tuple[list[Any], int]:
        maps = []
        while key(a)[0] == "map":
            maps.append(key(a)[1])
            a = key(a)[2]
        return maps, a

    def _flip(self, f: Any) -> Any:
        """The adjoint, or the map itself where that is known to be its adjoint."""
        return f if f in self.s.own or f.adjoint in self.s.own else f.adjoint

    def _wrapped(self, maps: list[Any], a: int) -> int:
        for f in reversed(maps):
            (a,) = normal(apply(f, term_of_atom(a)))
        return a

    def _move_maps(self, chain: Chain, a: int, b: int) -> None:
        """Linear maps moved from one side to the other, where a hypothesis applies, or evenly."""
        left, u = self._unwrapped(a)
        right, v = self._unwrapped(b)
        word = [*(self._flip(f) for f in reversed(left)), *right]  # u . word(v)
        if not word or self.s.moves <= 0:
            return
        self.s.moves -= 1
        n = len(word)
        best = None
        for k in range(n + 1):  # the first k maps go to the left side
            x = self._wrapped([self._flip(f) for f in reversed(word[:k])], u)
            y = self._wrapped(word[k:], v)
            if k != len(left) and (self._known_vector(x) or self._known_vector(y)):
                best = k
                break
        if best is None:
            half = n // 2
            back = [self._flip(f) for f in reversed(word)]
            if (v, [f.name + f.kind for f in back]) < (u, [f.name + f.kind for f in word]):
                half = n - half
            best = half
            if n % 2 == 0 and self._even(word, u, v, best) == self._even(word, u, v, len(left)):
                return
        if best == len(left):
            return
        self._shift(chain, word, u, v, len(left), best)

    def _even(self, word: list[Any], u: int, v: int, k: int) -> tuple[int, int]:
        x = self._wrapped([self._flip(f) for f in reversed(word[:k])], u)
        y = self._wrapped(word[k:], v)
        return (min(x, y), max(x, y))

    def _known_vector(self, a: int) -> bool:
        return self.s.forms.vector(a)[1] is not None

    def _shift(self, chain: Chain, word: list[Any], u: int, v: int, k: int, to: int) -> None:
        """u's first k maps of the word become its first `to`."""

        def sides(k: int) -> tuple[int, int]:
            x = self._wrapped([self._flip(f) for f in reversed(word[:k])], u)
            return x, self._wrapped(word[k:], v)

        combo: Combo = {}
        while k != to:
            x, y = sides(k)
            moved, other = (x, y) if k > to else (y, x)
            # A(z) . other = z . A'(other)
            image = term_of_atom(moved)
            add_combo(combo, self.s.book.row("adjoint", image, term_of_atom(other)), ONE)
            back = image.data.adjoint
            if back in self.s.own:
                same = self.s.book.at(self.s.own[back], term_of_atom(other))
                add_combo(combo, same, {key(moved)[2]: ONE})
            k += -1 if k > to else 1
        x, y = sides(to)
        chain.become(ring.single("dot", min(x, y), max(x, y)), combo)
        chain.settle()
