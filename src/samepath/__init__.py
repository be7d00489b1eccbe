"""The public door. Importing it loads neither the linter nor the runtime."""

__version__ = "0.1.0"
