"""The primitives: what the search engine's programs are made of. Importing this registers them all."""
from kernel.engines.search.kinds import REGISTRY
from kernel.engines.search.library import cells, colour, copies, frames, geometry, lines, objects, pattern, position, shapes

MODULES = (cells, frames, geometry, colour, position, lines, pattern, objects, shapes, copies)

__all__ = ["MODULES", "REGISTRY"]
