"""Rules are data: loaded, checked, numbered.

Enters: the YAML files under `data/lexicon`, `data/rules` and `data/ontology`.
Leaves: frozen entries indexed for use. Never: reads a document, decides about one.
A key that the schema does not know is an error, as is an id that was used twice or retired.
"""

from demarche.rules.lexicon import Lexicon, load_lexicon
from demarche.rules.modality import ModalityBook, load_modality
from demarche.rules.ontology import Ontology, load_ontology

__all__ = [
    "Lexicon", "ModalityBook", "Ontology", "load_lexicon", "load_modality", "load_ontology",
]  # fmt: skip
