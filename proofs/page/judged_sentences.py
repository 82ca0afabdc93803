"""What the judge says of a sentence, to stand beside the ledger's ruling."""

from __future__ import annotations

from proofs.judge import said
from proofs.page.blocks import Block, Items, Paragraph, sentence_case
from proofs.terms import Words


def beside(sentence: str, *, at_prompt: bool = True) -> tuple[tuple[Block, ...], ...]:
    """Reading by reading, what is asked of which rules, and the answers; none for most sentences.

    At a prompt they end with the command that shows the rules and their runs.
    """
    found = said.judged(sentence)
    parts: list[tuple[Block, ...]] = []
    for place, each in enumerate(found, 1):
        rows: dict[str, list[str]] = {}
        for asked, judgement in each.answers:
            answer = said.told(asked, said.word(judgement, asked.question))
            rows.setdefault(asked.rule, []).append(answer)
        told: tuple[tuple[Words, Words], ...] = tuple(
            ((name,), (". ".join(filter(None, ("; ".join(answers), _note(name)))),))
            for name, answers in rows.items()
        )
        blocks: tuple[Block, ...] = (Items(f"By the judge: {each.ruling}", told),)
        if at_prompt and place == len(found):
            words = f"proofs judge {sentence} shows these rules and the runs."
            blocks = (*blocks, Paragraph((words,)))
        parts.append(blocks)
    return tuple(parts)


def _note(name: str) -> str:
    return sentence_case(said.about_it(name).rstrip("."))


__all__ = ["beside"]
