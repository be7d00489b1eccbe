"""What differs between deployments."""

import os

PAYMENTS_URL = os.environ.get("PAYMENTS_URL", "https://payments.example")
WAREHOUSE_URL = os.environ.get("WAREHOUSE_URL", "https://warehouse.example")
CARRIER_URL = os.environ.get("CARRIER_URL", "https://carrier.example")

GIFT_WRAPPING = os.environ.get("GIFT_WRAPPING", "on")  # expect: environment-read error

CUTOFF_HOUR = 15
CARRIERS = ("swift", "northern", "parcelpost")
SIGNED_CARRIERS = ("swift",)
INSPECTION_SHARE = 0.05
