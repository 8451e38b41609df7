"""Demarche for a spaCy user: `nlp.add_pipe("demarche")`, then `doc._.demarche` is the report.

A publication date is set before the pipeline runs: `doc = nlp.make_doc(text)`,
`doc._.demarche_published = "2025-02-12"`, `nlp(doc)`.
"""

from __future__ import annotations

from collections.abc import Sequence

from demarche.language.analysis import Analysis
from demarche.language.component import register_component
from demarche.model import Report
from demarche.reading import read_with_analyses
from demarche.sources import RawItem


def _read_texts(
    texts: Sequence[str], dates: Sequence[str | None]
) -> list[tuple[Report, Analysis | None]]:
    items = [
        RawItem(origin="text", content=text, media="text", published=date)
        for text, date in zip(texts, dates, strict=True)
    ]
    return list(read_with_analyses(items))


create_component = register_component(_read_texts)
