"""What differs between deployments."""

import os

LEDGER_URL = os.environ.get("LEDGER_URL", "https://ledger.example")
MAIL_URL = os.environ.get("MAIL_URL", "https://mail.example")

STRICT = os.environ.get("STRICT_APPROVAL", "no")  # expect: environment-read error

SMALL_AMOUNT = 50_00
AUDIT_SHARE = 0.1
DAYS_TO_DECIDE = 3
