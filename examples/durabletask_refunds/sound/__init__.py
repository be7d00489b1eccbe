"""Refunds on durabletask, written so that a replay takes the same path."""
