"""Benchmarks as commands: what the program says against what careful readers said.

Enters: a folder of gold data and a suite's name. Leaves: figures under flat names, with the
files, rows and hashes they were measured on. Never: changes a record, learns from gold.
"""

from demarche.evals.registry import SUITES, run_suite
from demarche.evals.report import check_floors, format_table

__all__ = ["SUITES", "check_floors", "format_table", "run_suite"]
