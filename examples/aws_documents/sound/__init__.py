"""A document pipeline on AWS durable functions, written so that a replay takes the same path."""
