"""``pytest tests/docs --write-docs`` puts what the program prints now into the pages."""

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--write-docs", action="store_true", help="put what the program prints into the pages"
    )
