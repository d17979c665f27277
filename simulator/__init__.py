"""Hit Zero: a flight simulator for prospecting calls.

Rooms: `core` (pure: what a call is), `understanding` (which moves an utterance makes), `speech` (ears and mouth),
`screen` (the window), and `play`, the one file that joins them. See docs/architecture.md.

Rule: nothing leaves this machine by itself. Since 1.29 the wheels of onnxruntime report to their maker (a number for
the device, which models are loaded, how long they take) unless the environment forbids it before they are loaded, so it
is forbidden here, in the first file that Python reads of the game; and nothing is ever fetched.
"""

import os
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

os.environ["ORT_DISABLE_TELEMETRY"] = "1"
os.environ["HF_HUB_OFFLINE"] = os.environ["HF_HUB_DISABLE_TELEMETRY"] = "1"

try:
    __version__ = version("hitzero")
except PackageNotFoundError:  # run from a source tree that nobody installed
    __version__ = "0+source"

_here = Path(__file__).parent
# In the wheel the data lie inside the package; in a source tree they lie beside it, where trainers look for them.
DATA = _here if (_here / "scenarios").is_dir() else _here.parent
SCENARIOS = DATA / "scenarios"
ASSETS = DATA / "assets"
