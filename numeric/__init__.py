"""Learning rules run as numbers: exact rationals, certified float64, laws tested on random data.

This package is a witness of its own: it shares no code with the symbolic proofs. Importing it
loads nothing but this line; take what you need from its modules.
"""
