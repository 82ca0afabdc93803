"""Proofs to test the checker with: all lemmas, a part of the ledger's questions, some by hand.

They are kept in a file, so that nothing here depends on what the finders find; write it anew with
`python tests/trust/corpus.py`.
"""

from __future__ import annotations

import gzip
import json
import sys
from functools import cache
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from handmade import all_proofs

from proofs.trust.check import Holds, Proof, Theorem, judge, theorem
from proofs.trust.file import read, write

STORED = Path(__file__).with_name("corpus.json.gz")
EVERY = 6


@cache
def proofs() -> list[Proof]:
    """All of them, each before those that cite it."""
    return [*read(json.loads(gzip.decompress(STORED.read_bytes())))[0], *all_proofs()]


@cache
def theorems() -> dict[str, Theorem]:
    """All of them, checked."""
    known: dict[str, Theorem] = {}
    for p in proofs():
        known[p.name] = theorem(p, known)
    return known


@cache
def checked() -> list[tuple[Proof, list[Holds]]]:
    """All of them with what each line rests on."""
    return [(p, judge(p.lines, theorems())) for p in proofs()]


def record() -> None:
    """Ask the finders for all lemmas and every sixth question of the ledger."""
    sys.path.insert(0, str(Path(__file__).parents[1] / "yardstick"))
    import yardstick

    from proofs import terms as old
    from proofs.find import lemmas
    from proofs.find.book import Book
    from proofs.find.claims import with_values
    from proofs.find.prove import lines_for
    from proofs.find.translate import N, Translator, self_adjoint

    known: dict[str, Theorem] = {}
    for name in lemmas.STATEMENTS:
        if f"lemma.{name}" not in known:
            lemmas.prove(Book(known), name)
    found = [lemmas.PROVED[name] for name in known]
    questions = [
        q for q in yardstick.load()
        if q.kind == "decide" and q.answer == "proved" and q.in_ledger
    ]  # fmt: skip
    for k, q in enumerate(questions[::EVERY]):
        relations = [q.relation, *(p.relation for p in q.premises)]
        indices = {s.upper for r in relations for t in r.terms for s in old.symbols(t)}
        to = Translator(N + 1 if "t-1" in indices else N)
        given = [
            to.universal(p.relation, p.for_all) if p.for_all else to.relation(p.relation)
            for p in q.premises
        ] + self_adjoint(relations)
        book = Book(known)
        line = lines_for(
            book, to.relation(q.relation), [book.assume(p) for p in dict.fromkeys(given)]
        )
        found.append(with_values(book, f"{q.where[7:]}.{k}", given, [line], supply=True))
    STORED.write_bytes(gzip.compress(json.dumps(write(found)).encode(), 9, mtime=0))
    print(f"{len(found)} proofs, {sum(len(p.lines) for p in found)} lines")


if __name__ == "__main__":
    record()
