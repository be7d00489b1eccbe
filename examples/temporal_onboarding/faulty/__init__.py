"""Onboarding of subscribers on Temporal, with the faults that such code has when nobody looks."""
