import time

from proofs.find.book import Book
from proofs.find.budget import Budget, OutOfBudget
from proofs.find.claims import decide_claim, with_values
from proofs.find.prove import Unproved, lines_for
from proofs.trust.check import theorem
from proofs.trust.terms import *

a, b, c, d, x, y, z, e, w_, g = (
    symbol(n) for n in ("a", "b", "c", "d", "x", "y", "z", "e", "w", "g")
)
u, v, w = (symbol(n, "vector") for n in "uvw")
phi = lambda t: THRESHOLD(t, -1, 1, 1)
sgn = lambda t: THRESHOLD(t, -1, 0, 1)
norm = NORM
sig = SIGMOID
T = [
    ("labels1", eq(ABS(y * z), ABS(z)), [eq(y**2, 1)]),
    ("labels2", eq((y - phi(z)) * z, -2 * MAX(0, -y * z)), [eq(y**2, 1)]),
    ("labels3", eq((1 - sig(y * z)) * y, (1 + y) / 2 - sig(z)), [eq(y**2, 1)]),
    ("labels1o", eq(ABS(y * z), ABS(z)), [either(eq(y, -1), eq(y, 1))]),
    ("poly1", eq((x**2 + y**2) ** 2, 1), [eq(x**2 + y**2, 1)]),
    ("poly2", eq(a, 2), [eq(a**2, 4), a > 0]),
    ("poly3", eq(a, 0), [eq(a**2 + b**2, 0)]),
    ("mono1", eq(sgn(TANH(z)), sgn(z)), []),
    ("mono2", eq(phi(EXP(z) - 1), phi(z)), []),
    ("mono3", eq(sgn(EXP(a) - EXP(b)), sgn(a - b)), []),
    ("mono4", eq(a, b), [eq(EXP(a), EXP(b))]),
    ("sq1", eq(ABS(a**2), a**2), []),
    ("sq2", eq(ABS(a * a + a + 1), a * a + a + 1), []),
    ("sq3", a + 1 / a >= 2, [a > 0]),
    ("sq4", ((1 - c) * a + c * b) ** 2 <= (1 - c) * a**2 + c * b**2, [c >= 0, c <= 1]),
    ("sq5", norm((1 - c) * u + c * v) <= (1 - c) * norm(u) + c * norm(v), [c >= 0, c <= 1]),
    ("nz1", eq(z / ABS(z), sgn(z)), [ne(z, 0)]),
    ("nz2", eq((1 + ABS(z)) / (1 + ABS(z)), 1), []),
    ("nz3", eq(g / SQRT(g**2), sgn(g)), [ne(g, 0)]),
    ("q1", eq(1 / (1 / (a + 1)), a + 1), [ne(a, -1)]),
    ("q2", eq(dot(u / norm(u), u / norm(u)), 1), [ne(u, zero())]),
    ("q3", eq(w / norm(w), w / SQRT(dot(w, w))), [ne(w, zero())]),
    ("w1", eq(w_ - e * sig(w_), -w_), [eq(e * sig(w_), 2 * w_)]),
    ("w2", eq(a / (b + c) * (b + c), a), [ne(b + c, 0)]),
    ("val", eq(ABS(b), b), [SQRT(b) < 5]),
    ("ex1", 1 + a <= EXP(a), []),
    ("ex2", LOG(a) <= a - 1, [a > 0]),
    ("ex3", eq(LOG(a**2), 2 * LOG(ABS(a))), [ne(a, 0)]),
    ("ex4", eq(LOG(sig(z) / (1 - sig(z))), z), []),
    ("in1", ABS(a + b) <= ABS(a) + ABS(b), []),
    ("in2", norm(u + v) <= norm(u) + norm(v), []),
    ("F1", eq(1, 2), [b < 0, a**2 * b >= 0, SQRT(a**2 * b) >= 0]),
    ("F2", eq(x**2, 2), []),
    ("F3", eq(SQRT(a**2 * b), a * SQRT(b)), [b >= 0]),
    ("hard1", eq(SQRT((a + b + c + d) ** 16), (a + b + c + d) ** 8), []),
    ("hard2", eq(1 / (a + b + c + d) ** 16, 1 / (d + c + b + a) ** 16), [ne(a + b + c + d, 0)]),
    ("hard3", eq(d, d + 1), [eq(b, (a + 1) ** 64), eq(c, (b + 1) ** 64), eq(d, (c + 1) ** 64)]),
    ("exp tower", eq(EXP(EXP(EXP(EXP(10)))), EXP(EXP(EXP(EXP(10)))) + 1), []),
    ("maxexp", eq(MAX(EXP(a), EXP(b)), EXP(MAX(a, b))), []),
    ("uu0", eq(u, zero()), [eq(dot(u, u), 0)]),
    ("tri3", ABS(a - d) <= ABS(a - b) + ABS(b - c) + ABS(c - d), []),
    ("one-of", either(eq(y, -1), eq(y, 1)), [eq(y**2, 1)]),
    ("strict", EXP(a) < EXP(b), [a < b]),
    ("amgm", a * b <= (a**2 + b**2) / 2, []),
]
for name, goal, given in T:
    t = time.time()
    try:
        bk = Book({})
        bud = Budget(10)
        p = decide_claim(goal, given, bud, book=bk)
        th = theorem(p, bk.known)
        r = f"ok {len(p.lines)}"
        print(f"{name:10} {time.time() - t:6.2f} {r}", flush=True)
        continue
        line = lines_for(bk, goal, [bk.assume(p) for p in given], bud)
        p = with_values(bk, "q", given, [line], bud, supply=True)
        th = theorem(p, bk.known)
        r = f"ok {len(p.lines)} lines given {th.given if len(th.given) != len(given) else ''}"
    except Unproved as ex:
        r = "UNPROVED " + str(ex)[:150]
    except OutOfBudget as ex:
        r = "BUDGET " + str(ex)
    except Exception as ex:
        r = "ERROR " + type(ex).__name__ + str(ex)[:200]
    print(f"{name:10} {time.time() - t:6.2f} {r}", flush=True)
