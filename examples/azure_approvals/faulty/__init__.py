"""Approval of expenses on Azure durable functions, with the faults that nobody looked for."""
