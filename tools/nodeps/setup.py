"""The in-tree recipe of buildout.cfg."""

from setuptools import setup

setup(
    name="nodeps",
    version="1",
    py_modules=["nodeps"],
    entry_points={"zc.buildout": ["default = nodeps:Recipe"]},
)
