"""Onboarding of subscribers on Temporal, written so that a replay takes the same path."""
