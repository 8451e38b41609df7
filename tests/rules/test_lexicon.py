"""The lexicon is checked when it is loaded."""

from __future__ import annotations

from collections import Counter

import pytest

from demarche.errors import RuleError
from demarche.model.vocabulary import EVENT_TYPES
from demarche.rules import load_lexicon, load_modality, load_ontology
from demarche.rules.files import parse_text, read_file
from demarche.rules.lexicon import FrameFile, LexiconFile, build_lexicon

FRAMES = read_file(FrameFile, "rules", "events-frames.yml")
ENTRY = "- {id: %s, lemma: meet, fires: A met B., silent: No., %s}\n"


def build(*entries: str, kind: str = "CONSULT", retired: str = "{}") -> object:
    text = f"type: {kind}\nretired: {retired}\nentries:\n" + "".join(entries)
    return build_lexicon([parse_text(LexiconFile, text, "made")], FRAMES, load_ontology())


def test_every_type_has_entries_and_the_whole_is_large() -> None:
    rules = load_lexicon().rules.values()
    counts = Counter(rule.type for rule in rules)
    assert set(counts) == set(EVENT_TYPES)
    assert len(rules) >= 400


def test_entries_are_found_by_each_of_their_lemmas() -> None:
    lexicon = load_lexicon()
    assert {r.type for r in lexicon.look_up("telephone")} == {"CONSULT"}
    assert lexicon.look_up("no such word") == ()


def test_an_unknown_key_fails() -> None:
    with pytest.raises(RuleError, match="R102"):
        build(ENTRY % ("CON-001", "framee: transitive"))


def test_an_id_used_twice_fails() -> None:
    with pytest.raises(RuleError, match="defined twice"):
        build(ENTRY % ("CON-001", "weight: 1"), ENTRY % ("CON-001", "weight: 1"))


def test_a_retired_id_stays_retired() -> None:
    with pytest.raises(RuleError, match="retired"):
        build(ENTRY % ("CON-001", "weight: 1"), retired="{CON-001: too wide}")


def test_an_id_of_another_type_fails() -> None:
    with pytest.raises(RuleError, match="R103"):
        build(ENTRY % ("ACC-001", "weight: 1"))


@pytest.mark.parametrize(
    ("key", "code"),
    [("frame: nonsense", "R104"), ("mode: riot", "R105"), ("needs: [luck]", "R102")],
)
def test_what_is_not_there_cannot_be_named(key: str, code: str) -> None:
    with pytest.raises(RuleError, match=code):
        build(ENTRY % ("CON-001", key))


def test_no_yaml_is_said_so() -> None:
    with pytest.raises(RuleError, match="R101"):
        parse_text(LexiconFile, "type: [", "made")


def test_modality_rules_have_ids_of_their_own() -> None:
    ids = [rule.id for rule in load_modality().rules]
    assert len(ids) == len(set(ids)) > 30


def test_the_ontology_has_all_types_and_no_prefix_twice() -> None:
    facts = load_ontology().types
    assert set(facts) == set(EVENT_TYPES)
    assert len({f.prefix for f in facts.values()}) == len(facts)
