"""What differs between deployments, and what does not."""

import os

ENGINE = os.environ.get("OCR_ENGINE", "fast")  # expect: environment-read error
ARCHIVER = "archive-document"
RETENTION_SECONDS = 30 * 24 * 3600
REVIEWERS = ("ada", "grace", "mary")
