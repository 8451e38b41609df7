"""Files, addresses, JSON Lines, folders and standard input → raw items.

Enters: what the user named. Leaves: `RawItem`s, and a `FailedItem` for each thing that could not
be had; the run goes on. Never: decodes, cleans or interprets what it fetched.
The only room that touches the network.
"""

from demarche.sources.inputs import read_inputs
from demarche.sources.items import FailedItem, Media, RawItem, SourceItem
from demarche.sources.web import download

__all__ = ["FailedItem", "Media", "RawItem", "SourceItem", "download", "read_inputs"]
