"""The network: a six-layer encoder (all-MiniLM-L6-v2) with shapes for letter case, and heads."""

from __future__ import annotations

import math
from pathlib import Path

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from demarche.language.shapes import N_SHAPES

HIDDEN, LAYERS, ATTENTION_HEADS = 384, 6, 12
ARC, PAIR = 256, 192


class Layer(nn.Module):
    """A post-norm transformer layer, as in BERT."""

    def __init__(self) -> None:
        super().__init__()
        self.query = nn.Linear(HIDDEN, HIDDEN)
        self.key = nn.Linear(HIDDEN, HIDDEN)
        self.value = nn.Linear(HIDDEN, HIDDEN)
        self.out = nn.Linear(HIDDEN, HIDDEN)
        self.norm1 = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.up = nn.Linear(HIDDEN, 4 * HIDDEN)
        self.down = nn.Linear(4 * HIDDEN, HIDDEN)
        self.norm2 = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.drop = nn.Dropout(0.1)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        """Return (batch, pieces, hidden); `mask` is added to the attention scores."""
        b, t, _ = x.shape
        size = HIDDEN // ATTENTION_HEADS

        def split(y: Tensor) -> Tensor:
            return y.view(b, t, ATTENTION_HEADS, size).transpose(1, 2)

        q, k, v = split(self.query(x)), split(self.key(x)), split(self.value(x))
        scores = q @ k.transpose(-1, -2) / math.sqrt(size) + mask
        mixed = self.drop(scores.softmax(-1)) @ v
        mixed = mixed.transpose(1, 2).reshape(b, t, HIDDEN)
        x = self.norm1(x + self.drop(self.out(mixed)))
        return self.norm2(x + self.drop(self.down(F.gelu(self.up(x)))))


class Encoder(nn.Module):
    """Word pieces with positions and shapes → one vector a piece."""

    def __init__(self) -> None:
        super().__init__()
        self.word = nn.Embedding(30522, HIDDEN)
        self.position = nn.Embedding(512, HIDDEN)
        self.shape = nn.Embedding(N_SHAPES, HIDDEN)
        self.norm = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.drop = nn.Dropout(0.1)
        self.layers = nn.ModuleList(Layer() for _ in range(LAYERS))

    def forward(self, ids: Tensor, shapes: Tensor, mask: Tensor) -> Tensor:
        """Return (batch, pieces, hidden); `mask` is 1 for pieces and 0 for padding."""
        positions = torch.arange(ids.shape[1], device=ids.device)
        x = self.word(ids) + self.position(positions)[None] + self.shape(shapes)
        x = self.drop(self.norm(x))
        bias = (1.0 - mask[:, None, None, :].to(x.dtype)) * -1e4
        for layer in self.layers:
            x = layer(x, bias)
        return x

    def load_base(self, path: Path) -> None:
        """Take the weights of the base model; shape rows start as its token type 0."""
        from safetensors.torch import load_file

        old = {k.removeprefix("bert."): v for k, v in load_file(str(path)).items()}
        names = {
            "word.weight": "embeddings.word_embeddings.weight",
            "position.weight": "embeddings.position_embeddings.weight",
            "norm.weight": "embeddings.LayerNorm.weight",
            "norm.bias": "embeddings.LayerNorm.bias",
        }
        parts = {
            "query": "attention.self.query",
            "key": "attention.self.key",
            "value": "attention.self.value",
            "out": "attention.output.dense",
            "norm1": "attention.output.LayerNorm",
            "up": "intermediate.dense",
            "down": "output.dense",
            "norm2": "output.LayerNorm",
        }
        for n in range(LAYERS):
            for new, name in parts.items():
                for kind in ("weight", "bias"):
                    names[f"layers.{n}.{new}.{kind}"] = f"encoder.layer.{n}.{name}.{kind}"
        state = {new: old[name] for new, name in names.items()}
        types = old["embeddings.token_type_embeddings.weight"]
        state["shape.weight"] = types[0].repeat(N_SHAPES, 1) + 0.01 * torch.randn(N_SHAPES, HIDDEN)
        self.load_state_dict(state)


TOKEN_HEADS = (
    "xpos",
    "morph",
    "lemma",
    "start",
    "entity",
    "source",
    "cue",
    "content",
    "said",
    "saying",
    "promise",
    "trigger",
)
DEEP_HEADS = ("trigger", "said", "saying", "promise", "entity", "source", "cue", "content")


class Reader(nn.Module):
    """Encoder and heads. `labels` maps every head to its label list."""

    def __init__(self, labels: dict[str, list[str]]) -> None:
        super().__init__()
        self.label_lists = labels
        self.encoder = Encoder()
        self.drop = nn.Dropout(0.2)
        self.heads = nn.ModuleDict()
        for name in TOKEN_HEADS:
            n = len(labels[name])
            if name in DEEP_HEADS:
                self.heads[name] = nn.Sequential(
                    nn.Linear(HIDDEN, PAIR), nn.GELU(), nn.Dropout(0.2), nn.Linear(PAIR, n)
                )
            else:
                self.heads[name] = nn.Linear(HIDDEN, n)
        self.arc_dep, self.arc_head = nn.Linear(HIDDEN, ARC), nn.Linear(HIDDEN, ARC)
        self.arc = nn.Parameter(torch.zeros(ARC + 1, ARC))
        nn.init.xavier_uniform_(self.arc)
        self.rel_dep, self.rel_head = nn.Linear(HIDDEN, PAIR), nn.Linear(HIDDEN, PAIR)
        self.rel = nn.Linear(PAIR, len(labels["rel"]))
        self.role_anchor, self.role_token = nn.Linear(HIDDEN, PAIR), nn.Linear(HIDDEN, PAIR)
        self.role = nn.Linear(PAIR, len(labels["role"]))
        self.pair_source, self.pair_target = nn.Linear(HIDDEN, PAIR), nn.Linear(HIDDEN, PAIR)
        self.pair = nn.Linear(PAIR, len(labels["pair"]))
        self.status = nn.Sequential(
            nn.Linear(HIDDEN, PAIR), nn.GELU(), nn.Linear(PAIR, len(labels["status"]))
        )
        self.mode = nn.Linear(HIDDEN, len(labels["mode"]))

    def encode(self, ids: Tensor, shapes: Tensor, mask: Tensor, firsts: Tensor) -> Tensor:
        """Return the vector of [CLS] and of each word's first piece: (batch, words + 1, hidden)."""
        x = self.encoder(ids, shapes, mask)
        index = firsts[:, :, None].expand(-1, -1, HIDDEN)
        return self.drop(x.gather(1, index))

    def score_arcs(self, words: Tensor) -> Tensor:
        """Return head scores (batch, dependents, heads); index 0 is the root."""
        dep, head = F.gelu(self.arc_dep(words)), F.gelu(self.arc_head(words))
        ones = torch.ones_like(dep[..., :1])
        return torch.cat([dep, ones], -1) @ self.arc @ head.transpose(1, 2) / 16.0
