"""The top-level names of the standard library, the same whichever Python runs the linter."""

import sys

OTHER_VERSIONS = (
    # Python 3.11 has these, a later one has dropped them.
    "aifc asynchat asyncore audioop cgi cgitb chunk crypt distutils imghdr imp lib2to3 mailcap",
    "msilib nis nntplib ossaudiodev pipes smtpd sndhdr spwd sunau telnetlib uu xdrlib",
    # These came after Python 3.11.
    "annotationlib compression",
)

NAMES = sys.stdlib_module_names.union(*(names.split() for names in OTHER_VERSIONS))


def is_stdlib(name: str) -> bool:
    """Tell whether a top-level name belongs to the standard library of any Python we know."""
    return name in NAMES
