"""Readers of the declared files: :func:`load` gives all of them, or every problem at once."""

from wangting.declare.declared import Declared, load
from wangting.declare.registered import REGISTERED, Registered

__all__ = ["REGISTERED", "Declared", "Registered", "load"]
