"""Analysis → time mentions: dates, times of day, durations and sets, resolved to intervals.

Enters: an `Analysis` (tokens; the parse is used for tense where it is there). Leaves: a tuple of
`TimeMention` in the order of the text. Never: reads the clock, guesses a date the text and its
publication date do not settle, or decides what happened then.
"""

from demarche.grounding.times.finding import find_times, nearest_time

__all__ = ["find_times", "nearest_time"]
