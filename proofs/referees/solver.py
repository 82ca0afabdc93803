"""A process that answers questions in SMT-LIB 2: `python solver.py z3|cvc5`, one JSON a line.

It imports the solver and the standard library alone, and is ended by whoever asks.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from typing import Any


def z3_solver() -> Callable[[str, float], str]:
    """What Z3 says, polynomials multiplied out first."""
    import z3

    z3.set_param("memory_max_size", 2000)

    def answer(text: str, limit: float) -> str:
        said = "unknown"
        for arithmetic in (6, 2):  # the newer engine, then the older one
            own = z3.Context()
            expanded = z3.With("simplify", som=True, ctx=own)
            core = z3.With("smt", **{"arith.solver": arithmetic}, ctx=own)
            solver = z3.Then(expanded, core).solver()
            solver.set("timeout", int(limit * 1000))
            solver.from_string(text)
            said = str(solver.check())
            if said != "unknown":
                break
        return said

    return answer


def cvc5_solver() -> Callable[[str, float], str]:
    """What cvc5 says."""
    import cvc5

    def answer(text: str, limit: float) -> str:
        made = cvc5.TermManager()
        solver = cvc5.Solver(made)
        solver.setOption("tlimit-per", str(int(limit * 1000)))
        parser = cvc5.InputParser(solver)
        parser.setStringInput(cvc5.InputLanguage.SMT_LIB_2_6, text, "question")
        said = ""
        while not (command := parser.nextCommand()).isNull():
            said += command.invoke(solver, parser.getSymbolManager())
        return said.split()[-1] if said.split() else "unknown"

    return answer


SOLVERS: dict[str, Callable[[], Callable[[str, float], str]]] = {
    "z3": z3_solver, "cvc5": cvc5_solver
}  # fmt: skip


def main(name: str) -> None:
    """Answer questions until there are no more."""
    answer = SOLVERS[name]()
    print(json.dumps({"ready": name}), flush=True)
    for line in sys.stdin:
        question: dict[str, Any] = json.loads(line)
        try:
            said = answer(question["text"], question["limit"])
        except Exception as error:  # whatever the solver raises is no answer
            said = f"error: {type(error).__name__}: {error}"[:300]
        print(json.dumps({"said": said}), flush=True)


if __name__ == "__main__":
    main(sys.argv[1])
