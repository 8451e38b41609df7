"""What the frames look at: the analysis, its quotes, and the words in between."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence

from demarche.extract.statements.draft import Range
from demarche.extract.statements.quotes import Quote, find_quotes
from demarche.extract.statements.rules import RuleBook, load_rules
from demarche.grounding.mentions import ActorMention, Grounding
from demarche.language.analysis import Analysis, Token
from demarche.model.vocabulary import StatementKind

_OPENERS = ("“", '"', "``", "''", "‘", "'", "`")
_TRIM = ",.;:—–-_"


class Setting:
    """One document as the finder of statements sees it."""

    def __init__(self, grounding: Grounding, book: RuleBook) -> None:
        self.grounding = grounding
        self.analysis = grounding.analysis
        self.tokens = grounding.analysis.tokens
        self.text = grounding.analysis.document.text
        self.book = book
        self.words = book.words
        self.quotes = find_quotes(grounding.analysis.document)
        self._places: dict[str, list[int]] = {}
        for token in self.tokens:
            self._places.setdefault(token.lower, []).append(token.i)
        self._passages = _join_sentences(grounding.analysis)
        self._starts = [token.start for token in self.tokens]
        self._opened = [quote.opened for quote in self.quotes]
        self._covering: dict[int, ActorMention] = {}
        for mention in sorted(grounding.mentions, key=lambda m: (m.start - m.end, m.start)):
            for at in range(mention.start, mention.end):
                self._covering[at] = mention

    def find_words(self, words: Sequence[str]) -> list[int]:
        """Return the tokens at which the words (in lower case) stand one after the other."""
        tokens, size = self.tokens, len(words)
        return [
            at
            for at in self._places.get(words[0], ())
            if at + size <= len(tokens)
            and all(tokens[at + k].lower == word for k, word in enumerate(words))
        ]

    def token_at(self, place: int) -> int:
        """Return the index of the first token that ends after the code point."""
        index = bisect_right(self._starts, place) - 1
        if index >= 0 and self.tokens[index].end > place:
            return index
        return index + 1

    def tokens_in(self, start: int, end: int) -> range:
        """Return the indices of the tokens that lie inside the code points `start:end`."""
        first = bisect_left(self._starts, start)
        last = bisect_left(self._starts, end)
        if last > first and self.tokens[last - 1].end > end:
            last -= 1
        return range(first, last)

    def quote_at(self, place: int) -> Quote | None:
        """Return the quote whose words hold the code point."""
        index = bisect_right(self._opened, place) - 1
        if index >= 0 and self.quotes[index].start <= place < self.quotes[index].end:
            return self.quotes[index]
        return None

    def is_time(self, first: int, last: int) -> bool:
        """Tell whether the tokens `first:last` hold a time and little else."""
        return any(
            first <= mention.start
            and mention.end <= last
            and last - first <= mention.end - mention.start + 2
            for mention in self.grounding.times
        )

    def together(self, one: int, two: int) -> bool:
        """Tell whether two tokens stand in one sentence, or in parts of one cut in the middle."""
        tokens = self.tokens
        return self._passages[tokens[one].sent] == self._passages[tokens[two].sent]

    def passage(self, token: int) -> int:
        """Return the number of the token's passage: a sentence, or the parts of one cut in two."""
        return self._passages[self.tokens[token].sent]

    def continues(self, sentence: int) -> bool:
        """Tell whether the sentence goes on in the next, being cut with no mark to end it."""
        passages = self._passages
        return sentence + 1 < len(passages) and passages[sentence] == passages[sentence + 1]

    def quoted(self, token: int) -> Quote | None:
        """Return the quote that holds the token."""
        return self.quote_at(self.tokens[token].start)

    def block_of(self, token: int) -> int:
        """Return the index of the block the token stands in."""
        return self.analysis.sentence_of(token).block

    def mention_at(self, token: int) -> ActorMention | None:
        """Return the mention headed by the token, else the shortest that covers it."""
        return self.grounding.mention_headed(token) or self._covering.get(token)

    def words_of(
        self, indices: Iterable[int], without: frozenset[int] = frozenset()
    ) -> list[Range]:
        """Return the code points from the first of the tokens to the last, broken at `without`."""
        kept = sorted(set(indices) - without)
        if not kept:
            return []
        pieces: list[list[int]] = [[]]
        for index in range(kept[0], kept[-1] + 1):
            if index in without:
                if pieces[-1]:
                    pieces.append([])
            else:
                pieces[-1].append(index)
        trimmed = [self.trim(piece[0], piece[-1] + 1) for piece in pieces if piece]
        return [piece for piece in trimmed if piece is not None]

    def trim(self, first: int, last: int) -> Range | None:
        """Return the code points of tokens `first:last` without "that", commas and stray marks."""
        tokens = self.tokens
        while first < last and self._idle_front(first):
            first += 1
        while last > first and self._idle_back(last - 1, first):
            last -= 1
        if first >= last:
            return None
        start, end = self.balance(tokens[first].start, tokens[last - 1].end)
        return (start, end) if end > start else None

    def _idle_front(self, index: int) -> bool:
        token = self.tokens[index]
        if token.lower == "that" and token.dep == "mark":
            return True
        if token.dep == "cc":
            return True
        if token.upos == "PUNCT" or token.text in ("_", "--"):
            return token.text not in _OPENERS and token.text not in "([$"
        return False

    def _idle_back(self, index: int, first: int) -> bool:
        token = self.tokens[index]
        if token.text in ("``", "“", "(", "[", "--", "_"):
            return True
        if token.text in ("”", "''", '"'):
            held = self._closing(token.end)
            return held is None or held.opened < self.tokens[first].start
        if token.text in _TRIM and len(token.text) == 1:
            return self.quoted(index) is None
        return token.dep == "cc"

    def _closing(self, end: int) -> Quote | None:
        index = bisect_right(self._opened, end - 1) - 1
        if index >= 0 and self.quotes[index].closed == end:
            return self.quotes[index]
        return None

    def balance(self, start: int, end: int) -> Range:
        """Return the range grown to whole quotes, and without the marks of one whole quote."""
        first = bisect_right(self._opened, start) - 1
        for quote in self.quotes[max(first, 0) :]:
            if quote.opened >= end:
                break
            if quote.closed <= start:
                continue
            if quote.opened < start < quote.end and end > quote.closed:
                start = quote.opened
            elif quote.opened >= start and end < quote.closed:
                end = quote.closed
        for quote in self.quotes[max(first, 0) :]:
            if quote.opened > start:
                break
            if quote.opened == start and quote.closed == end and self.is_full(quote):
                return quote.start, quote.end
        return start, end

    def is_full(self, quote: Quote) -> bool:
        """Tell whether the quote reads as a sentence of its own, not as quoted words in another."""
        inner = self.text[quote.start : quote.end].strip()
        if not inner:
            return False
        before = self.text[max(quote.opened - 3, 0) : quote.opened].rstrip(" \u00a0_")
        begins = (
            self._cued(quote)
            or not before
            or before[-1] in ".?!,:;\n—–-”\"')>"
            or before.endswith("--")
        )
        capital = not inner[0].islower()
        if not capital:
            said = self._cued(quote) and inner.count(" ") >= self.words.full_quote
            return said and inner[-1] in ",.?!"
        after = self.text[quote.closed : quote.closed + 1]
        ends = inner[-1] in ",.?!…—-" or after in (",", ".")
        return ends and (begins or inner.count(" ") >= self.words.full_quote - 2)

    def _cued(self, quote: Quote) -> bool:
        """Tell whether the word right before the quote is a cue that goes with quotations."""
        index = self.token_at(quote.opened) - 1
        if index > 0 and self.tokens[index].text in (",", ":"):
            index -= 1
        if index < 0 or self.tokens[index].upos != "VERB":
            return False
        rules = self.book.look_up("verb", self.tokens[index].lower, "")
        return any("quote" in rule.frames for rule in rules)

    def kind_of(self, content: Iterable[Range]) -> StatementKind:
        """Return whether the content is quoted throughout, in part, or not at all."""
        inside = outside = False
        for start, end in content:
            first = max(bisect_right(self._opened, start) - 1, 0)
            held = [q for q in self.quotes[first : first + 8] if q.start < end and start < q.end]
            if any(q.opened <= start and end <= q.closed for q in held):
                inside = True
            elif held:
                inside = outside = True
            else:
                outside = True
        return "mixed" if inside and outside else "direct" if inside else "indirect"

    def lower_words(self, tokens: Iterable[Token]) -> list[str]:
        """Return the words of the tokens in lower case."""
        return [token.lower for token in tokens]


def _join_sentences(analysis: Analysis) -> list[int]:
    """Return for each sentence the first sentence of those it was cut from."""
    passages: list[int] = []
    for sentence in analysis.sentences:
        before = analysis.sentences[sentence.i - 1] if sentence.i else None
        if before is not None and before.block == sentence.block:
            last = analysis.tokens[before.end - 1]
            if last.text[-1].isalnum() or last.text == ",":
                passages.append(passages[-1])
                continue
        passages.append(sentence.i)
    return passages


def set_out(grounding: Grounding) -> Setting:
    """Return the document as the finders see it, under the rules in force."""
    return Setting(grounding, load_rules())
