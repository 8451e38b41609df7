"""Analysis → Grounding: mentions with candidates, then resolution; who, when, where.

Enters: an `Analysis`. Leaves: a `Grounding`. Never: decides what was done or said.
"""
