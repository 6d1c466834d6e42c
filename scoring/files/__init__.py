"""From the files of a meeting to what they mean, or to all that is wrong with them (收表).

Nothing here trusts a file: what is too large, damaged, disguised or ambiguous is refused by name
and place, before it costs time or memory. No file is ever changed.
"""
