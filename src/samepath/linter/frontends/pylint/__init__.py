"""The pylint plugin: `load-plugins = samepath.linter.frontends.pylint`."""

from samepath.linter.frontends.pylint.plugin import register

__all__ = ["register"]
