"""Evaluating one frame: statements, expressions, attributes, calls, each in its own file.

Every file adds one subject to the same evaluation, from `state` up to `statements`.
"""
