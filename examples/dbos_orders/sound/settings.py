"""What differs between deployments; only steps read what comes from the environment."""

import os

PAYMENTS_URL = os.environ.get("PAYMENTS_URL", "https://payments.example")
WAREHOUSE_URL = os.environ.get("WAREHOUSE_URL", "https://warehouse.example")
CARRIER_URL = os.environ.get("CARRIER_URL", "https://carrier.example")

CUTOFF_HOUR = 15
CARRIERS = ("swift", "northern", "parcelpost")
INSPECTION_SHARE = 0.05
