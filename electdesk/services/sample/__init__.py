"""Sample regions to practise on: real districts, invented figures, planted mistakes. See resources/samples/README.md."""

from electdesk.services.sample.drawing import Drawn, draw
from electdesk.services.sample.facts import NAMES, Facts, read_facts
from electdesk.services.sample.filling import beginning, fill
from electdesk.services.sample.mistakes import Planted

__all__ = ["NAMES", "Drawn", "Facts", "Planted", "beginning", "draw", "fill", "read_facts"]
