"""Run the command line as `python -m jejak.cli`."""

import sys

from jejak.cli import main

sys.exit(main())
