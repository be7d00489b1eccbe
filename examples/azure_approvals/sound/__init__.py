"""Approval of expenses on Azure durable functions, written so that a replay takes the same path."""
