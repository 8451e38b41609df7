"""The schema of the time rules: words, macros, rules, named days. Unknown keys fail."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StrictBool, StrictInt, StrictStr

from demarche.rules.files import RuleModel

Kind = Literal["DATE", "TIME", "DURATION", "SET"]
Operation = Literal[
    "calendar", "relative", "day", "shift", "window", "duration", "set", "named", "same",
    "unit", "range", "holiday", "clock", "written", "eve", "comparison", "deadline", "ahead",
]  # fmt: skip
Value = StrictInt | StrictStr | None


class Fires(RuleModel):
    """A text in which the rule finds `quote`, read on `published`; what is given is checked."""

    text: StrictStr
    quote: StrictStr
    value: StrictStr | None = None
    start: StrictStr | None = None
    end: StrictStr | None = None
    precision: StrictStr | None = None
    minutes: StrictInt | None = None
    published: StrictStr | None = "2024-05-08"
    method: StrictStr | None = None
    unresolved: StrictBool = False


class Make(RuleModel):
    """How a match becomes a time: the operation and its settings."""

    op: Operation
    value: StrictStr | None = None
    days: StrictInt | None = None
    sign: StrictInt | None = None
    unit: StrictStr | None = None
    number: StrictInt | None = None
    part: StrictStr | None = None
    anchored: StrictBool = False


class Rule(RuleModel):
    """A pattern over words and what it means.

    `before`, `after` are words or classes one of which must stand next to the match;
    `not_before`, `not_after` are those that must not. `not_tags` are Penn tags which the first
    word of the match must not carry (checked where the reader has tagged).
    """

    id: Annotated[StrictStr, Field(pattern=r"^TMX-\d{3}$")]
    title: StrictStr
    kind: Kind
    patterns: tuple[StrictStr, ...]
    make: Make
    before: StrictStr | None = None
    after: StrictStr | None = None
    not_before: StrictStr | None = None
    not_after: StrictStr | None = None
    not_tags: tuple[StrictStr, ...] = ()
    fires: tuple[Fires, ...]
    silent: tuple[StrictStr, ...] = ()


class RuleFile(RuleModel):
    """`times.yml`: macros (names for parts of patterns), the rules, and ids no longer used."""

    macros: dict[StrictStr, StrictStr]
    rules: tuple[Rule, ...]
    retired: dict[StrictStr, StrictStr] = Field(default_factory=dict)


class WordClass(RuleModel):
    """Words with a value each, or words without; `capital` ones count only when capitalised."""

    values: dict[StrictStr, Value] = Field(default_factory=dict)
    words: tuple[StrictStr, ...] = ()
    capital: StrictBool = False
    core: StrictBool = False


class Shape(RuleModel):
    """Figures of one form; the first group, or the whole word, is the value.

    `samples` must show every mixture of shapes that a word of this shape can have.
    """

    pattern: StrictStr
    number: StrictBool = False
    core: StrictBool = False
    samples: tuple[StrictStr, ...]


class Unit(RuleModel):
    """A unit of time: its TIMEX3 letter, its length, and how many days or months one is."""

    code: StrictStr
    clock: StrictBool = False
    minutes: StrictInt
    days: StrictInt = 0
    months: StrictInt = 0


class Tense(RuleModel):
    """Words that tell the side of publication an act lies on.

    `auxiliaries` put a verb in the future, `modals` leave it open towards the future, `plans` are
    forms of acts whose object lies ahead, `scheduled` present forms of acts told so when they lie
    ahead, `ahead` words that say so by themselves, `leads` those that do before a time ("effective
    Friday"), `as_soon` those that do before an "as", `limits` those that do in lower case unless
    a word of `not_before_limits` stands ahead ("not until"). `failed` modals tell of the past where
    a word of `negators` hangs on their verb ("could not be reached Friday").
    `past` and `future` are signs read where there is no parse, `past_endings` the endings of past
    forms, `window` how many words from the time they are looked for.
    """

    auxiliaries: tuple[StrictStr, ...]
    modals: tuple[StrictStr, ...]
    plans: tuple[StrictStr, ...]
    scheduled: tuple[StrictStr, ...]
    ahead: tuple[StrictStr, ...]
    leads: tuple[StrictStr, ...]
    as_soon: tuple[StrictStr, ...]
    limits: tuple[StrictStr, ...]
    not_before_limits: tuple[StrictStr, ...]
    failed: tuple[StrictStr, ...]
    negators: tuple[StrictStr, ...]
    past: tuple[StrictStr, ...]
    future: tuple[StrictStr, ...]
    past_endings: tuple[StrictStr, ...]
    window: StrictInt


class Openings(RuleModel):
    """Words before a time that leave it open towards its end, or towards its start.

    `starting` words open it when a word of `links` stands between ("starting from Friday").
    `ties` are words that make one stretch of two times with a word between ("from … to"); `spans`
    are words between times that share a year ("March to June 2023").
    """

    since: tuple[StrictStr, ...]
    onwards: tuple[StrictStr, ...]
    starting: tuple[StrictStr, ...]
    links: tuple[StrictStr, ...]
    until: tuple[StrictStr, ...]
    ties: dict[StrictStr, tuple[StrictStr, ...]]
    spans: tuple[StrictStr, ...]


class Names(RuleModel):
    """What makes a time part of a name ("the Good Friday Agreement") and not the time of an act.

    `heads` close a name behind a time, within `reach` words that are capitalised or `joints`;
    `leads` stand before it ("Agenda 2030"). Times found by the methods of `always` need no more,
    those of `unless_led` no word of `prepositions` before them, those of `determined` a word of
    `determiners`.
    """

    heads: tuple[StrictStr, ...]
    leads: tuple[StrictStr, ...]
    joints: tuple[StrictStr, ...]
    always: tuple[StrictStr, ...]
    unless_led: tuple[StrictStr, ...]
    determined: tuple[StrictStr, ...]
    prepositions: tuple[StrictStr, ...]
    determiners: tuple[StrictStr, ...]
    reach: StrictInt


class Settings(RuleModel):
    """Thresholds of the resolver, in days unless named otherwise.

    A two-figure year up to `century_pivot` is of the 2000s. A date without a year that tense puts
    more than `far_days` from publication goes to the other side if it is within `near_days` there.
    A length of `stretch_months` or more that is told after a quarter ("for the nine months") makes
    "a year earlier" the year and no longer the quarter of it.
    """

    century_pivot: StrictInt
    stretch_months: StrictInt
    far_days: StrictInt
    near_days: StrictInt


class WordFile(RuleModel):
    """`times-words.yml`: the classes of words that patterns name, the units, the settings."""

    classes: dict[StrictStr, WordClass]
    shapes: dict[StrictStr, Shape]
    fields: dict[StrictStr, tuple[StrictStr, ...]]
    units: dict[StrictStr, Unit]
    tense: Tense
    openings: Openings
    names: Names
    settings: Settings


class Holiday(RuleModel):
    """A named day (or run of days) and the rule that dates it.

    `once` is the one date it was; `fixed` is MM-DD; `weekday` is [month, weekday 1-7, nth] (nth −1:
    the last); `easter` is days from Western Easter; `orthodox` from Orthodox Easter; `session` is
    [month, nth week that holds a working day, weekday]; `table` gives the first day for each year
    known.
    """

    names: tuple[StrictStr, ...]
    once: StrictStr | None = None
    fixed: StrictStr | None = None
    weekday: tuple[StrictInt, StrictInt, StrictInt] | None = None
    easter: StrictInt | None = None
    orthodox: StrictInt | None = None
    session: tuple[StrictInt, StrictInt, StrictInt] | None = None
    table: dict[StrictInt, StrictStr] | None = None
    length: StrictInt = 1
    week: StrictBool = False


class HolidayFile(RuleModel):
    """`times-holidays.yml`: named days by id."""

    holidays: dict[StrictStr, Holiday]
