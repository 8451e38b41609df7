"""One world behind many reports: judgements across documents, and the store that keeps them.

Enters: reports. Leaves: judgements, and the occurrences, corroboration and statuses they give.
Never: reads text for new records, asks the clock, erases.
"""
