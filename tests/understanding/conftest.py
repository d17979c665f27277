"""What words mean at one moment of one call: to the shipped recogniser, among names that are known."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import pytest

from simulator.understanding.meaning import Meaning, Understanding
from simulator.understanding.names import Names
from simulator.understanding.overrule import Known

NOON = datetime(2026, 11, 24, 11, 50)  # a Tuesday


@pytest.fixture
def names() -> Names:
    return Names("Dana Whitlow", "Harwick Foods", "Sam Reyes", "Northgate Records", ("Marisol", "Graham Pell"))


@pytest.fixture
def means(understanding: Understanding, names: Names) -> Callable[..., Meaning]:
    """What words mean at ten to twelve on that Tuesday, to the receptionist unless another is named."""

    def means(said: str, heard: str = "", with_: str = "receptionist", **known: object) -> Meaning:
        return understanding.understand(said, heard=heard, known=Known(with_, names, **{"now": NOON} | known))

    return means
