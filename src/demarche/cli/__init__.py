"""The command line: what a person types and sees.

Enters: arguments, standard input. Leaves: text on a terminal, JSON Lines, files, an exit status.
Never: reads a document itself, or shows a traceback. Heavy rooms are imported by the command that
needs them, so that `--help` is quick.
"""
