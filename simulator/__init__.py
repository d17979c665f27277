"""Hit Zero: a flight simulator for prospecting calls.

Rooms: `core` (pure: what a call is), `understanding` (which moves an utterance makes), `speech` (ears and mouth),
`screen` (the window), and `play`, the one file that joins them. See docs/architecture.md.
"""

from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

try:
    __version__ = version("hitzero")
except PackageNotFoundError:  # run from a source tree that nobody installed
    __version__ = "0+source"

_here = Path(__file__).parent
# In the wheel the data lie inside the package; in a source tree they lie beside it, where trainers look for them.
DATA = _here if (_here / "scenarios").is_dir() else _here.parent
SCENARIOS = DATA / "scenarios"
ASSETS = DATA / "assets"
