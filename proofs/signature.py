"""The symmetry lemma as the checker has it, for states and images of any kinds."""

from __future__ import annotations

from collections.abc import Sequence

from proofs.find.book import Book
from proofs.find.translate import N
from proofs.trust import terms as T

LATER = T.plus(N, T.number(1))
"""The step after `step`."""


class Signature:
    """The symmetry lemma for states and images of given kinds, along one run.

    It asks of each step of that run alone that it commutes with the action, which is less than
    asking it of every state, as `symmetry.trajectory` does.
    """

    def __init__(self, states: tuple[str, ...], images: tuple[str, ...]) -> None:
        n = "natural"
        self.runs = [T.Function(f"run_{i}", (n,), s) for i, s in enumerate(states)]
        self.images = [T.Function(f"image_{j}", (n,), s) for j, s in enumerate(images)]
        self.updates = [T.Function(f"update_{i}", (n, *states), s) for i, s in enumerate(states)]
        self.image_updates = [
            T.Function(f"image_update_{j}", (n, *images), s) for j, s in enumerate(images)
        ]
        self.actions = [T.Function(f"action_{j}", (n, *states), s) for j, s in enumerate(images)]
        self.kinds = (
            [("run", i) for i in range(len(states))] + [("run", j) for j in range(len(images))]
            + [("start", j) for j in range(len(images))]
            + [("step", j) for j in range(len(images))]
        )  # fmt: skip

    def _acted(self, t: T.Term, at: Sequence[T.Term]) -> list[T.Term]:
        return [g(t, *at) for g in self.actions]

    def _moved(self, t: T.Term, at: Sequence[T.Term]) -> list[T.Term]:
        return [u(t, *at) for u in self.updates]

    @property
    def given(self) -> list[T.Term]:
        """The runs, their starts, and that each step of the first commutes with the action."""
        zero = T.number(0)
        run, image = [q(N) for q in self.runs], [w(N) for w in self.images]
        first = [q(zero) for q in self.runs]
        claims = [
            T.forall(N, T.eq(q(LATER), u(N, *run)))
            for q, u in zip(self.runs, self.updates, strict=True)
        ]
        claims += [
            T.forall(N, T.eq(w(LATER), u(N, *image)))
            for w, u in zip(self.images, self.image_updates, strict=True)
        ]
        claims += [
            T.eq(w(zero), g) for w, g in zip(self.images, self._acted(zero, first), strict=True)
        ]
        after = self._acted(LATER, self._moved(N, run))
        claims += [
            T.forall(N, T.eq(g, u(N, *self._acted(N, run))))
            for g, u in zip(after, self.image_updates, strict=True)
        ]
        return claims

    def proved(self, book: Book) -> tuple[list[int], list[T.Term]]:
        """The lemma's lines: induction on the step."""
        given = self.given
        lines = [book.assume(p) for p in given]
        m, n = len(self.runs), len(self.images)
        runs, images = lines[:m], lines[m : m + n]
        starts, steps = lines[m + n : m + 2 * n], lines[m + 2 * n :]
        now = [q(N) for q in self.runs]
        wanted = [T.eq(w(N), g) for w, g in zip(self.images, self._acted(N, now), strict=True)]
        whole = wanted[0] if n == 1 else T.both(*wanted)
        h = book.assume(whole)
        before = [h] if n == 1 else [book.add(p, "part", (), (h,)) for p in wanted]
        run_now = [book.at(k, N) for k in runs]
        after = []
        for j in range(n):
            one = book.at(images[j], N)  # image(n + 1) = image update(n, image(n))
            left = book.says(one).args[1]
            acted = self.image_updates[j](N, *self._acted(N, now))
            same = book.add(T.eq(left, acted), "congruence", (), before)
            commutes = book.at(steps[j], N)  # action(n + 1, update) = image update(action)
            goal = self.actions[j](LATER, *(q(LATER) for q in self.runs))
            moved = book.says(commutes).args[0]
            replaced = book.add(T.eq(goal, moved), "congruence", (), run_now)
            one_ = T.number(1)
            after.append(book.ring(self.images[j](LATER), goal, (one_, one), (one_, same),
                                   (-one_, commutes), (-one_, replaced)))  # fmt: skip
        if n > 1:
            base = book.add(T.both(*(book.says(k) for k in starts)), "all of", (), starts)
            step = book.add(T.both(*(book.says(k) for k in after)), "all of", (), after)
        else:
            (base,), (step,) = starts, after
        line = book.add(T.forall(N, whole), "induction", (N,), (base, step))
        if n == 1:
            return [line], given
        at_n = book.at(line, N)
        return [book.general(N, book.add(p, "part", (), (at_n,))) for p in wanted], given
