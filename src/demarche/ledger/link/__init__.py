"""Judgements across documents, and what follows from them; pure functions over reports.

Enters: reports, the judgements in force, and dates that are given. Leaves: judgements (one origin,
one occurrence, what became of it) and the occurrences, corroboration, conflicts and comparisons
they give. Never: stores, asks the clock, or builds a record that no document has.
"""
