"""Demarche reads news and official readouts and keeps an evidence-linked ledger of diplomacy."""

__version__ = "0.1.0"
