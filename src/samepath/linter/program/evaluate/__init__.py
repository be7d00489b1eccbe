"""Evaluating one frame: one class, built up subject by subject, each in a file of its own.

Every layer knows those before it; what it asks of later ones is declared in `values.ahead`:

- `values`: state, shared state, contents, names, types, order, members, attributes, items, stores
- `expressions`: tests, narrowing, names, literals, operators, comparisons, choices, suspension
- `calls`: arguments, construction, managers, calls; then `expressions.expressions` sums up
- `engine`: steps, operations, roles
- `library`: the catalogue, containers, models of the standard library, and what leaves the program
- `statements`: assignments, branches, loops, exceptions, imports, definitions, statements
"""
