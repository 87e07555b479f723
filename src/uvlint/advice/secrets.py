"""Variables whose values must not be written down."""

from __future__ import annotations

import re

_SECRET = (
    r"(?i)(?:^|_)(?:auth|credentials?|passphrase|passw(?:or)?d|pat|pwd|secrets?|tokens?"
    r"|(?:access|account|api|auth|deploy|encryption|license|master|private|secret|signing|ssh)_?key"
    r"|(?:admin|database|db|root|smtp|user)_?pass)(?:_|$)"
)
_BESIDE_SECRET = (
    r"(?i)^(?:has|max|min|n|no|num|skip|use|with|without)_"
    r"|_(?:count|dir|enabled?|file|id|length|limit|max|method|min|mode|name|path|size|sock|ttl|type|url)$"
    r"|^google_application_credentials$"
)


def is_secret(variable: str) -> bool:
    """Tell by the name of a variable whether its value must not be written down.

    A variable that says where a secret is, what it is called or how many there are holds none.
    """
    return re.search(_SECRET, variable) is not None and re.search(_BESIDE_SECRET, variable) is None
