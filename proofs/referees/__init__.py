"""Other people's checkers: what they say of the proofs that are exported."""

from proofs.referees.answers import AGREES, DISAGREES, NOT_ASKED, NOT_STATED, UNKNOWN, Answer

__all__ = ["AGREES", "DISAGREES", "NOT_ASKED", "NOT_STATED", "UNKNOWN", "Answer"]
