"""A document pipeline on AWS durable functions, with the faults that nobody looked for."""
