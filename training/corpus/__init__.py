"""The open corpus of sentences for the reader's event heads, in CC BY 4.0.

Enters: the annotated passages under `passages/`, one folder a register. Leaves: passages as plain
structures (`read.read_corpus`), and a report on them (`python -m training.corpus.check`). It never
changes a passage and never makes one up.
"""
