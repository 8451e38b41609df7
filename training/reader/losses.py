"""The losses of all heads for one batch."""

from __future__ import annotations

import random

import torch
import torch.nn.functional as F
from torch import Tensor

from .batches import Encoding, pad
from .model import TOKEN_HEADS, Reader
from .silver import SYNTAX
from .words import Window

Batch = list[tuple[Window, Encoding]]
HEAD_WEIGHT = {"lemma": 0.5, "start": 0.5, "morph": 0.7, "trigger": 1.5, "content": 1.0}
SILVER = 0.5  # of a word's syntax by a teacher, against one by hand
CONFLICT = (
    "ACCUSE",
    "REQUEST",
    "REJECT",
    "THREATEN",
    "PROTEST",
    "MOBILIZE",
    "SANCTION",
    "COERCE",
    "ASSAULT",
)


class Losses:
    """Computes the summed loss of a batch; label indices are prepared once."""

    def __init__(self, model: Reader, rng: random.Random) -> None:
        self.model, self.rng = model, rng
        self.index = {h: {x: i for i, x in enumerate(v)} for h, v in model.label_lists.items()}
        names = model.label_lists["pair"]
        self.conflict = torch.tensor([n in CONFLICT for n in names])

    def compute(self, batch: Batch, words: Tensor, weak: float) -> Tensor:
        """Return the loss; `weak` scales what rows without a marked trigger teach."""
        total = words.new_zeros(())
        trust = 1.0 if batch[0][0].task == "ud" else SILVER
        for head in TOKEN_HEADS:
            if any(head in w.labels for w, _ in batch):
                weight = HEAD_WEIGHT.get(head, 1.0) * (trust if head in SYNTAX else 1.0)
                total = total + weight * self._token_loss(batch, words, head)
        if any(w.arcs for w, _ in batch):
            total = total + trust * self._arc_loss(batch, words)
        anchors = [(b, a) for b, (w, _) in enumerate(batch) for a in w.anchors]
        if anchors:
            total = total + self._anchor_loss(anchors, words, weak)
        return total

    def _token_loss(self, batch: Batch, words: Tensor, head: str) -> Tensor:
        index = self.index[head]
        rows = [[-100, *(index.get(x, -100) for x in w.labels.get(head, ()))] for w, _ in batch]
        gold = pad(rows, -100)
        logits = self.model.heads[head](words[:, : gold.shape[1]])
        return F.cross_entropy(logits.flatten(0, 1), gold.flatten(), ignore_index=-100)

    def _arc_loss(self, batch: Batch, words: Tensor) -> Tensor:
        scores = self.model.score_arcs(words)
        n = scores.shape[1]
        gold = pad([[-100, *(w.arcs or [-100] * len(w.words))] for w, _ in batch], -100)
        sentence = pad([[-1, *(w.sentence or [-1] * len(w.words))] for w, _ in batch], -2)
        allowed = sentence[:, :, None] == sentence[:, None, :]
        allowed[:, :, 0] = True
        diagonal = torch.eye(n, dtype=torch.bool)
        scores = scores.masked_fill(~allowed | diagonal, -1e4)
        loss = F.cross_entropy(scores.flatten(0, 1), gold.flatten(), ignore_index=-100)
        heads = gold.clamp(min=0)
        dep = self.model.rel_dep(words)
        head = self.model.rel_head(words).gather(1, heads[:, :, None].expand(-1, -1, dep.shape[-1]))
        logits = self.model.rel(F.gelu(dep + head))
        index = self.index["rel"]
        named = [w.labels.get("rel") or [None] * len(w.words) for w, _ in batch]
        rels = pad([[-100, *(index.get(r, -100) for r in row)] for row in named], -100)
        return loss + F.cross_entropy(logits.flatten(0, 1), rels.flatten(), ignore_index=-100)

    def _anchor_loss(self, anchors: list, words: Tensor, weak: float) -> Tensor:
        total = words.new_zeros(())
        marked = [(b, a, 1 + self.rng.choice(a["at"])) for b, a in anchors if a["kind"] != "pair"]
        if marked:
            total = total + self._role_loss(marked, words)
        events = [(b, a, at) for b, a, at in marked if a["kind"] == "event"]
        if events:
            picked = words[[b for b, _, _ in events], [at for _, _, at in events]]
            for name, head in (("status", self.model.status), ("mode", self.model.mode)):
                gold = torch.tensor([self.index[name].get(a[name], -100) for _, a, _ in events])
                if (gold >= 0).any():
                    weight = 0.5 * len(events) / (len(events) + 4)
                    total = total + weight * F.cross_entropy(head(picked), gold, ignore_index=-100)
        pairs = [(b, a) for b, a in anchors if a["kind"] == "pair"]
        return total + self._pair_loss(pairs, words, weak) if pairs else total

    def _role_loss(self, marked: list, words: Tensor) -> Tensor:
        rows, columns, tokens, gold = [], [], [], []
        for b, anchor, at in marked:
            for token, role in anchor["roles"].items():
                rows.append(b)
                columns.append(at)
                tokens.append(token + 1)
                gold.append(self.index["role"][role])
        if not gold:
            return words.new_zeros(())
        a = self.model.role_anchor(words)[rows, columns]
        t = self.model.role_token(words)[rows, tokens]
        weight = torch.tensor([0.4 if n == "none" else 1.0 for n in self.model.label_lists["role"]])
        return F.cross_entropy(self.model.role(F.gelu(a + t)), torch.tensor(gold), weight=weight)

    def _pair_loss(self, pairs: list, words: Tensor, weak: float) -> Tensor:
        b = [i for i, _ in pairs]
        s = torch.stack([words[i, [x + 1 for x in a["source"]]].mean(0) for i, a in pairs])
        t = torch.stack([words[i, [x + 1 for x in a["target"]]].mean(0) for i, a in pairs])
        logp = self.model.pair(
            F.gelu(self.model.pair_source(s) + self.model.pair_target(t))
        ).log_softmax(-1)
        total = words.new_zeros(())
        for n, (_, a) in enumerate(pairs):
            if a["label"] in ("0", "1"):
                chosen = self.conflict if a["label"] == "1" else ~self.conflict
                total = total - logp[n][chosen].logsumexp(0)
            else:
                total = total - logp[n][self.index["pair"][a["label"]]]
                if weak:
                    total = total + weak * self._weak_loss(words[b[n]], a)
        return total / len(pairs)

    def _weak_loss(self, words: Tensor, anchor: dict) -> Tensor:
        """A row without a marked trigger: some word triggers its type, and has its parties."""
        kinds = ["CONCEDE", "RETREAT"] if anchor["label"] == "YIELD" else [anchor["label"]]
        columns = [
            self.index["trigger"][f"B-{k}"] for k in kinds if f"B-{k}" in self.index["trigger"]
        ]
        logp = self.model.heads["trigger"](words[1:]).log_softmax(-1)[:, columns].logsumexp(-1)
        taken = [i for i in (*anchor["source"], *anchor["target"]) if i < len(logp)]
        free = logp.clone()
        free[taken] = -30.0
        best = int(free.argmax())
        a = self.model.role_anchor(words[best + 1])
        t = self.model.role_token(words[[i + 1 for i in taken]])
        roles = self.model.role(F.gelu(a[None] + t)).log_softmax(-1)
        gold = [self.index["role"]["source" if i in anchor["source"] else "target"] for i in taken]
        return -free[best] - 0.3 * roles[range(len(gold)), gold].mean()
