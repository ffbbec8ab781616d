"""Sample regions to practise on: real districts, invented figures, planted mistakes. See resources/samples/README.md."""

from electdesk.services.sample.drawing import Drawn, draw
from electdesk.services.sample.facts import SAMPLES, Facts, read_facts
from electdesk.services.sample.filling import fill
from electdesk.services.sample.mistakes import Planted

__all__ = ["SAMPLES", "Drawn", "Facts", "Planted", "draw", "fill", "read_facts"]
