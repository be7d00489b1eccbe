"""What differs between deployments, and what does not."""

import os
from datetime import timedelta

REGION = os.getenv("REGION", "us")  # expect: environment-read error

TASK_QUEUE = "onboarding"
TRIAL = timedelta(days=14)
REMINDER_EVERY = timedelta(days=3)
STEP_TIMEOUT = timedelta(minutes=2)
NOON = 12
OFFER_SHARE = 0.2
TAXED_REGIONS = frozenset({"eu", "uk"})

PLAN_FEATURES = {
    "basic": frozenset({"inbox", "search"}),
    "team": frozenset({"inbox", "search", "roles", "audit"}),
}
