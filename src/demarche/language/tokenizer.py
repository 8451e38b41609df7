"""Words: spaCy's English tokenizer rules, without a pipeline around them."""

from __future__ import annotations

from functools import lru_cache

from spacy.lang.en import English
from spacy.tokenizer import Tokenizer
from spacy.tokens import Doc
from spacy.util import compile_infix_regex, compile_prefix_regex, compile_suffix_regex
from spacy.vocab import create_vocab


@lru_cache(maxsize=1)
def load_tokenizer() -> Tokenizer:
    """Return spaCy's English tokenizer (no `Language` object: nothing else is loaded)."""
    defaults = English.Defaults
    return Tokenizer(
        create_vocab("en", defaults),
        rules=defaults.tokenizer_exceptions,
        prefix_search=compile_prefix_regex(defaults.prefixes or ()).search,
        suffix_search=compile_suffix_regex(defaults.suffixes or ()).search,
        infix_finditer=compile_infix_regex(defaults.infixes or ()).finditer,
        token_match=defaults.token_match,
        url_match=defaults.url_match,
    )


def tokenize(text: str) -> Doc:
    """Return the spaCy `Doc` of a text, without any annotation."""
    return load_tokenizer()(text)


def split_words(text: str) -> list[tuple[str, int]]:
    """Return the words of a text with their code-point offsets; white space is not a word."""
    return [(token.text, token.idx) for token in tokenize(text) if not token.is_space]
