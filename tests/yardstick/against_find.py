import sys
import time
import traceback

sys.path.insert(0, "/work/wt/find/tests/yardstick")
from collections import Counter

import yardstick as Y

from proofs import terms as S
from proofs.find.book import Book
from proofs.find.budget import Budget, OutOfBudget
from proofs.find.claims import with_values
from proofs.find.prove import Unproved, lines_for
from proofs.find.translate import N, Translator, self_adjoint
from proofs.trust.check import theorem

qs = [q for q in Y.load() if q.kind == "decide" and q.answer == "proved"]
sel = sys.argv[1] if len(sys.argv) > 1 else "ledger"
lim = float(sys.argv[2]) if len(sys.argv) > 2 else 10
if sel.isdigit():
    qs = [qs[int(sel)]]
    verbose = True
else:
    verbose = False
    qs = [q for q in qs if q.where.startswith(sel)]


def idx(r):
    return {s.upper for t in r.terms for s in S.symbols(t)}


cnt = Counter()
slow = []
bad = []
known = {}
t0 = time.time()
for n, q in enumerate(qs):
    rels = [q.relation, *(p.relation for p in q.premises)]
    now = N + 1 if any("t-1" in idx(r) for r in rels) else N
    tr = Translator(now)
    t1 = time.time()
    try:
        given = []
        for p in q.premises:
            given.append(
                tr.universal(p.relation, p.for_all) if p.for_all else tr.relation(p.relation)
            )
        given += self_adjoint(rels)
        goal = tr.relation(q.relation)
        b = Book(known)
        bud = Budget(lim)
        line = lines_for(b, goal, [b.assume(g) for g in dict.fromkeys(given)], bud)
        pr = with_values(b, "q", given, [line], bud, supply=True)
        theorem(pr, known)
        res = "ok"
    except Unproved as e:
        res = "unproved"
        why = str(e)
    except OutOfBudget as e:
        res = "budget"
        why = str(e)
    except Exception as e:
        res = "error"
        why = type(e).__name__ + ": " + str(e)[:300]
        if verbose:
            traceback.print_exc()
    cnt[res] += 1
    dt = time.time() - t1
    slow.append((dt, n, q.where))
    if res != "ok":
        bad.append(
            (
                n,
                res,
                q.where,
                str(q.relation)[:150],
                [str(p)[:110] for p in q.premises][:14],
                why[:250],
            )
        )
print(cnt, f"{time.time() - t0:.1f}s")
for s in sorted(slow)[-6:]:
    print(s)
for b in bad[: int(sys.argv[3]) if len(sys.argv) > 3 else 25]:
    print(*b, sep="\n   ")
