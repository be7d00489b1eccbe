"""What is the same in every deployment."""

ARCHIVER = "archive-document"
RETENTION_SECONDS = 30 * 24 * 3600
REVIEWERS = ("ada", "grace", "mary")
ARCHIVE_NAMESPACE = "b6a0c8f4-96c9-4f3f-8f0e-6a1d5a1f5c11"
