"""Analysis and Grounding → records: events, statements, commitments, exchanges, positions.

Enters: a `Grounding` (with its `Analysis`). Leaves: `Records`. Never: input, output, other
documents.
"""
