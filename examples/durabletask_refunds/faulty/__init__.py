"""Refunds on durabletask, with the faults that such code has when nobody looks."""
