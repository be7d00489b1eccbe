"""Hold tables of the catalogue against what is installed here; print what does not hold.

A script, so that any Python can run it: `python resolve_names.py FILE...`. A name must be
there, take the arguments that its entry speaks of, and be a class, a call or an attribute
as the entry says. Libraries that are not installed are left alone. With `--count` what a default
begins with must be there, too, and it says at the end how many names were looked up.
"""

import importlib
import inspect
import sys
import tomllib
import warnings
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

TABLES = ("modules", "default", "alias", "bases", "live")
SELECTING = ("access_by", "calls", "iterates", "mutates", "unless")
PROPERTIES = ("property", "cached_property")
MISSING = object()
BELIEVED = (
    # made at run time: from descriptions of services, for each model, by asking what is wrapped;
    # of Stripe's client, the services in it have them
    "boto3.resources.base.ServiceResource.",
    "botocore.client.BaseClient.",
    "django.db.backends.utils.CursorWrapper.fetch",
    "django.db.models.Model._default_manager",
    "django.db.models.Model.objects",
    "faker.Faker.add_provider",
    "stripe.StripeClient.",
    "tinydb.TinyDB.",
    # an older version, or another distribution of the same name, has them
    "cloudevents.http.",
    "ulid.from_randomness",
    "ulid.from_timestamp",
    "ulid.new",
    # with an extra alone
    "pydantic_ai.durable_exec.",
)
"""Beginnings of names that cannot be looked up."""


def find(name):
    """Import and get what a dotted name says; what is behind a property is believed."""
    first, *rest = name.split(".")
    try:
        found = importlib.import_module(first)
        path = first
        for part in rest:
            if type(found).__name__ in PROPERTIES:
                return found
            path = f"{path}.{part}"
            found = getattr(found, part, MISSING)
            if found is MISSING:
                found = importlib.import_module(path)
    except Exception:  # noqa: BLE001 -- a library may fail as it likes when it is imported
        return MISSING
    return found


def set_by_instances(owner, member):
    """Say whether instances of a class get an attribute that the class itself lacks."""
    for cls in getattr(owner, "__mro__", ()):
        if member in vars(cls) or member in getattr(cls, "__annotations__", {}):
            return True
        for source in (cls, cls.__init__):
            try:
                if f"self.{member}" in inspect.getsource(source):
                    return True
            except (OSError, TypeError):
                continue
    return False


def is_other_version(fields):
    """Say whether a name belongs to an older or younger Python than this one."""
    since, until = (
        tuple(int(part) for part in fields[key].split(".")) if key in fields else None
        for key in ("since", "until")
    )
    here = sys.version_info[:2]
    return (since is not None and here < since) or (until is not None and here > until)


def parameters(name, found):
    """Return the parameters of a callable without its receiver, or None if nobody knows."""
    owner, _, member = name.rpartition(".")
    try:
        signature = list(inspect.signature(found).parameters.values())
    except (AttributeError, TypeError, ValueError):
        return None
    cls = find(owner)
    if inspect.isclass(cls) and not inspect.isclass(found):
        raw = inspect.getattr_static(cls, member, None)
        is_bound = isinstance(raw, staticmethod | classmethod) or "classmethod" in str(type(raw))
        if not is_bound and signature and signature[0].kind.name.startswith("POSITIONAL"):
            return signature[1:]
    return signature


def selector_problems(name, fields, found) -> Iterator[str]:
    """Yield what an entry says about arguments that the callable does not have."""
    known = parameters(name, found)
    if known is None:
        return
    positional = [p for p in known if p.kind in {p.POSITIONAL_ONLY, p.POSITIONAL_OR_KEYWORD}]
    keywords = {p.name for p in known if p.kind in {p.POSITIONAL_OR_KEYWORD, p.KEYWORD_ONLY}}
    kinds = {p.kind.name for p in known}
    for field in SELECTING:
        for selector in fields.get(field, ()):
            if isinstance(selector, int):
                if selector >= len(positional) and "VAR_POSITIONAL" not in kinds:
                    yield f"{field}: there is no argument {selector}"
                elif selector < len(positional):
                    also = positional[selector].name
                    if also in keywords and also not in fields[field]:
                        yield f"{field}: argument {selector} may be passed as {also!r}"
            elif selector not in {"self", "*", "**", *keywords} and "VAR_KEYWORD" not in kinds:
                yield f"{field}: there is no keyword {selector!r}"


def type_problems(name, fields, table) -> Iterator[str]:
    """Yield the types that are not classes; a singleton may be its own type."""
    for field in ("returns", "element", "key"):
        if field in fields:
            dotted = fields[field]
            found = find(dotted)
            listed = table.get(dotted)
            is_singleton = isinstance(listed, dict) and listed.get("attribute", False)
            if found is MISSING:
                yield f"{field}: {dotted} is not there"
            elif not inspect.isclass(found) and not is_singleton:
                yield f"{field}: {dotted} is no class"


def entry_problems(name, value, table) -> Iterator[str]:
    """Yield what is wrong with one entry."""
    fields = value if isinstance(value, dict) else {}
    if is_other_version(fields):
        return
    owner, _, member = name.rpartition(".")
    attribute = fields.get("attribute", False)
    found = find(name)
    if found is MISSING:
        if not attribute or not set_by_instances(find(owner), member):
            yield "is not there"
        return
    yield from type_problems(name, fields, table)
    if attribute:
        if type(found).__name__ == "function":
            yield "is a function, not an attribute"
        return
    if not callable(found) and type(found).__name__ not in PROPERTIES:
        yield f"cannot be called, it is {type(found).__name__}"
    looks_like_class = member.lstrip("_")[:1].isupper()
    if looks_like_class and inspect.isroutine(found) and "returns" not in fields:
        yield "looks like a class and is none: say what it returns"
    yield from selector_problems(name, fields, found)


def default_problems(prefix) -> Iterator[str]:
    """Yield what is wrong with the beginning of a default."""
    if not prefix.endswith("*"):
        if find(prefix) is MISSING and not set_by_instances(*owner_and_member(prefix)):
            yield "is not there"
        return
    owner, beginning = owner_and_member(prefix[:-1])
    if owner is MISSING or not any(name.startswith(beginning) for name in dir(owner)):
        yield "has nothing that begins so"


def owner_and_member(name):
    """Get what a dotted name lies in, and its last part."""
    owner, _, member = name.rpartition(".")
    return find(owner), member


def installed_of(table):
    """List the top-level modules of a file that are installed and can be imported."""
    there = [module for module in table["modules"] if module in sys.modules or find_spec(module)]
    # To import some of the standard library has effects: `this`, `antigravity`.
    known = sys.stdlib_module_names
    return {module for module in there if module in known or find(module) is not MISSING}


def is_installed(name, installed):
    """Say whether a name's library is there; packages may share their first part."""
    first, _, rest = name.partition(".")
    if first not in installed or name.startswith(BELIEVED):
        return False
    if not rest or first in sys.stdlib_module_names:
        return True
    return not is_shared(first) or find_spec(f"{first}.{rest.partition('.')[0]}") is not None


def is_shared(package):
    """Say whether several distributions put their parts into one package."""
    try:
        spec = find_spec(package)
    except ValueError:  # a module that has put something else in its place
        return False
    return spec is not None and spec.origin is None


def table_problems(table) -> Iterator[str]:
    """Yield what is wrong with one file, each line with the name concerned."""
    installed = installed_of(table)
    for name, value in table.items():
        if name not in TABLES and is_installed(name, installed):
            yield from (f"{name} {problem}" for problem in entry_problems(name, value, table))
    for name, target in table.get("alias", {}).items():
        if is_installed(name, installed) and (find(name) is MISSING) != (find(target) is MISSING):
            yield f"{name} and {target}: only one of them is there"
    for name, bases in table.get("bases", {}).items():
        if is_installed(name, installed):
            yield from base_problems(name, bases)


def base_problems(name, bases) -> Iterator[str]:
    """Yield the bases that a class does not have; those of other libraries may not be there."""
    cls = find(name)
    for base in bases:
        parent = find(base)
        is_elsewhere = not find_spec(base.partition(".")[0])
        if cls is MISSING or (parent is MISSING and not is_elsewhere):
            yield f"{name}: it or its base {base} is not there"
        elif parent is not MISSING and not issubclass(cls, parent):
            yield f"{name} is no subclass of {base}"


def all_default_problems(table) -> Iterator[str]:
    """Yield what is wrong with the defaults of a file."""
    installed = installed_of(table)
    for prefix in table.get("default", {}):
        if "." in prefix and is_installed(prefix, installed):
            yield from (f"{prefix} {problem}" for problem in default_problems(prefix))


def names_of(table):
    """List every name that a file speaks of."""
    named = [name for name in table if name not in TABLES]
    return named + [name for kind in TABLES[1:] for name in table.get(kind, {})]


def main(arguments) -> int:
    """Print the problems of each file, and how much was looked up if that is asked for."""
    warnings.simplefilter("ignore")
    looked_up = left_alone = problems = 0
    libraries = set()
    counts = "--count" in arguments
    for file in [argument for argument in arguments if argument != "--count"]:
        table = tomllib.loads(Path(file).read_text(encoding="utf-8"))
        installed = installed_of(table)
        libraries |= installed
        known = [name for name in names_of(table) if is_installed(name, installed)]
        looked_up += len(known)
        left_alone += len(names_of(table)) - len(known)
        wrong = [*table_problems(table), *(all_default_problems(table) if counts else ())]
        problems += len(wrong)
        for problem in wrong:
            print(f"{Path(file).name}: {problem}")
    if counts:
        print(f"looked up {looked_up} names of {len(libraries)} libraries, {problems} are wrong;")
        print(f"{left_alone} names belong to libraries that are not installed")
    return 1 if problems and counts else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
