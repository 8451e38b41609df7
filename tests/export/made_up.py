"""Reports made up for the tests: one of every kind of record, and one that means harm."""

from __future__ import annotations

from demarche.ids import hash_text
from demarche.model import (
    Actor,
    Block,
    Commitment,
    Document,
    Event,
    EventTime,
    Exchange,
    Finding,
    Give,
    Mention,
    Other,
    Place,
    Position,
    Published,
    Report,
    Role,
    Span,
    Statement,
    TrailStep,
)

HEADLINE = "Rivas and Lind speak by phone"
LEAD = (
    "President Ana Rivas spoke by phone with Prime Minister Tomas Lind on Tuesday for 90 minutes "
    "about grain and fishing rights, her office said."
)
NEXT = (
    "“We will meet in Port Salt next week,” Rivas wrote, and she accused the Northern League of "
    "blocking ports."
)
DEAL = "Lind offered port access in exchange for grain; he is against new tolls."
TEXT = "\n\n".join((HEADLINE, LEAD, NEXT, DEAL))


def find(quote: str, text: str = TEXT) -> Span:
    """Return the span of the quote's first occurrence."""
    start = text.index(quote)
    return Span.of(text, start, start + len(quote))


def mention(quote: str) -> Mention:
    """Return the mention of the quote's first occurrence."""
    start = TEXT.index(quote)
    return Mention.of(TEXT, start, start + len(quote), form="name")


def make_document(text: str = TEXT, **fields: object) -> Document:
    """Return a document of paragraphs; the first is a headline where it is the made-up one."""
    blocks, at = [], 0
    for paragraph in text.split("\n\n"):
        kind = "headline" if paragraph == HEADLINE else "paragraph"
        blocks.append(Block(kind=kind, start=at, end=at + len(paragraph)))
        at += len(paragraph) + 2
    known = {
        "id": "doc-1",
        "title": HEADLINE,
        "outlet": "Ministry of Examples",
        "published": Published(
            start="2031-04-02", end="2031-04-02", precision="day", method="given"
        ),
        "language": "en",
        "genre": "readout",
    }
    return Document.model_validate(
        {**known, **fields, "text": text, "sha256": hash_text(text), "blocks": blocks}
    )


def make_report() -> Report:
    """Return a report with one or two records of every kind."""
    trail = (TrailStep(rule="CON-004"),)
    return Report(
        document=make_document(),
        actors=(
            Actor(
                id="a:rivas",
                name="Ana Rivas",
                kind="person",
                country="XAA",
                sectors=("GOV",),
                role=Role(title="President", span=find("President")),
                mentions=(mention("President Ana Rivas"), mention("Rivas and")),
            ),
            Actor(id="a:lind", name="Tomas Lind", kind="person", country="XBB"),
            Actor(id="a:league", name="Northern League", kind="group"),
        ),
        events=(
            Event(
                id="e:meet",
                type="CONSULT",
                mode="third-party",
                source=("a:rivas",),
                target=("a:lind",),
                status="planned",
                time=EventTime(
                    start="2031-04-07",
                    end="2031-04-13",
                    precision="week",
                    span=find("next week"),
                    method="relative",
                ),
                place=Place(name="Port Salt", span=find("Port Salt")),
                medium="in-person",
                trigger=find("meet in"),
                evidence=(find("We will meet in Port Salt next week"),),
            ),
            Event(
                id="e:call",
                type="CONSULT",
                mode="phone",
                source=("a:rivas",),
                target=("a:lind",),
                others=(Other(actor="a:league", role="observer"),),
                status="occurred",
                time=EventTime(start="2031-04-01", end="2031-04-01", precision="day"),
                medium="phone",
                duration=90,
                topics=(find("grain"), find("fishing rights")),
                trigger=find("spoke"),
                evidence=(
                    find("President Ana Rivas spoke by phone with Prime Minister Tomas Lind"),
                ),
                attribution=("s:office",),
                confidence=0.94,
                trail=trail,
            ),
            Event(
                id="e:accuse",
                type="ACCUSE",
                mode="allege",
                source=("a:rivas",),
                target=("a:league",),
                status="occurred",
                trigger=find("accused"),
                evidence=(find("she accused the Northern League of blocking ports"),),
                claimed_by=("a:rivas",),
                trail=trail,
            ),
        ),
        statements=(
            Statement(
                id="s:office",
                speaker_span=find("her office"),
                cue=find("said"),
                content=(find(LEAD.removesuffix(", her office said.")),),
                kind="indirect",
                events=("e:call",),
            ),
            Statement(
                id="s:wrote",
                speaker=("a:rivas",),
                addressee=("a:lind",),
                cue=find("wrote"),
                content=(find("We will meet in Port Salt next week,"),),
                kind="direct",
                medium="Open Letters",
                via=("a:league",),
            ),
        ),
        commitments=(
            Commitment(
                id="c:meet",
                by=("a:rivas",),
                to=("a:lind",),
                act=find("meet in Port Salt next week"),
                strength="firm",
                event="e:meet",
                evidence=(find("We will meet in Port Salt next week"),),
            ),
        ),
        exchanges=(
            Exchange(
                id="x:deal",
                parties=("a:lind", "a:rivas"),
                gives=(
                    Give(by="a:lind", what=find("port access")),
                    Give(by=None, what=find("grain;")),
                ),
                status="proposed",
                evidence=(find("port access in exchange for grain"),),
            ),
        ),
        positions=(
            Position(
                id="p:tolls",
                holder=("a:lind",),
                question=find("new tolls"),
                stance="against",
                evidence=(find("he is against new tolls"),),
            ),
        ),
        findings=(Finding(code="D102", severity="note", message="a note for the reader"),),
    )


HARM = '<script>window.harmed=1</script><img src=x onerror="window.harmed=1">" onload="x'
HOSTILE_TEXT = f"{HARM} met </p></article> \x1b[31mred\x07 \u202eevil\u2066 \x00 [bold]x[/bold]."


def make_hostile_report() -> Report:
    """Return a report whose every free field tries to break out of where it is shown."""
    whole = Span.of(HOSTILE_TEXT, 0, len(HOSTILE_TEXT))
    document = make_document(
        HOSTILE_TEXT,
        id=f"id {HARM}",
        title=f"title {HARM} \x1b[2J",
        outlet=HARM,
        url="javascript:window.harmed=1",
        genre=HARM,
    )
    return Report(
        document=document,
        actors=(
            Actor(
                id=f"a:{HARM}",
                name=f"name {HARM}",
                kind="person",
                country=HARM,
                sectors=(HARM,),
                role=Role(title=HARM, span=whole),
                mentions=(Mention.of(HOSTILE_TEXT, 0, len(HOSTILE_TEXT), form="name"),),
            ),
        ),
        events=(
            Event(
                id=f'e:"{HARM}',
                type="CONSULT",
                mode=HARM,
                source=(f"a:{HARM}",),
                target=(HARM,),
                status="occurred",
                place=Place(name=HARM),
                trigger=find("met", HOSTILE_TEXT),
                evidence=(whole,),
                trail=(TrailStep(rule=HARM),),
            ),
        ),
        statements=(Statement(id=f"s:{HARM}", content=(whole,), kind="indirect", medium=HARM),),
        findings=(Finding(code="D199", severity="warning", message=HARM, span=whole),),
    )


def make_failed_report() -> Report:
    """Return the report of something that could not be read."""
    return Report(
        document=Document(id="gone.txt", text="", sha256=hash_text("")),
        findings=(Finding(code="S201", severity="error", message="no such file: gone.txt"),),
    )
