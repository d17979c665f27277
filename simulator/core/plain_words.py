"""What words say by themselves, whatever move they make: a goodbye at their end, a no at their beginning.

Rule: only the plain ways that everybody takes so; who says it otherwise is answered by what else they said.
"""

from __future__ import annotations

import re

_GOODBYE = re.compile(
    r"\b(?:(?:good)?bye(?:[ -]?bye)?|cheerio|see you|(?:talk|speak) (?:to you )?(?:then|soon|later)"
    r"|have a (?:good|great|nice|lovely) (?:day|one|afternoon|evening|weekend)|take care)"
    r"(?:[,. ]+(?:then|now|for now|(?!yet\b)\w{2,12}))?[\W_]*$",
    re.IGNORECASE,
)
_NO = re.compile(
    r"^\W*(?:(?:oh|um|uh|er|ah|well|sorry|hm+|actually)\W+)*"
    r"(?:no|nope|nah|neither|never\s?mind|not\s(?:really|for me)|i'?d\srather\snot|i\scan'?t"
    r"|(?:that|it)\s(?:doesn'?t|won'?t))\b"
    r"(?!\s+(?:problem|worries|trouble|bother|doubt|rush|hurry)\b)",
    re.IGNORECASE,
)


def says_goodbye(said: str) -> bool:
    """Whether somebody's words end as those do who are about to ring off."""
    return _GOODBYE.search(said) is not None


def says_no(said: str) -> bool:
    """Whether somebody's words begin with a plain no."""
    return _NO.search(said) is not None
