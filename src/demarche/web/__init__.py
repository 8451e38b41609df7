"""The local site: pages over a ledger that is only read, each with its twin in JSON.

Enters: an open ledger, who may look (a token), a clock for the limit of requests; for review, a
desk at which a person decides. Leaves: an ASGI application. Never: writes to the ledger but
decisions through `ledger.reviewing`, asks what day it is, shows a text unescaped, or loads anything
from another site.
"""

from demarche.web.app import make_app

__all__ = ["make_app"]
