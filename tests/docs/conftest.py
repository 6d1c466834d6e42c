"""``pytest tests/docs --write-docs`` puts what the commands print now into the README files."""

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--write-docs", action="store_true", help="put the commands' output into the README files"
    )
