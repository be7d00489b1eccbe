import sys

try:
    from fast_codec_that_is_missing import encode
except ImportError:
    from slow import encode

if sys.version_info >= (3, 0):
    from modern import render
else:
    from ancient import render

encode()  # calls: slow.encode
render()  # calls: modern.render
